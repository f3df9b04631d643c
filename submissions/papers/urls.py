from django.urls import path

from submissions.papers import views, views_authors, views_private, views_ties

urlpatterns = [
    path("submit/", views.submit, name="paper-submit"),
    path("submit/autosave/", views.autosave, name="paper-autosave"),
    path("papers/<str:ref>/edit/", views.edit, name="paper-edit"),
    path("papers/<str:ref>/upload/", views.upload, name="paper-upload"),
    path("papers/<str:ref>/withdraw/", views.withdraw, name="paper-withdraw"),
    path("papers/<str:ref>/device/", views_private.device, name="paper-device"),
    path("papers/<str:ref>/ask-again/", views_private.ask_again, name="paper-ask-again"),
    path("papers/<str:ref>/authors/", views_authors.wish, name="paper-authors"),
    path("papers/<str:ref>/conflicts/", views_ties.conflicts, name="paper-conflicts"),
    path("author-consent/<str:token>/", views_authors.consent, name="author-consent"),
    path("author/<str:token>/", views_authors.answer, name="author-link"),
    path("private/<str:token>/", views_private.link, name="private-link"),
    path("confirm/<str:token>/", views_private.confirm, name="private-confirm"),
    path("papers/versions/<str:ref>.pdf", views.pdf, name="paper-pdf"),
]
