from django.urls import path

from submissions.resemblance import views

urlpatterns = [
    path("desk/alike/", views.pairs, name="resemblance"),
    path("desk/alike/<slug:ref>/", views.answer, name="resemblance-answer"),
]
