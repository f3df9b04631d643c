from django.urls import path

from reviews.mypapers import views

urlpatterns = [
    path("papers/", views.mine, name="papers-mine"),
    path("papers/<str:ref>/", views.paper, name="paper"),
    path("papers/<str:ref>/status/", views.status, name="paper-status"),
    path("papers/versions/<str:ref>/pages/<int:number>.webp", views.page, name="paper-page"),
]
