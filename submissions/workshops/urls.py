from django.urls import path

from submissions.workshops import views

urlpatterns = [
    path("", views.home, name="home"),
    path("<slug:slug>/", views.call, name="call"),
    path("<slug:slug>/accent-<int:hue>.css", views.accent, name="accent"),
    path("<slug:slug>/dates.ics", views.call_ics, name="call-ics"),
]
