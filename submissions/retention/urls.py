from django.urls import path

from submissions.retention import views

urlpatterns = [path("desk/retention/", views.retention, name="retention")]
