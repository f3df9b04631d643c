from django.urls import path

from submissions.checking import views

urlpatterns = [
    path("check/", views.trial, name="trial"),
    path("check/<str:ref>/", views.answer, name="trial-answer"),
    path("check/<str:ref>/pages/<int:index>.webp", views.page, name="trial-page"),
    path("<slug:slug>/papers/<slug:ref>/typed/", views.typed, name="paper-typed"),
    path("<slug:slug>/check/", views.trial, name="call-trial"),
    path("<slug:slug>/check/<str:ref>/", views.answer, name="call-trial-answer"),
]
