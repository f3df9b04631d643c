from django.urls import path

from reviews.personal import views

urlpatterns = [
    path("my-data/", views.my_data, name="my-data"),
    path("my-data/file/", views.my_data_file, name="my-data-file"),
    path("erase/", views.erase, name="erase"),
]
