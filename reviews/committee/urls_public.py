from django.urls import path

from reviews.committee import views_public

urlpatterns = [path("invitations/<str:token>/", views_public.invitation, name="invitation")]
