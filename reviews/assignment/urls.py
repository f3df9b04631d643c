from django.urls import path

from reviews.assignment import views

urlpatterns = [
    path("desk/assignment/", views.assignment, name="assignment"),
    path("desk/assignment/propose/", views.propose, name="assignment-propose"),
    path("desk/assignment/publish/", views.publish, name="assignment-publish"),
    path("desk/assignment/remove/<slug:ref>/", views.remove, name="assignment-remove"),
    path("desk/assignment/papers/<slug:ref>/", views.choose, name="assignment-paper"),
]
