from django.urls import path

from reviews.accepted import views

urlpatterns = [
    path("accepted/", views.accepted, name="accepted"),
    path("accepted/papers.csv", views.accepted_file, {"form": "csv"}, name="accepted-csv"),
    path("accepted/papers.json", views.accepted_file, {"form": "json"}, name="accepted-json"),
    path("desk/accepted.csv", views.desk_file, {"form": "csv"}, name="desk-accepted-csv"),
    path("desk/accepted.json", views.desk_file, {"form": "json"}, name="desk-accepted-json"),
]
