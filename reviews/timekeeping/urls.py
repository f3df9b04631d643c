from django.urls import path

from reviews.timekeeping import views, views_digest, views_offer

urlpatterns = [
    path("desk/reviews/", views.progress, name="progress"),
    path("desk/reviews/reminders/", views.reminders, name="progress-reminders"),
    path("desk/reviews/hours/", views.hours, name="progress-hours"),
    path("desk/reviews/digest/", views_digest.want, name="progress-digest"),
    path("digest/<str:token>/", views_digest.stop, name="progress-stop"),
    path("desk/reviews/pool/", views.standby, name="progress-standby"),
    path("desk/papers/<slug:ref>/offer/", views_offer.offer, name="progress-offer"),
    path("desk/reviews/<slug:ref>/told/<slug:kind>/", views.report_done, name="progress-told"),
    path("reviews/offers/<slug:ref>/", views_offer.review_offer, name="review-offer"),
]
