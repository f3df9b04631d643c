from django.urls import path

from submissions.accounts import views

urlpatterns = [
    path("", views.account, name="account"),
    path("merge/", views.merge, name="account-merge"),
    path("merge/<str:token>/", views.merge_confirm, name="account-merge-confirm"),
]
