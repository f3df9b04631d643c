from django.urls import path

from reviews.intake import views

urlpatterns = [
    path("desk/intake/", views.intake, name="intake"),
    path("desk/intake/links/", views.links, name="intake-links"),
    path("desk/intake/<slug:ref>/", views.preview, name="intake-preview"),
]
