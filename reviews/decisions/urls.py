from django.urls import path

from reviews.decisions import views, views_release

urlpatterns = [
    path("desk/decisions/", views.decisions, name="decisions"),
    path("desk/decisions/ready/", views.all_ready, name="decisions-ready"),
    path("desk/decisions/papers/<slug:ref>/", views.decide, name="decision"),
    path("desk/release/", views_release.release, name="release"),
    path("papers/<slug:ref>/outcome/", views_release.outcome, name="outcome"),
]
