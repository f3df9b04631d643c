from django.urls import path

from submissions.workshops import views, views_new
from submissions.workshops.settings import views as settings

urlpatterns = [
    path("", views.home, name="home"),
    path("new/", views_new.new, name="workshop-new"),
    path("<slug:slug>/", views.call, name="call"),
    path("<slug:slug>/accent-<int:hue>.css", views.accent, name="accent"),
    path("<slug:slug>/dates.ics", views.call_ics, name="call-ics"),
    path("<slug:slug>/logo.webp", views.logo, name="logo"),
    path("<slug:slug>/organizers/<int:pk>.webp", views.portrait, name="portrait"),
    path("<slug:slug>/desk/settings/", settings.overview, name="settings"),
    path("<slug:slug>/desk/settings/<slug:key>/", settings.section, name="settings-section"),
    path("<slug:slug>/desk/settings/calls/<slug:call>/", settings.call, name="settings-call"),
]
