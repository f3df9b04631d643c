from django.urls import path

from fedgenai_site.demo import styleguide, views

urlpatterns = [
    path("demo/people/", views.switch_person, name="demo-people"),
    path("demo/mail/", views.mail, name="demo-mail"),
    path("styleguide/", styleguide.styleguide, name="demo-styleguide"),
]
