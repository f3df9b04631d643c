"""What goes wrong around a deadline, and how people get out of it: a wrong address, no time left, a wrong list of authors."""

from datetime import timedelta
from zoneinfo import ZoneInfo

import pytest
from playwright.sync_api import Page, expect

from fedgenai_site.demo import world
from submissions.clock import AOE
from submissions.models import Call, Letter, Paper, Workshop
from submissions.papers.models import AuthorLink, PrivateLink
from tests.browser.conftest import OpenPage
from tests.browser.test_getting_in import fill, save
from tests.browser.test_time_zones import ZONES, set_clock
from tests.personas import Persona

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

HOUR = timedelta(hours=1)


def link_in(kind: str, part: str, address: str) -> str:
    """The path behind the button of the newest letter of this kind."""
    body = Letter.objects.filter(kind=kind, to=address).latest("pk").body
    return "/" + next(word for word in body.split() if part in word).split("/", 3)[3]


def states() -> tuple[object, ...]:
    links = PrivateLink.objects.values_list("confirmed_at", flat=True)
    return (*links, *AuthorLink.objects.order_by("pk").values_list("state", flat=True))


def look_at(page: Page, path: str) -> None:
    """As mail scanners, previews and impatient people do: nothing changes by that."""
    before = states()
    for method, headers in (("HEAD", {}), ("GET", {"Sec-Purpose": "prefetch"}), ("GET", {})):
        assert page.request.fetch(path, method=method, headers=headers).ok
    page.goto(path)
    page.reload()
    assert states() == before


def test_a_wrong_address_is_mended_and_the_letters_links_act_by_their_button_alone(
    new_page: OpenPage, workshop: Workshop, author: Persona, co_author: Persona
) -> None:
    phone = new_page(width=375)
    phone.goto(f"/{workshop.slug}/submit/")
    fill(phone, world.pdf("paper-01-v1.pdf"))
    save(phone)
    expect(phone.get_by_text("we have written to")).to_be_visible()
    stale = link_in("confirm", "/confirm/", "lena@fernhill.example")
    paper = Paper.objects.get()
    phone.goto(f"/{workshop.slug}/papers/{paper.ref}/edit/")
    phone.fill("#id_0_author-email", "lena.quist@fernhill.example")
    phone.get_by_text("Paste a list").click()
    phone.get_by_label("One author a line").fill(f"Bastien <{co_author.user.email}>, Westgate")
    phone.get_by_role("button", name="Add these authors").click()
    save(phone)
    expect(phone.get_by_text("lena.quist@fernhill.example").first).to_be_visible()

    laptop = new_page(author)
    assert laptop.request.get(stale).status == 404
    mine = link_in("confirm", "/confirm/", "lena.quist@fernhill.example")
    look_at(laptop, mine)
    laptop.get_by_role("button", name="Yes, this is my paper").click()
    expect(laptop.get_by_role("heading", name="Adapters on a Slow Line")).to_be_visible()
    laptop.goto("/accounts/email/")
    expect(laptop.get_by_text("lena.quist@fernhill.example")).to_be_visible()

    theirs = link_in("coauthor", "/author/", co_author.user.email)
    other = new_page()
    look_at(other, theirs)
    other.get_by_text("No, or something is wrong").click()
    other.get_by_label("What is wrong").fill("I have never seen this paper.")
    other.get_by_role("button", name="Dispute it").click()
    expect(other.get_by_text("You disputed this")).to_be_visible()


def test_no_time_is_left_and_the_organizers_help(
    new_page: OpenPage, workshop: Workshop, paper: Paper, author: Persona, organizer: Persona
) -> None:
    call, desk = workshop.calls.get(), f"/{workshop.slug}/desk"
    chair, writer = new_page(organizer), new_page(author)
    later = call.due_at + timedelta(days=2)
    chair.goto(f"{desk}/deadlines/{call.slug}/")
    for field, at in (("due_at", later), ("closes_at", later + HOUR)):
        chair.fill(f"#id_{field}", f"{at.astimezone(AOE):%Y-%m-%dT%H:%M}")
    chair.get_by_role("button", name="Show whom it concerns").click()
    expect(chair.get_by_role("heading", name="Nothing is moved yet")).to_be_visible()
    chair.get_by_role("button", name="Move the dates").click()
    expect(chair.get_by_text("are moved.")).to_be_visible()
    call.refresh_from_db()
    for zone in ZONES:
        viewer = new_page(zone=zone)
        viewer.goto(f"/{workshop.slug}/")
        there = later.astimezone(ZoneInfo(zone))
        expect(viewer.locator("main")).to_contain_text(f"{there.day} {there:%B}, {there:%H:%M} your time")

    set_clock(workshop, call, hours=2)
    mine = f"/{workshop.slug}/papers/{paper.ref}"
    writer.goto(f"{mine}/edit/")
    expect(writer.get_by_text("This call closed at")).to_be_visible()
    chair.goto(f"{desk}/deadlines/pass/{paper.ref}/")
    chair.get_by_role("button", name="Give the pass").click()
    expect(chair.get_by_text("has a late pass")).to_be_visible()
    writer.reload()
    writer.fill("#id_title", "In by a Late Pass")
    save(writer)
    expect(writer.get_by_role("heading", name="In by a Late Pass")).to_be_visible()

    set_clock(workshop, call, days=9)
    writer.goto(f"{mine}/authors/")
    writer.get_by_role("button", name="Remove author 2").click()
    writer.get_by_label("Why").fill("He has left the project.")
    writer.get_by_role("button", name="Ask the organizers").click()
    expect(writer.get_by_text("The organizers are asked")).to_be_visible()
    chair.goto(f"{desk}/papers/{paper.ref}/authors/")
    chair.get_by_label("A word to the authors").fill("He asked for it himself, by telephone.")
    chair.get_by_role("button", name="Allow").click()
    expect(chair.get_by_role("heading", name="1 author", exact=True)).to_be_visible()
    chair.get_by_role("link", name="Open the form").click()
    chair.fill("#id_title", "Mended by an Organizer")
    save(chair)
    expect(chair.get_by_text("Mended by an Organizer").first).to_be_visible()
    assert Letter.objects.filter(kind="acted", to=author.user.email).exists()

    add_industry_track(chair, call)
    visitor = new_page(width=375)
    visitor.goto(f"/{workshop.slug}/?call=industry")
    visitor.get_by_role("link", name="Submit a paper").click()
    expect(visitor.get_by_role("navigation", name="Calls").get_by_text("Industry track")).to_be_visible()


def add_industry_track(chair: Page, call: Call) -> None:
    chair.goto(f"/{call.workshop.slug}/desk/new-call/")
    chair.fill("#id_name", "Industry track")
    chair.fill("#id_slug", "industry")
    for field, days in (("opens_at", 0), ("due_at", 40)):
        at = (call.due_at + timedelta(days=days)).astimezone(AOE)
        chair.fill(f"#id_{field}", f"{at:%Y-%m-%dT%H:%M}")
    chair.get_by_role("button", name="Add the call").click()
    expect(chair.get_by_text("Industry track is there")).to_be_visible()
