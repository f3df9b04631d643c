from django.urls import path

from reviews.attendance import views, views_public

urlpatterns = [
    path("desk/attendance/", views.ledger, name="attendance"),
    path("desk/attendance/ask/", views.ask, name="attendance-ask"),
    path("desk/attendance/papers/<slug:ref>/", views.note, name="attendance-note"),
    path("desk/attendance/papers/<slug:ref>/offer/", views.offer, name="attendance-offer"),
    path("attendance/<str:token>/", views_public.answer, name="attendance-answer"),
    path("attendance/<str:token>/invitation.txt", views_public.letter, name="attendance-letter"),
]
