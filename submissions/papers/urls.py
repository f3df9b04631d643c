from django.urls import path

from submissions.papers import views

urlpatterns = [
    path("submit/", views.submit, name="paper-submit"),
    path("submit/autosave/", views.autosave, name="paper-autosave"),
    path("papers/<str:ref>/edit/", views.edit, name="paper-edit"),
    path("papers/<str:ref>/upload/", views.upload, name="paper-upload"),
    path("papers/<str:ref>/withdraw/", views.withdraw, name="paper-withdraw"),
    path("papers/versions/<str:ref>.pdf", views.pdf, name="paper-pdf"),
]
