from django.urls import path

from reviews.programme import views

urlpatterns = [
    path("programme/", views.programme, name="programme"),
    path("programme.ics", views.programme_ics, name="programme-ics"),
    path("desk/programme/", views.editor, name="programme-editor"),
    path("desk/programme/check-in/", views.check_in, name="programme-check-in"),
    path("desk/programme/<slug:ref>/", views.session, name="programme-session"),
    path("desk/programme/<slug:ref>/remove/", views.remove, name="programme-remove"),
]
