from django.urls import path

from reviews.camera import views

urlpatterns = [
    path("papers/<slug:ref>/camera-ready/", views.camera, name="paper-camera"),
    path("papers/finals/<slug:ref>.pdf", views.pdf, name="paper-final"),
    path("desk/camera-ready/", views.desk, name="camera"),
    path("desk/camera-ready/remind/", views.remind, name="camera-remind"),
    path("desk/finals/<slug:ref>.pdf", views.desk_pdf, name="camera-final"),
]
