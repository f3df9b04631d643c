from django.urls import path

from reviews.reviewing import views, views_telling, views_writing

urlpatterns = [
    path("reviews/", views.reviews_mine, name="reviews-mine"),
    path("reviews/<slug:ref>/", views_writing.review, name="review"),
    path("reviews/<slug:ref>/tell/<slug:kind>/", views_telling.tell, name="review-tell"),
    path("reviews/<slug:ref>/paper.pdf", views.review_pdf, name="review-pdf"),
    path("reviews/<slug:ref>/pages/<int:number>", views.review_page, name="review-page"),
]
