from django.urls import path

from reviews.host import views

urlpatterns = [
    path("desk/hand-over/", views.page, name="host"),
    path("desk/hand-over/done/", views.hand_over, name="host-hand-over"),
    path("desk/hand-over/dates/", views.dates, name="host-dates"),
    path("desk/hand-over/dates/<int:pk>/", views.date, name="host-date"),
]
