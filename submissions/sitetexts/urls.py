from django.urls import path

from submissions.sitetexts import views

urlpatterns = [
    path("about/<slug:key>/", views.text, name="site-text"),
    path("about/<slug:key>/edit/", views.edit, name="site-text-edit"),
]
