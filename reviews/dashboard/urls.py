from django.urls import path

from reviews.dashboard import views

urlpatterns = [path("workshops/", views.dashboard, name="dashboard")]
