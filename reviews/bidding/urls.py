from django.urls import path

from reviews.bidding import views, views_desk

urlpatterns = [
    path("bidding/", views.bidding, name="bidding"),
    path("bidding/card/", views.card, name="bidding-card"),
    path("bidding/<name>/", views.bid, name="bid"),
    path("desk/bidding/", views_desk.desk_bidding, name="desk-bidding"),
    path("desk/bidding/set/", views_desk.set_bidding, name="desk-bidding-set"),
]
