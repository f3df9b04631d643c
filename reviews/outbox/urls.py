from django.urls import path

from reviews.outbox import views, views_texts, views_write

urlpatterns = [
    path("desk/mail/", views.letters, name="outbox"),
    path("desk/mail/write/", views_write.write, name="write"),
    path("desk/mail/texts/", views_texts.texts, name="texts"),
    path("desk/mail/texts/<slug:kind>/", views_texts.text, name="text"),
    path("desk/mail/letters/<slug:ref>/", views.letter, name="letter"),
    path("desk/mail/letters/<slug:ref>/act/", views.act, name="letter-act"),
    path("desk/mail/letters/<slug:ref>/to/", views.readdress, name="letter-to"),
]
