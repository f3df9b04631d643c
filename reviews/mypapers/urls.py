from django.urls import path

from reviews.mypapers import views, views_findings

urlpatterns = [
    path("papers/", views.mine, name="papers-mine"),
    path("papers/<str:ref>/", views.paper, name="paper"),
    path("papers/<str:ref>/sheet/", views.sheet, name="paper-sheet"),
    path("papers/<str:ref>/status/", views.status, name="paper-status"),
    path("papers/<str:ref>/clean/", views_findings.clean, name="paper-clean"),
    path("papers/<str:ref>/findings/<str:key>/", views_findings.false_alarm, name="paper-false-alarm"),
    path("papers/versions/<str:ref>/pages/<int:number>.webp", views.page, name="paper-page"),
]
