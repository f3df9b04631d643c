from django.urls import path

from reviews.reviewing import (
    views,
    views_criteria,
    views_offline,
    views_supplement,
    views_telling,
    views_writing,
)

urlpatterns = [
    path("desk/criteria/", views_criteria.criteria, name="criteria"),
    path("reviews/", views.reviews_mine, name="reviews-mine"),
    path("reviews/my-papers.zip", views_offline.reviews_zip, name="reviews-zip"),
    path("reviews/upload/", views_offline.reviews_upload, name="reviews-upload"),
    path("reviews/<slug:ref>/", views_writing.review, name="review"),
    path("reviews/<slug:ref>/tell/<slug:kind>/", views_telling.tell, name="review-tell"),
    path("reviews/<slug:ref>/supplement/", views_supplement.review_supplement, name="review-supplement"),
    path(
        "reviews/<slug:ref>/supplement/file/",
        views_supplement.review_supplement_file,
        name="review-supplement-file",
    ),
    path("reviews/<slug:ref>/paper.pdf", views.review_pdf, name="review-pdf"),
    path("reviews/<slug:ref>/pages/<int:number>", views.review_page, name="review-page"),
]
