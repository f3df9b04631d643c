from django.urls import path

from reviews.takeaway import views

urlpatterns = [
    path("desk/takeaway/", views.takeaway, name="takeaway"),
    path("desk/takeaway/<slug:what>.<slug:form>", views.file, name="takeaway-file"),
]
