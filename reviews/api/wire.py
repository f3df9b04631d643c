"""How the API is asked and how it answers: a token, a scope, a rate, JSON, and problems in words.

Sessions do not count here: what a browser sends along by itself must open nothing. Tokens open no page and change
nothing: every address answers GET alone.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from http import HTTPStatus
from typing import Any, Generic, TypeVar

import msgspec
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils.cache import patch_vary_headers
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import conditional_page

from reviews.api.access import token_by_secret
from reviews.api.models import Scope, Token
from reviews.api.services import note_use
from reviews.api.shapes import Problem
from submissions.accounts.models import User
from submissions.web import is_too_much

PER_MINUTE = 300
"""Requests of one token."""
NOTHING = "There is nothing here that this token can open: it may not exist, or not be yours to see."
NO_TOKEN = "Send a personal token, as in “Authorization: Bearer fgs_…”. You make one on your account's page."  # noqa: S105 - words
BAD_TOKEN = (
    "This token is not known: mistyped, taken back, or expired. Make a new one on your account's page."  # noqa: S105 - words
)


class Query(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What may stand behind the question mark; each endpoint that takes something has its own."""


Asking_co = TypeVar("Asking_co", bound=Query, covariant=True)


@dataclass(frozen=True)
class Asked(Generic[Asking_co]):
    request: HttpRequest
    token: Token
    query: Asking_co

    @property
    def user(self) -> User:
        return self.token.user


class RefusalError(Exception):
    def __init__(self, status: HTTPStatus, detail: str, **headers: str) -> None:
        super().__init__(detail)
        self.status, self.detail, self.headers = status, detail, headers


@dataclass(frozen=True)
class Operation:
    """What the document says of a view besides its name and its types."""

    view: Callable[..., Any]
    scope: Scope | None
    query: type[Query]


View = Callable[..., HttpResponseBase]


def endpoint(
    *, scope: Scope | None = None, query: type[Query] = Query
) -> Callable[[Callable[..., Any]], View]:
    """A view of the API: gets an `Asked`, gives a shape or a file."""

    def decorate(view: Callable[..., Any]) -> View:
        @csrf_exempt
        @login_not_required
        @conditional_page
        @wraps(view)
        def answer(request: HttpRequest, **named: object) -> HttpResponseBase:
            try:
                found = view(_asked(request, scope, query, named.get("slug")), **named)
            except RefusalError as refusal:
                return problem(refusal)
            except Http404:
                return problem(RefusalError(HTTPStatus.NOT_FOUND, NOTHING))
            return found if isinstance(found, HttpResponseBase) else as_json(found)

        answer.operation = Operation(view, scope, query)  # type: ignore[attr-defined] # read by document.py
        return answer

    return decorate


def _asked(request: HttpRequest, scope: Scope | None, query: type[Query], slug: object) -> Asked[Query]:
    """In an order in which nothing is told before it is known who asks, and nothing depends on what is there."""
    if request.method not in {"GET", "HEAD"}:
        raise RefusalError(
            HTTPStatus.METHOD_NOT_ALLOWED, "The API only reads: GET is all that it takes.", Allow="GET, HEAD"
        )
    token = _token(request)
    if scope and scope not in token.scopes:
        words = f"This token is not for {scope}. Make one that is, on your account's page."
        raise RefusalError(HTTPStatus.FORBIDDEN, words)
    if token.workshop and slug not in {None, token.workshop.slug}:
        words = f"This token is for {token.workshop.name} only. Make another one on your account's page."
        raise RefusalError(HTTPStatus.FORBIDDEN, words)
    try:
        asked = msgspec.convert(request.GET.dict(), query, strict=False)
    except msgspec.ValidationError as wrong:
        words = f"What stands behind the question mark does not fit: {wrong}."
        raise RefusalError(HTTPStatus.UNPROCESSABLE_ENTITY, words) from wrong
    return Asked(request, token, asked)


def _token(request: HttpRequest) -> Token:
    kind, _, secret = request.headers.get("Authorization", "").partition(" ")
    if kind.lower() != "bearer" or not secret.strip():
        raise RefusalError(HTTPStatus.UNAUTHORIZED, NO_TOKEN, **{"WWW-Authenticate": "Bearer"})
    token = token_by_secret(secret.strip())
    if token is None:
        challenge = {"WWW-Authenticate": 'Bearer error="invalid_token"'}
        raise RefusalError(HTTPStatus.UNAUTHORIZED, BAD_TOKEN, **challenge)
    if is_too_much(f"api:{token.pk}", PER_MINUTE, 60):
        words = f"More than {PER_MINUTE} requests in a minute. Wait a minute and go on where you were."
        raise RefusalError(HTTPStatus.TOO_MANY_REQUESTS, words, **{"Retry-After": "60"})
    note_use(token)
    return token


def as_json(found: object) -> HttpResponse:
    """May be kept by the one who asked, to ask whether it has changed; by nobody on the way."""
    response = HttpResponse(msgspec.json.encode(found), content_type="application/json")
    return _guarded(response)


def problem(refusal: RefusalError) -> HttpResponse:
    said = Problem(title=refusal.status.phrase, status=refusal.status, detail=refusal.detail)
    body = msgspec.json.encode(said)
    response = HttpResponse(body, status=refusal.status, content_type="application/problem+json")
    for name, value in refusal.headers.items():
        response[name] = value
    return _guarded(response)


def _guarded(response: HttpResponse) -> HttpResponse:
    response["Cache-Control"] = "private, no-cache"
    response["X-Content-Type-Options"] = "nosniff"
    patch_vary_headers(response, ["Authorization"])
    return response
