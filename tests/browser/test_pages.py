"""Every page of the table, for somebody who may see it: accessible in light and dark, within a phone, quiet, without scripts."""

from dataclasses import dataclass
from urllib.parse import urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.test import Client
from django.urls import resolve
from playwright.sync_api import Page, expect

from tests.blindness.refs import refs_of
from tests.blindness.story.telling import build_now
from tests.blindness.urls import TABLE, addresses
from tests.blindness.world import Phase, World
from tests.browser.conftest import OpenPage
from tests.personas import Persona, prove, signed_in

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

PHONE = 375


@dataclass(frozen=True)
class Tour:
    """Pages of one person in one phase; `prefixes` of URL names say which."""

    person: str | None
    phase: Phase
    papers: tuple[str, ...]
    prefixes: tuple[str, ...]


TOURS = {
    "a visitor before": Tour(
        None,
        Phase.OPEN,
        ("main",),
        ("home", "enquiry", "site-text", "call", "logo", "portrait", "trial", "account", "demo"),
    ),
    "a visitor after": Tour(None, Phase.RELEASED, ("main",), ("call", "accepted", "programme")),
    "an account": Tour(
        "umberto",
        Phase.OPEN,
        ("main",),
        ("account", "my-data", "erase", "mfa", "papers-mine", "usersessions", "dashboard", "token", "api"),
    ),
    "an author": Tour("amara", Phase.OPEN, ("main",), ("paper", "author")),
    "an author after": Tour("amara", Phase.RELEASED, ("main", "second"), ("paper", "outcome", "attendance-")),
    "an author without an account": Tour("dario", Phase.OPEN, ("draft",), ("private",)),
    "a reviewer": Tour("ravi", Phase.REVIEWING, ("main",), ("review", "invitation", "claim")),
    "a reviewer who bids": Tour("ravi", Phase.OPEN, ("main",), ("bid", "expertise", "my-conflicts")),
    "a guest organizer": Tour(
        "gina", Phase.DECIDED, ("orphan",), ("desk", "conflict", "decisions", "outbox")
    ),
    "an organizer": Tour(
        "ines",
        Phase.DECIDED,
        ("main",),
        (
            "desk",
            "people",
            "assign",
            "deci",
            "release",
            "letter",
            "text",
            "write",
            "intake",
            "takeaway",
            "resemblance",
            "retention",
            "conflict",
            "handover",
        ),
    ),
    "an organizer who keeps time": Tour("ines", Phase.REVIEWING, ("main",), ("progress", "criteria")),
    "an organizer who sets up": Tour(
        "ines",
        Phase.OPEN,
        ("main", "draft"),
        ("settings", "deadlines", "readiness", "preview", "workshop-new", "rules"),
    ),
    "an organizer who is blind": Tour(
        "oscar",
        Phase.DECIDED,
        ("main",),
        ("desk-papers", "history", "outbox", "assignment", "decisions", "intake"),
    ),
    "an organizer after": Tour(
        "ottilie",
        Phase.RELEASED,
        ("hers",),
        ("desk", "decisions", "release", "history", "attendance", "host", "camera", "programme"),
    ),
}


def test_some_tour_comes_to_every_page() -> None:
    every_prefix = tuple(prefix for tour in TOURS.values() for prefix in tour.prefixes)
    assert {name for name in TABLE if not name.startswith(every_prefix)} == {
        "accent",
        "healthz",
        "readyz",
        "robots",
    }


def pages(tour: Tour, world: World) -> list[str]:
    """What answers this person with a page."""
    names = {name for name in TABLE if name.startswith(tour.prefixes)}
    client = _who(tour, world) or Client()
    found = []
    for address in addresses(refs_of(world, tour.papers, person=tour.person), only=names):
        answer = client.get(address)
        is_html = b"<html" in answer.getvalue()  # read to its end, a file is closed
        if is_html and answer.status_code == 200 and "Content-Disposition" not in answer:
            found.append(address)
    return [*found, f"/{world.workshop.slug}/papers/made-up/"]


def _who(tour: Tour, world: World) -> Persona | None:
    if not tour.person:
        return None
    client = signed_in(world.people[tour.person])
    prove(client, client.user)
    return client


@pytest.mark.parametrize("name", TOURS)
def test_no_page_has_a_barrier_or_is_wider_than_a_phone(name: str, new_page: OpenPage) -> None:
    tour = TOURS[name]
    world = build_now(tour.phase)
    page = new_page(_who(tour, world))
    found = [fault for address in pages(tour, world) for fault in faults(page, address)]
    assert not found, "\n".join(found)


seen_in_the_dark: set[str | None] = set()
"""A page's colours are those of its template: one page of each name is enough."""


def faults(page: Page, address: str) -> list[str]:
    """Violations of axe's rules in both schemes, and pixels beyond the edge of a phone."""
    page.set_viewport_size({"width": 1280, "height": 900})
    page.emulate_media(color_scheme="light")
    page.goto(address)
    found = violations(page, address)
    if (template := resolve(urlsplit(address).path).url_name) not in seen_in_the_dark:
        seen_in_the_dark.add(template)
        page.emulate_media(color_scheme="dark")
        found += violations(page, f"{address} (dark)", only="color-contrast")
    page.set_viewport_size({"width": PHONE, "height": 800})
    width = page.evaluate("document.documentElement.scrollWidth")
    return found + ([f"{address}: {width} px wide on a phone"] if width > PHONE else [])


def violations(page: Page, where: str, *, only: str = "") -> list[str]:
    options: dict[str, object] = {"resultTypes": ["violations"]}
    if only:
        options["runOnly"] = {"type": "rule", "values": [only]}
    axe = Axe(axe_script="null") if only else Axe()  # by the second look it is in the page
    result = axe.run(page, options=options)
    return [
        f"{where}: {each['id']}: {each['help']}: {node['html'][:160]}"
        for each in result.response["violations"]
        for node in each["nodes"][:2]
    ]


@pytest.mark.parametrize("name", ["a visitor before", "an author", "a reviewer"])
def test_every_page_answers_without_scripts(name: str, new_page: OpenPage) -> None:
    tour = TOURS[name]
    world = build_now(tour.phase)
    page = new_page(_who(tour, world), js=False, width=PHONE)
    for address in pages(tour, world):
        page.goto(address, wait_until="commit")
        expect(page.locator("h1").first).to_be_visible()
