from django.urls import path

from submissions.supplements import views

urlpatterns = [
    path("papers/<str:ref>/supplement/", views.supplement, name="paper-supplement"),
    path("papers/<str:ref>/supplement/file/", views.file, name="paper-supplement-file"),
]
