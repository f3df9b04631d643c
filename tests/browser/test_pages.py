"""Every page of the table, for somebody who may see it: accessible in light and dark, within a phone, quiet, without scripts."""

from dataclasses import dataclass
from urllib.parse import urlsplit

import pytest
from django.test import Client
from django.urls import resolve
from playwright.sync_api import Page

from tests.blindness.refs import refs_of
from tests.blindness.story.telling import build_now
from tests.blindness.urls import TABLE, addresses
from tests.blindness.world import Phase, World
from tests.browser.conftest import OpenPage
from tests.browser.looking import PHONE, faults
from tests.personas import Persona, prove, signed_in

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@dataclass(frozen=True)
class Tour:
    """Pages of one person in one phase; `prefixes` of URL names say which. Some are walked again without scripts."""

    person: str | None
    phase: Phase
    papers: tuple[str, ...]
    prefixes: tuple[str, ...]
    again_without_scripts: bool = False


TOURS = {
    "a visitor before": Tour(
        None,
        Phase.OPEN,
        ("main",),
        ("home", "enquiry", "site-text", "call", "logo", "portrait", "trial", "account", "demo"),
        again_without_scripts=True,
    ),
    "a visitor after": Tour(None, Phase.RELEASED, ("main",), ("call", "accepted", "programme")),
    "an account": Tour(
        "umberto",
        Phase.OPEN,
        ("main",),
        ("account", "my-data", "erase", "mfa", "papers-mine", "usersessions", "dashboard", "token", "api"),
    ),
    "an author": Tour("amara", Phase.OPEN, ("main",), ("paper", "author"), again_without_scripts=True),
    "an author after": Tour("amara", Phase.RELEASED, ("main", "second"), ("paper", "outcome", "attendance-")),
    "an author without an account": Tour("dario", Phase.OPEN, ("draft",), ("private",)),
    "a reviewer": Tour(
        "ravi", Phase.REVIEWING, ("main",), ("review", "invitation", "claim"), again_without_scripts=True
    ),
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


@pytest.mark.parametrize("phase", Phase)
def test_no_page_has_a_barrier_or_needs_a_wide_screen_or_scripts(phase: Phase, new_page: OpenPage) -> None:
    world = build_now(phase)
    found = [
        f"{name}: {fault}"
        for name, tour in TOURS.items()
        if tour.phase == phase
        for fault in faults_on(tour, world, new_page)
    ]
    assert not found, "\n".join(found)


def faults_on(tour: Tour, world: World, new_page: OpenPage) -> list[str]:
    who = _who(tour, world)
    addresses, page = pages(tour, world, who or Client()), new_page(who)
    found = [fault for each in addresses for fault in faults(page, each, in_the_dark=is_first(each))]
    if tour.again_without_scripts:
        page = new_page(who, js=False, width=PHONE)
        found += [f"{each}: nothing to read without scripts" for each in addresses if not reads(page, each)]
    return found


seen: set[str | None] = set()


def is_first(address: str) -> bool:
    """Of its name: a page's colours are those of its template, and one in the dark is enough."""
    name = resolve(urlsplit(address).path).url_name
    is_new = name not in seen
    seen.add(name)
    return is_new


def pages(tour: Tour, world: World, client: Client) -> list[str]:
    """What answers this person with a page."""
    names = {name for name in TABLE if name.startswith(tour.prefixes)}
    found = []
    refs = refs_of(world, tour.papers, person=tour.person, made_up=False)
    for address in addresses(refs, only=names):
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


def reads(page: Page, address: str) -> bool:
    page.goto(address, wait_until="domcontentloaded")
    return page.locator("h1").first.is_visible()
