from django.urls import path

from reviews.deskcheck import views

urlpatterns = [
    path("desk/checks/", views.checks, name="deskcheck"),
    path("desk/checks/sheet/", views.contact_sheet, name="deskcheck-sheet"),
    path("desk/checks/<slug:ref>/", views.paper, name="deskcheck-paper"),
    path("desk/checks/<slug:ref>/waive/", views.waive, name="deskcheck-waive"),
    path("desk/checks/<slug:ref>/take-back/", views.take_back, name="deskcheck-take-back"),
    path("desk/checks/<slug:ref>/fix/", views.fix, name="deskcheck-fix"),
    path("desk/checks/<slug:ref>/reject/", views.reject, name="deskcheck-reject"),
    path("desk/checks/<slug:ref>/keep/", views.keep, name="deskcheck-keep"),
]
