"""Stopping the daily digest, by the link in it or by the header that a mail program turns into a button (RFC 8058)."""

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_POST

from reviews.timekeeping import services
from reviews.timekeeping.digest import digest_by
from submissions.web import SignedInRequest
from submissions.workshops.access import workshop_for_organizer


@csrf_exempt
@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
def stop(request: HttpRequest, slug: str, token: str) -> HttpResponse:
    """A mail server posts here without cookies and without a form's token; what it can do is stop letters to itself."""
    row = digest_by(slug, token)
    if request.method == "POST":
        services.want_digest(workshop=row.workshop, user=row.user, is_wanted=False)
        row.is_wanted = False
    return render(request, "reviews/timekeeping/stop.html", {"workshop": row.workshop, "row": row})


@require_POST
def want(request: SignedInRequest, slug: str) -> HttpResponse:
    workshop = workshop_for_organizer(request.user, slug)
    is_wanted = request.POST.get("do") == "on"
    services.want_digest(workshop=workshop, user=request.user, is_wanted=is_wanted)
    messages.success(
        request, "You get the digest once a day." if is_wanted else "You get no digest any more."
    )
    return redirect("progress", slug)
