"""What views of every room share about a request."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Generic, Protocol, TypeVar

from django.core.cache import cache
from django.db.models.fields.files import FieldFile
from django.http import FileResponse, HttpRequest
from django.http.response import HttpResponseBase

from submissions import clock
from submissions.accounts.requests import SignedInRequest as SignedInRequest  # noqa: PLC0414 - views ask here

GUEST = "guest"
"""Where a session keeps the guest who stands for its browser."""

View = TypeVar("View", bound=Callable[..., HttpResponseBase])


def guests_welcome(view: View) -> View:
    """Open to a browser in which a paper was begun without an account; everywhere else it is a visitor's."""
    view.guests_welcome = True  # type: ignore[attr-defined] # read by `fedgenai_site.middleware.Guests`
    return view


def is_too_much(key: str, at_most: int, seconds: int) -> bool:
    """Counts one more of something; whether that was too many of it in so many seconds."""
    if cache.add(key, 1, seconds):
        return False
    try:
        return bool(cache.incr(key) > at_most)
    except ValueError:  # it has just expired
        return False


def arrived_at(request: HttpRequest, workshop: clock.Rehearsable) -> datetime:
    """When the request's first byte came, before its body was read, by the workshop's clock."""
    arrived = getattr(request, "arrived_at", None)
    return (arrived if isinstance(arrived, datetime) else clock.now()) + workshop.clock_offset


def attachment(file: FieldFile, name: str) -> FileResponse:
    """A stored file as a download under a neutral name; never shown inside the site's own origin."""
    response = FileResponse(
        file.open("rb"), as_attachment=True, filename=name, content_type="application/octet-stream"
    )
    return _guarded(response)


def picture(file: FieldFile) -> FileResponse:
    """A page's picture that this site made itself."""
    return _guarded(FileResponse(file.open("rb"), content_type="image/webp"))


def _guarded(response: FileResponse) -> FileResponse:
    response["X-Content-Type-Options"] = "nosniff"
    response["Cache-Control"] = "no-store, private"
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return response


PER_PAGE = 50
Row = TypeVar("Row")
Cut_co = TypeVar("Cut_co", covariant=True)


class Sliceable(Protocol[Cut_co]):
    """A queryset, or a list."""

    def __getitem__(self, cut: slice, /) -> Iterable[Cut_co]: ...


@dataclass(frozen=True)
class Sheet(Generic[Row]):
    """One page of a long list. It counts nothing that lies beyond."""

    rows: list[Row]
    number: int
    has_older: bool


def sheet(rows: Sliceable[Row], asked: str, *, size: int = PER_PAGE) -> Sheet[Row]:
    """The page that was asked for, counted from 1; what is no number is the first."""
    number = max(1, int(asked)) if asked.isdecimal() and len(asked) < 6 else 1
    start = (number - 1) * size
    found = list(rows[start : start + size + 1])
    return Sheet(found[:size], number, has_older=len(found) > size)
