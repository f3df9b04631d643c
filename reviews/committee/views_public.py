"""The page behind a mailed invitation. Opening it changes nothing, as mail scanners open links; buttons act."""

from django.contrib import messages
from django.contrib.auth import login
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_http_methods

from reviews.committee import selectors, services
from reviews.committee.access import invitation_by_token
from reviews.committee.forms import AcceptForm, DeclineForm
from reviews.committee.models import Invitation
from submissions.accounts.models import User
from submissions.accounts.selectors import Standing

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


@login_not_required
@cache_control(no_store=True, private=True)
@require_http_methods(["GET", "HEAD", "POST"])
def invitation(request: HttpRequest, token: str) -> HttpResponse:
    asked = invitation_by_token(token)
    if request.method != "POST":
        return _page(request, asked)
    if not selectors.takes_answers(asked.workshop):
        return _page(request, asked, status=403)
    if request.POST.get("do") == "decline":
        return _decline(request, asked)
    return _accept(request, asked)


def _accept(request: HttpRequest, asked: Invitation) -> HttpResponse:
    standing = selectors.standing(asked, request.user)
    if standing not in {Standing.NEW, Standing.SELF}:
        return _page(request, asked, status=403)
    form = AcceptForm(request.POST, invitation=asked, with_name=standing == Standing.NEW)
    if not form.is_valid():
        return _page(request, asked, accept=form, status=422)
    known = request.user if isinstance(request.user, User) else None
    try:
        user = services.accept(invitation=asked, user=known, terms=form.terms())
    except services.AccountExistsError:
        return _page(request, asked, status=403)
    if known is None:
        login(request, user, backend=BACKEND)
    messages.success(request, f"Thank you. You review for {asked.workshop.name}.")
    return redirect("reviews-mine", asked.workshop.slug)


def _decline(request: HttpRequest, asked: Invitation) -> HttpResponse:
    form = DeclineForm(request.POST)
    if not form.is_valid():
        return _page(request, asked, decline=form, status=422)
    try:
        services.decline(invitation=asked, **form.cleaned_data)
    except services.AnsweredError:
        return _page(request, asked, status=409)
    messages.success(request, "Thank you for telling us. The organizers know.")
    return redirect("invitation", asked.token)


def _page(
    request: HttpRequest,
    asked: Invitation,
    *,
    accept: AcceptForm | None = None,
    decline: DeclineForm | None = None,
    status: int = 200,
) -> HttpResponse:
    standing = selectors.standing(asked, request.user)
    context = {
        "invitation": asked,
        "workshop": asked.workshop,
        "standing": standing.name.lower(),
        "is_open": selectors.takes_answers(asked.workshop),
        "due": selectors.reviews_due(asked.workshop),
        "accept": accept or AcceptForm(invitation=asked, with_name=standing == Standing.NEW),
        "decline": decline or DeclineForm(),
    }
    return render(request, "reviews/committee/invitation.html", context, status=status)
