from django.urls import path

from reviews.discussion import views, views_response

urlpatterns = [
    path("reviews/<slug:ref>/discussion/", views.review_discussion, name="review-discussion"),
    path("desk/papers/<slug:ref>/discussion/", views.progress_discussion, name="progress-discussion"),
    path("desk/reviews/response/", views_response.progress_response, name="progress-response"),
    path("papers/<slug:ref>/response/", views_response.paper_response, name="paper-response"),
]
