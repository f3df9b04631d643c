from django.urls import path

from reviews.committee import views, views_conflicts, views_handover, views_keeping

urlpatterns = [
    path("desk/people/", views.people, name="people"),
    path("desk/people/invite/", views.people_invite, name="people-invite"),
    path("desk/people/<int:pk>/remove/", views.people_remove, name="people-remove"),
    path("desk/people/organizer/", views.people_organizer, name="people-organizer"),
    path("desk/withheld/<int:number>/", views_handover.handover, name="handover"),
    path("desk/conflicts/", views_conflicts.conflicts, name="conflicts"),
    path("desk/conflicts/ask/", views_conflicts.ask, name="conflict-ask"),
    path("desk/conflicts/set/", views_conflicts.set_conflict, name="conflict-set"),
    path("desk/conflicts/rules/", views_conflicts.rules, name="conflict-rules"),
    path("desk/conflicts/<int:pk>/", views_conflicts.settle, name="conflict-settle"),
    path("desk/people/remind/", views_keeping.remind, name="people-remind"),
    path("desk/people/<int:pk>/senior/", views_keeping.senior, name="people-senior"),
    path("desk/people/suggested/<int:pk>/", views_keeping.suggested, name="people-suggested"),
]
