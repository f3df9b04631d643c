"""After acceptance: a final version, a programme in which nobody is in two places, and everything taken away."""

import io
import re
import zipfile
from pathlib import Path

import pytest
from icalendar import Calendar
from playwright.sync_api import Page, expect

from fedgenai_site.demo.seed.sheet import one_page
from submissions import clock
from submissions.models import Author, Call, Letter, Paper, Workshop
from tests.browser.conftest import OpenPage
from tests.factories import DecisionFactory, ReleaseFactory
from tests.personas import Persona
from tests.workers import Worker

pytestmark = [pytest.mark.browser]

WRONG = "Another Title Altogether"


@pytest.fixture
def accepted(workshop: Workshop, paper: Paper, own_paper: Paper) -> Paper:
    """Two papers are, and Bastien wrote both."""
    both = paper.authors.get(position=2)
    Author.objects.create(
        paper=own_paper, position=2, name=both.name, email=both.email, affiliation=both.affiliation
    )
    Call.objects.update(authors_frozen_at=clock.now())
    for each in (paper, own_paper):
        DecisionFactory.create(paper=each, outcome="talk", state="released", released_at=clock.now())
    ReleaseFactory.create(workshop=workshop)
    return paper


def test_from_the_final_version_to_the_take_away(
    new_page: OpenPage,
    worker: Worker,
    workshop: Workshop,
    accepted: Paper,
    author: Persona,
    organizer: Persona,
    tmp_path: Path,
) -> None:
    worker.start()
    chair, writer, visitor = new_page(organizer), new_page(author, width=375), new_page(width=375)
    add_an_author(writer, visitor, chair, accepted)
    ask_for_final_versions(chair, workshop)
    hand_in(writer, workshop, accepted, tmp_path)
    plan(chair, workshop)
    look(visitor, workshop)
    take_away(chair, workshop)


def add_an_author(writer: Page, other: Page, chair: Page, paper: Paper) -> None:
    """The list is frozen: all old and new authors agree, each by the link in their letter, then an organizer allows it."""
    here = f"/{paper.workshop.slug}"
    writer.goto(f"{here}/papers/{paper.ref}/authors/")
    writer.get_by_role("button", name="Add an author").click()
    newcomer = writer.get_by_role("group", name="Author 3")
    newcomer.get_by_label("Name").fill("Nadia Newcomb")
    newcomer.get_by_label("E-mail").fill("nadia@newcomb.example")
    newcomer.get_by_label("Affiliation").fill("Newcomb College")
    writer.get_by_label("Why").fill("She ran the second round.")
    writer.get_by_role("button", name="Ask the organizers").click()
    expect(writer.get_by_text("The organizers are asked.")).to_be_visible()
    for letter in Letter.objects.filter(kind="authors_consent"):
        other.goto(re.findall(r"/[\w-]+/author-consent/\w+/", letter.body)[0])
        other.get_by_role("button", name="I agree", exact=True).click()
        expect(other.get_by_text("You agreed")).to_be_visible()
    chair.goto(f"{here}/desk/papers/{paper.ref}/authors/")
    expect(chair.get_by_text("agrees", exact=True)).to_have_count(3)
    chair.get_by_role("button", name="Allow").click()
    expect(chair.get_by_role("row", name="Nadia Newcomb")).to_be_visible()


def ask_for_final_versions(page: Page, workshop: Workshop) -> None:
    page.goto(f"/{workshop.slug}/desk/camera-ready/")
    page.get_by_role("button", name="Ask the authors").click()
    expect(page.get_by_text("2 papers lack something")).to_be_visible()


def hand_in(page: Page, workshop: Workshop, paper: Paper, folder: Path) -> None:
    page.goto(f"/{workshop.slug}/papers/{paper.ref}/camera-ready/")
    names = ", ".join(paper.authors.values_list("name", flat=True))
    upload(page, folder / "wrong.pdf", one_page(WRONG, names))
    caught = page.locator(".finding", has_text="Title differs from the form")
    expect(caught.first).to_be_visible(timeout=30_000)
    upload(page, folder / "right.pdf", one_page(paper.title, names))
    expect(page.get_by_text("Final version 2")).to_be_visible()
    expect(page.get_by_text("being checked", exact=True)).to_have_count(0, timeout=30_000)
    expect(caught).to_have_count(0)
    page.get_by_role("button", name="I agree, for all authors").click()
    expect(page.get_by_text("agreed", exact=True)).to_be_visible()


def upload(page: Page, path: Path, pdf: bytes) -> None:
    path.write_bytes(pdf)
    page.set_input_files("#id_pdf", path)
    page.get_by_role("button", name="Upload").click()
    expect(page.get_by_text("Received. It is being checked.")).to_be_visible()


def plan(page: Page, workshop: Workshop) -> None:
    """Two rooms at the same time, until it shows that one person would have to be in both."""
    editor = f"/{workshop.slug}/desk/programme/"
    for title, paper in (("Hall", "#1 "), ("Cellar", "#2 ")):
        page.goto(editor)
        page.get_by_label("Title").fill(title)
        page.get_by_label("Starts").fill("2025-08-16T09:00")
        page.get_by_label("Ends").fill("2025-08-16T10:00")
        page.get_by_role("button", name="Add", exact=True).click()
        page.get_by_label(paper).check()
        page.get_by_role("button", name="Place them here").click()
        expect(page.get_by_text("1 paper placed.")).to_be_visible()
    page.goto(editor)
    expect(page.get_by_text("1 person would have to be in two places")).to_be_visible()
    expect(page.get_by_text("Bastien Kowalczuk: “Hall” and “Cellar” overlap")).to_be_visible()
    page.locator("a.button", has_text="Cellar").click()
    page.get_by_label("Starts").fill("2025-08-16T10:30")
    page.get_by_label("Ends").fill("2025-08-16T11:30")
    page.get_by_role("button", name="Save", exact=True).last.click()
    page.goto(editor)
    expect(page.get_by_text("two places")).to_have_count(0)
    page.get_by_label("Time on the wall").select_option("America/Montreal")
    page.get_by_label("Everybody sees the programme").check()
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.get_by_role("link", name="Everybody sees it")).to_be_visible()


def look(page: Page, workshop: Workshop) -> None:
    page.goto(f"/{workshop.slug}/programme/")
    expect(page.get_by_role("heading", name="Cellar")).to_be_visible()
    expect(page.get_by_text("Pruning Prompts across Hospitals")).to_be_visible()
    link = page.get_by_role("link", name="For your calendar").get_attribute("href")
    events = Calendar.from_ical(page.request.get(link or "").body()).walk("VEVENT")
    assert [str(event["summary"]).rpartition(": ")[2] for event in events] == ["Hall", "Cellar"]


def take_away(page: Page, workshop: Workshop) -> None:
    """Every file that the page offers opens as what it says it is."""
    page.goto(f"/{workshop.slug}/desk/takeaway/")
    links = page.get_by_role("main").get_by_role("link").evaluate_all("all => all.map(a => a.href)")
    files = {link for link in links if re.search(r"/takeaway/.+\.\w+$", link)}
    assert len(files) > 15
    for link in sorted(files):
        answer = page.request.get(link)
        assert answer.ok, link
        if link.endswith(".zip"):
            assert zipfile.ZipFile(io.BytesIO(answer.body())).testzip() is None
        else:
            assert answer.body(), link
