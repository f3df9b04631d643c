"""What stands at the top of every page: whose turn it is, until when, and which hat is on."""

from dataclasses import dataclass, field
from datetime import datetime

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest
from django.urls import reverse
from django.utils.functional import SimpleLazyObject

from fedgenai_site.hats import Link, hat_of_page, home_of, tabs_of
from fedgenai_site.standing import Standing, Viewer, deadline_for, phase_for, standing_of
from submissions.workshops.models import Workshop


@dataclass(frozen=True)
class Header:
    """`accepted_url` is set once decisions are out; `now` is the workshop's own clock."""

    home_url: str = "/"
    workshop: Workshop | None = None
    tabs: list[Link] = field(default_factory=list)
    hats: list[Link] = field(default_factory=list)
    phase: str = ""
    due_label: str = ""
    due: datetime | None = None
    now: datetime | None = None
    accepted_url: str = ""
    demo: bool = False


def header(request: HttpRequest) -> dict[str, object]:
    return {"header": SimpleLazyObject(lambda: build(request))}


def build(request: HttpRequest) -> Header:
    """In at most three queries: the workshop and the person in it, its calls, and after closing whether papers are assigned."""
    match = request.resolver_match
    viewer: Viewer = getattr(request, "user", None) or AnonymousUser()
    standing = standing_of(viewer, match.kwargs["slug"]) if match and "slug" in match.kwargs else None
    if standing is None:
        return Header(home_url=reverse("home"), demo=settings.DEMO)
    return _header(viewer, standing, (match and match.url_name) or "")


def _header(viewer: Viewer, standing: Standing, page: str) -> Header:
    slug = standing.workshop.slug
    hats = list(standing.hats())
    asked = hat_of_page(page)
    hat = asked if asked in hats else hats[0] if hats else None
    phase = phase_for(viewer, standing, hat)
    due = deadline_for(standing, phase, hat)
    return Header(
        home_url=reverse("call", args=[slug]),
        workshop=standing.workshop,
        tabs=tabs_of(hat, slug, page=page, is_released=standing.is_released),
        hats=[Link(each, home_of(each, slug), each == hat) for each in hats],
        phase=phase.words if phase else "",
        due_label=due.label if due else "",
        due=due.at if due else None,
        now=standing.now,
        accepted_url=reverse("accepted", args=[slug]) if standing.is_released else "",
        demo=settings.DEMO,
    )
