"""What stands at the top of every page: whose turn it is, until when, and which hat is on."""

from dataclasses import dataclass, field
from datetime import datetime

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest
from django.urls import reverse
from django.utils.functional import SimpleLazyObject

from fedgenai_site.hats import Hat, Link, hat_of_page, home_of, parts_of, tabs_of
from fedgenai_site.standing import Standing, Viewer, standing_of
from submissions.workshops.models import Accent, Workshop


@dataclass(frozen=True)
class Header:
    """`accepted_url` is set once decisions are out, `accent_url` where the colour is not the site's own; `now` is the workshop's own clock.
    `runs_it`: an organizer and no guest; what only organizers can open is shown to nobody else.
    """

    home_url: str = "/"
    workshop: Workshop | None = None
    tabs: list[Link] = field(default_factory=list)
    parts: list[Link] = field(default_factory=list)
    hats: list[Link] = field(default_factory=list)
    runs_it: bool = False
    phase: str = ""
    due_label: str = ""
    due: datetime | None = None
    now: datetime | None = None
    accepted_url: str = ""
    accent_url: str = ""
    demo: bool = False


def header(request: HttpRequest) -> dict[str, object]:
    return {"header": SimpleLazyObject(lambda: build(request))}


def build(request: HttpRequest) -> Header:
    """In at most three queries."""
    match = request.resolver_match
    page = (match and match.url_name) or ""
    viewer: Viewer = getattr(request, "user", None) or AnonymousUser()
    slug = match.kwargs.get("slug") if match else None
    standing = standing_of(viewer, slug, hat_of_page(page)) if slug else None
    if standing is None:
        return Header(home_url=reverse("home"), demo=settings.DEMO)
    return _header(standing, page)


def _header(standing: Standing, page: str) -> Header:
    slug, hat = standing.workshop.slug, standing.hat
    due = standing.deadline
    return Header(
        home_url=reverse("call", args=[slug]),
        workshop=standing.workshop,
        tabs=tabs_of(hat, slug, page=page, happened=standing.happened),
        parts=parts_of(hat, slug, page=page, happened=standing.happened),
        hats=[Link(each, home_of(each, slug), each == hat) for each in standing.hats],
        runs_it=Hat.ORGANIZER in standing.hats,
        phase=_phase_words(standing),
        due_label=due.label if due else "",
        due=due.at if due else None,
        now=standing.now,
        accepted_url=reverse("accepted", args=[slug]) if standing.is_released else "",
        accent_url=_accent_url(standing.workshop),
        demo=settings.DEMO,
    )


def _phase_words(standing: Standing) -> str:
    """Of several calls the one that is meant is named."""
    if not standing.call or not standing.phase:
        return ""
    words = standing.phase.words
    return f"{standing.call.name}: {words.lower()}" if standing.is_one_of_several else words


def _accent_url(workshop: Workshop) -> str:
    return "" if workshop.accent == Accent.BLUE else reverse("accent", args=[workshop.slug, workshop.accent])
