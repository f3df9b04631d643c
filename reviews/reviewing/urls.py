from django.urls import path

from reviews.reviewing import views

urlpatterns = [
    path("reviews/", views.reviews_mine, name="reviews-mine"),
    path("reviews/<ref>/", views.review, name="review"),
    path("reviews/<ref>/paper.pdf", views.review_pdf, name="review-pdf"),
    path("reviews/<ref>/pages/<int:number>", views.review_page, name="review-page"),
]
