from django.urls import path

from reviews.presets import views

urlpatterns = [
    path("desk/rules/", views.calls, name="rules"),
    path("desk/rules/<slug:name>/", views.edit, name="rules-edit"),
    path("desk/rules/<slug:name>/effect/", views.effect, name="rules-effect"),
    path("desk/rules/<slug:name>/use/", views.use, name="rules-use"),
    path("desk/rules/<slug:name>/drop/", views.drop, name="rules-drop"),
]
