from django.urls import path

from reviews.thanks import views

urlpatterns = [
    path("reviews/outcomes/", views.review_outcomes, name="review-outcomes"),
    path("reviews/certificate.pdf", views.review_certificate, name="review-certificate"),
]
