"""The page behind a mailed claim link. Opening it changes nothing, as mail scanners open links; the button acts."""

from django.contrib import messages
from django.contrib.auth import login
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_http_methods

from reviews.committee.views_public import BACKEND
from reviews.intake import claims
from reviews.intake.access import claim_by_token


@login_not_required
@cache_control(no_store=True, private=True)
@require_http_methods(["GET", "HEAD", "POST"])
def claim(request: HttpRequest, token: str) -> HttpResponse:
    """The link signs in only where nobody has used the account yet; else its owner signs in by mailed code."""
    asked = claim_by_token(token)
    if asked.email == getattr(request.user, "email", ""):  # came back by the letter
        return redirect("papers-mine", asked.workshop.slug)
    taken = claims.take(claim=asked) if request.method == "POST" else None
    if taken is None:
        context = {"claim": asked, "workshop": asked.workshop, "needs_sign_in": claims.needs_sign_in(asked)}
        status = 403 if request.method == "POST" else 200
        return render(request, "reviews/intake/claim.html", context, status=status)
    login(request, taken, backend=BACKEND)
    messages.success(request, "The papers that name you are yours now.")
    return redirect("papers-mine", asked.workshop.slug)
