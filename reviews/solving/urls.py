from django.urls import path

from reviews.solving import views, views_pair, views_pairs, views_runs, views_sheet

urlpatterns = [
    path("desk/assignment/", views.assignment, name="assignment"),
    path("desk/assignment/publish/", views.publish, name="assignment-publish"),
    path("desk/assignment/solve/", views_runs.solve, name="assignment-solve"),
    path("desk/assignment/runs/<slug:ref>/", views_runs.run, name="assignment-run"),
    path("desk/assignment/runs/<slug:ref>/stop/", views_runs.stop, name="assignment-run-stop"),
    path("desk/assignment/runs/<slug:ref>/use/", views_runs.use, name="assignment-run-use"),
    path("desk/assignment/remove/<slug:ref>/", views_pairs.remove, name="assignment-remove"),
    path("desk/assignment/loads/<int:pk>/", views_pairs.load, name="assignment-load"),
    path("desk/assignment/papers/<slug:ref>/", views_pairs.choose, name="assignment-paper"),
    path("desk/assignment/pairs.csv", views_sheet.csv, name="assignment-csv"),
    path("desk/assignment/table/", views_sheet.take, name="assignment-table"),
    path("desk/assignment/grid/", views_pair.grid, name="assignment-grid"),
    path("desk/assignment/papers/<slug:ref>/<int:pk>/", views_pair.pair, name="assignment-pair"),
    path("desk/assignment/papers/<slug:ref>/wanted/", views_pairs.wanted, name="assignment-wanted"),
]
