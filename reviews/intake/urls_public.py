from django.urls import path

from reviews.intake import views_public

urlpatterns = [path("invitations/papers/<str:token>/", views_public.claim, name="claim")]
