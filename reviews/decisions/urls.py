from django.urls import path

from reviews.decisions import views, views_bulk, views_paper, views_release

urlpatterns = [
    path("desk/decisions/", views.decisions, name="decisions"),
    path("desk/decisions/ready/", views.all_ready, name="decisions-ready"),
    path("desk/decisions/bulk/", views_bulk.together, name="decisions-bulk"),
    path("desk/decisions/room/", views_bulk.room, name="decisions-room"),
    path("desk/decisions/sheet/", views_bulk.sheet, name="decisions-sheet"),
    path("desk/decisions.csv", views_bulk.as_csv, name="decisions-csv"),
    path("desk/decisions/papers/<slug:ref>/", views_paper.decide, name="decision"),
    path("desk/release/", views_release.release, name="release"),
    path("papers/<slug:ref>/outcome/", views_release.outcome, name="outcome"),
]
