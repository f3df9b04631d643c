from django.urls import path

from reviews.api import views, views_pages

WORKSHOP = "api/v1/workshops/<slug:slug>"

v1 = [
    path("api/v1/me", views.me, name="api-me"),
    path("api/v1/workshops", views.workshops, name="api-workshops"),
    path(WORKSHOP, views.workshop, name="api-workshop"),
    path(f"{WORKSHOP}/papers", views.papers, name="api-papers"),
    path(f"{WORKSHOP}/papers/<slug:ref>", views.paper, name="api-paper"),
    path(f"{WORKSHOP}/papers/<slug:ref>/files/<slug:kind>/<slug:file>", views.file, name="api-file"),
    path(f"{WORKSHOP}/authors", views.authors, name="api-authors"),
    path(f"{WORKSHOP}/reviews", views.reviews, name="api-reviews"),
    path(f"{WORKSHOP}/decisions", views.decisions, name="api-decisions"),
    path(f"{WORKSHOP}/reviewing", views.reviewing, name="api-reviewing"),
    path(f"{WORKSHOP}/reviewing/<slug:ref>", views.reviewed, name="api-reviewed"),
    path(f"{WORKSHOP}/reviewing/<slug:ref>/file", views.reviewers_copy, name="api-reviewers-copy"),
    path(f"{WORKSHOP}/accepted", views.accepted, name="api-accepted"),
    path(f"{WORKSHOP}/programme", views.programme, name="api-programme"),
    path("api/v1/<path:rest>", views.nothing, name="api-nothing"),
]
urlpatterns = [
    *v1,
    path("api/", views_pages.guide, name="api"),
    path("api/openapi.json", views_pages.document, name="api-document"),
    path("accounts/tokens/", views_pages.tokens, name="tokens"),
    path("accounts/tokens/new/", views_pages.new, name="token-new"),
    path("accounts/tokens/<int:pk>/revoke/", views_pages.revoke, name="token-revoke"),
]
