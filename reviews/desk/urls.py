from django.urls import path

from reviews.desk import views, views_acting, views_paper

urlpatterns = [
    path("desk/", views.desk, name="desk"),
    path("desk/papers/", views.papers, name="desk-papers"),
    path("desk/history/", views.history, name="history"),
    path("desk/papers/new/", views_acting.begin, name="desk-begin"),
    path("desk/papers/<slug:ref>/", views_paper.paper, name="desk-paper"),
    path("desk/papers/<slug:ref>/authors/", views_acting.authors, name="desk-paper-authors"),
    path("desk/papers/<slug:ref>/edit/", views_acting.edit, name="desk-act"),
    path("desk/papers/<slug:ref>/revive/", views_acting.revive, name="desk-revive"),
    path("desk/papers/<slug:ref>/supplement/", views_paper.supplement, name="desk-supplement"),
    path("desk/papers/<slug:ref>/check/", views_paper.check, name="desk-paper-check"),
    path("desk/papers/<slug:ref>/check/again/", views_paper.check_again, name="desk-paper-check-again"),
    path("desk/papers/<slug:ref>/reviews/", views_paper.reviews, name="desk-paper-reviews"),
    path("desk/papers/<slug:ref>/history/", views_paper.history, name="desk-paper-history"),
    path(
        "desk/versions/<slug:ref>/original.pdf", views_paper.pdf, {"copy": "original"}, name="desk-paper-pdf"
    ),
    path("desk/versions/<slug:ref>/blind.pdf", views_paper.pdf, {"copy": "blind"}, name="desk-paper-blind"),
    path("desk/versions/<slug:ref>/pages/<int:number>", views_paper.page, name="desk-page"),
]
