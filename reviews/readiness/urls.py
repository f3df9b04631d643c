from django.urls import path

from reviews.readiness import views

urlpatterns = [
    path("desk/readiness/", views.readiness, name="readiness"),
    path("desk/preview/author/<slug:call>/", views.preview_author, name="preview-author"),
    path("desk/preview/reviewer/", views.preview_reviewer, name="preview-reviewer"),
]
