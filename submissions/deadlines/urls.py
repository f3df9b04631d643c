from django.urls import path

from submissions.deadlines import views

urlpatterns = [
    path("desk/deadlines/", views.overview, name="deadlines"),
    path("desk/deadlines/<slug:call>/", views.move, name="deadlines-move"),
    path("desk/deadlines/pass/<slug:ref>/", views.give_pass, name="deadlines-pass"),
    path("desk/new-call/", views.new_call, name="settings-new-call"),
]
