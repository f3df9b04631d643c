"""The checker's pages in a browser: the short path, the path without scripts, and what axe says."""

from dataclasses import replace

import pytest
from playwright.sync_api import expect

from fedgenai_site.demo import world
from reviews.decisions import rejecting
from submissions.checks import Finding
from submissions.models import Paper, Workshop
from tests.browser.conftest import OpenPage
from tests.browser.looking import faults
from tests.factories import NOTHING_FOUND, CheckFactory
from tests.personas import Persona
from tests.workers import Worker

pytestmark = pytest.mark.browser

NAMED = Finding("AN-001", "error", "Names stand there.", "Take them out.", 1, (9, 9, 90, 20), "A. Name", key="AN-001:1:9:9")  # fmt: skip
HIDDEN = Finding("AN-003", "error", "The properties name somebody.", "Take it out.", key="AN-003:0:0:0")


@pytest.fixture
def flagged(paper: Paper) -> Paper:
    report = replace(NOTHING_FOUND, findings=(NAMED, HIDDEN))
    CheckFactory.create(version=paper.current, report=report.to_dict(), errors=2)
    return paper


@pytest.mark.parametrize("js", [True, False])
def test_a_visitor_checks_a_pdf(new_page: OpenPage, worker: Worker, workshop: Workshop, js: bool) -> None:  # noqa: FBT001 - a pytest parameter
    worker.start()
    page = new_page(width=375, js=js)
    page.goto(f"/{workshop.slug}/")
    page.get_by_role("link", name="Check your PDF first").click()
    page.set_input_files("#id_pdf", world.pdf("paper-13-v1.pdf"))
    page.get_by_role("button", name="Check it").click()

    expect(page.get_by_role("heading", name="Names under the title")).to_be_visible(timeout=60_000)
    expect(page.locator("figure img").first).to_be_visible(timeout=60_000)
    if js:
        assert faults(page, page.url) == []


def test_the_pages_are_without_faults(
    new_page: OpenPage, flagged: Paper, author: Persona, organizer: Persona
) -> None:
    home = f"/{flagged.workshop.slug}"
    mine, desk = f"{home}/papers/{flagged.ref}", f"{home}/desk/checks"
    page = new_page(author)
    assert [*faults(page, f"{mine}/"), *faults(page, f"{mine}/findings/{NAMED.key}/")] == []

    page = new_page(organizer)
    for address in (f"{desk}/", f"{desk}/sheet/", f"{desk}/{flagged.ref}/"):
        assert faults(page, address) == []
    rejecting.ask(paper=flagged, reason="It is a poem.", by=organizer.user)
    assert faults(page, f"{desk}/{flagged.ref}/") == []
    expect(page.get_by_role("button", name="Undo: keep the paper")).to_be_visible()


def test_hidden_data_goes_and_the_page_says_so_by_itself_although_it_missed_an_answer(
    new_page: OpenPage, worker: Worker, flagged: Paper, author: Persona, complaints: list[str]
) -> None:
    page = new_page(author)
    page.goto(f"/{flagged.workshop.slug}/papers/{flagged.ref}/")
    page.route("**/status/", lambda route: route.abort(), times=1)
    page.get_by_role("button", name="Remove hidden data for me").click()
    expect(page.get_by_text("A cleaned copy of your PDF is being made.")).to_be_visible()
    expect(page.get_by_text("This page looks again by itself.")).to_be_visible()
    complaints.clear()  # htmx's own, of the line that dropped
    worker.start()

    expect(page.get_by_role("heading", name="Hidden data removed")).to_be_visible(timeout=60_000)
    expect(page.locator(".facts")).to_contain_text("Version 2")
    expect(page.get_by_text("This page looks again by itself.")).to_be_hidden()


def test_a_waiver_is_two_clicks_and_a_reason(new_page: OpenPage, flagged: Paper, organizer: Persona) -> None:
    page = new_page(organizer)
    page.goto(f"/{flagged.workshop.slug}/desk/checks/{flagged.ref}/")
    page.get_by_text("Waive this").first.click()
    page.get_by_label("Reason").first.fill("That is the name of the method.")
    page.get_by_role("button", name="Waive", exact=True).first.click()

    expect(page.get_by_text("That is the name of the method.")).to_be_visible()
    expect(page.get_by_role("button", name="Take the waiver back")).to_be_visible()
