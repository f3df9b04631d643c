from django.urls import path

from reviews.expertise import views, views_ties

urlpatterns = [
    path("expertise/", views.expertise, name="expertise"),
    path("expertise/<int:pk>/remove/", views.remove, name="expertise-remove"),
    path("my-conflicts/", views_ties.my_conflicts, name="my-conflicts"),
    path("my-conflicts/<int:pk>/remove/", views_ties.remove, name="my-conflicts-remove"),
]
