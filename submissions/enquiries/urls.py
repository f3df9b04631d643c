from django.urls import path

from submissions.enquiries import views

urlpatterns = [path("ask/", views.enquiry, name="enquiry")]
