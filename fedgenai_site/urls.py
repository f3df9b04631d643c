"""The URL table. The first part of a path is a workshop's slug, or one of the site's own words."""

from django.conf import settings
from django.urls import URLPattern, URLResolver, include, path

from fedgenai_site import errors, health
from fedgenai_site.robots import robots

handler429 = errors.too_many_requests

urlpatterns: list[URLPattern | URLResolver] = [
    path("healthz", health.alive, name="healthz"),
    path("readyz", health.ready, name="readyz"),
    path("robots.txt", robots, name="robots"),
    path("accounts/", include("submissions.accounts.urls")),
    path("accounts/", include("reviews.dashboard.urls")),
    path("accounts/", include("submissions.sitetexts.urls")),
    path("accounts/", include("reviews.personal.urls")),
    path("accounts/", include("allauth.urls")),
    path("", include("reviews.committee.urls_public")),
    path("", include("reviews.intake.urls_public")),
    path("", include("reviews.api.urls")),
]
if settings.DEMO:
    urlpatterns.append(path("", include("fedgenai_site.demo.urls")))
urlpatterns += [
    path("", include("submissions.checking.urls")),
    path("", include("submissions.workshops.urls")),
    path("<slug:slug>/", include("submissions.deadlines.urls")),
    path("<slug:slug>/", include("submissions.papers.urls")),
    path("<slug:slug>/", include("submissions.supplements.urls")),
    path("<slug:slug>/", include("submissions.enquiries.urls")),
    path("<slug:slug>/", include("submissions.resemblance.urls")),
    path("<slug:slug>/", include("submissions.retention.urls")),
    path("<slug:slug>/", include("reviews.mypapers.urls")),
    path("<slug:slug>/", include("reviews.committee.urls")),
    path("<slug:slug>/", include("reviews.solving.urls")),
    path("<slug:slug>/", include("reviews.expertise.urls")),
    path("<slug:slug>/", include("reviews.bidding.urls")),
    path("<slug:slug>/", include("reviews.timekeeping.urls")),
    path("<slug:slug>/", include("reviews.discussion.urls")),
    path("<slug:slug>/", include("reviews.thanks.urls")),
    path("<slug:slug>/", include("reviews.reviewing.urls")),
    path("<slug:slug>/", include("reviews.decisions.urls")),
    path("<slug:slug>/", include("reviews.attendance.urls")),
    path("<slug:slug>/", include("reviews.accepted.urls")),
    path("<slug:slug>/", include("reviews.host.urls")),
    path("<slug:slug>/", include("reviews.outbox.urls")),
    path("<slug:slug>/", include("reviews.deskcheck.urls")),
    path("<slug:slug>/", include("reviews.readiness.urls")),
    path("<slug:slug>/", include("reviews.intake.urls")),
    path("<slug:slug>/", include("reviews.presets.urls")),
    path("<slug:slug>/", include("reviews.takeaway.urls")),
    path("<slug:slug>/", include("reviews.camera.urls")),
    path("<slug:slug>/", include("reviews.programme.urls")),
    path("<slug:slug>/", include("reviews.desk.urls")),
]
