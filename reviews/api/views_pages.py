"""The API for people: what it offers, and one's own tokens."""

import json

from allauth.account.decorators import reauthentication_required
from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from reviews.api import access, services
from reviews.api.document import document as openapi
from reviews.api.forms import TokenForm
from reviews.api.guide import sections
from reviews.api.models import Scope
from submissions.web import SignedInRequest


@login_not_required
@require_safe
def guide(request: HttpRequest) -> HttpResponse:
    context = {"sections": sections(), "scopes": Scope.choices, "site": settings.SITE_URL}
    return render(request, "reviews/api/guide.html", context)


@login_not_required
@require_safe
def document(request: HttpRequest) -> HttpResponse:
    """The same for everybody."""
    return HttpResponse(json.dumps(openapi(), indent=1), content_type="application/json")


@require_safe
def tokens(request: SignedInRequest) -> HttpResponse:
    return render(
        request, "reviews/api/tokens.html", {"tokens": list(request.user.tokens.select_related("workshop"))}
    )


@reauthentication_required  # type: ignore[untyped-decorator] # allauth's
@require_http_methods(["GET", "HEAD", "POST"])
def new(request: SignedInRequest) -> HttpResponse:
    """The answer to the POST is the one place where the token is seen: it is kept nowhere to be shown again."""
    form = TokenForm(request.POST or None, user=request.user)
    if request.method == "POST" and form.is_valid():
        try:
            secret = services.make(user=request.user, **form.cleaned_data)
        except services.TooManyTokensError:
            form.add_error(None, f"You have {services.AT_MOST} tokens. Revoke one that you do not need.")
        else:
            context = {"secret": secret, "name": form.cleaned_data["name"], "site": settings.SITE_URL}
            return render(request, "reviews/api/made.html", context)
    status = 422 if request.method == "POST" else 200
    return render(request, "reviews/api/new.html", {"form": form}, status=status)


@require_POST
def revoke(request: SignedInRequest, pk: int) -> HttpResponse:
    token = access.token_of(request.user, pk)
    services.revoke(token)
    messages.success(request, f"“{token.name}” is revoked. Whatever still uses it is turned away.")
    return redirect("tokens")
