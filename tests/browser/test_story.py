"""The whole cycle through the interface: from a call to the accept list, with a real worker doing the checks."""

import csv
import io
import json
import re
from pathlib import Path

import pytest
from django.core import mail
from playwright.sync_api import Page, expect
from pypdf import PdfReader, PdfWriter

from fedgenai_site.demo import world
from submissions.models import Letter, Workshop
from tests.browser.conftest import OpenPage
from tests.personas import Persona
from tests.workers import Worker, wait_for

pytestmark = [pytest.mark.browser, pytest.mark.shapes]

TITLE = "Adapters That Travel Light"
PASSWORD = "a-long-and-quiet-word"


@pytest.fixture
def too_long(tmp_path: Path) -> Path:
    """Nine pages: content runs on to the eighth, and an address stands on the last."""
    writer = PdfWriter()
    writer.append(world.pdf("paper-11-v1.pdf"))
    writer.add_page(PdfReader(world.pdf("paper-14-v1.pdf")).pages[0])
    path = tmp_path / "draft.pdf"
    writer.write(path)
    return path


def test_from_the_call_to_the_accept_list(
    new_page: OpenPage, worker: Worker, workshop: Workshop, organizer: Persona, too_long: Path
) -> None:
    worker.start()
    author, chair, reviewer = new_page(), new_page(organizer), new_page(width=375)

    sign_up(author, workshop, "lena@fernhill.example", "Lena Quist")
    submit(author, too_long)
    expect(author.locator(".facts")).to_contain_text(re.compile(r"\d to fix"), timeout=60_000)
    expect(author.locator("#findings-title ~ .finding", has_text="Length").first).to_be_visible()
    expect(author.locator("#findings-title ~ .finding", has_text="Anonymity").first).to_be_visible()
    expect(author.locator("figure img").first).to_be_visible(timeout=60_000)

    author.set_input_files("#id_pdf", world.pdf("paper-01-v1.pdf"))
    author.get_by_role("button", name="Upload").click()
    expect(author.locator(".facts")).to_contain_text("Nothing to fix", timeout=60_000)
    expect(author.locator(".facts")).to_contain_text("Version 2")

    invite(chair, workshop, "Noor Vandermeer <noor@lakeside.example>, Lakeside College")
    accept(reviewer, "noor@lakeside.example")
    assign(chair, workshop, "Noor Vandermeer")
    review(reviewer, workshop)
    decide(chair, workshop)

    author.goto(f"/{workshop.slug}/papers/")
    author.get_by_role("link", name=TITLE).click()
    author.get_by_role("link", name="Read the letter and the reviews").click()
    expect(author.get_by_text("It travels light indeed.")).to_be_visible()
    expect(author.locator("body")).not_to_contain_text("Noor")
    expect(author.locator("body")).not_to_contain_text("Between us: fine.")
    wait_for(lambda: Letter.objects.filter(kind="decision", state="sent").count() == 1)

    agree_on_the_list(new_page(), workshop)


def sign_up(page: Page, workshop: Workshop, address: str, name: str) -> None:
    page.goto(f"/{workshop.slug}/")
    page.get_by_role("link", name="Submit a paper").first.click()
    page.get_by_role("main").get_by_role("link", name="Sign in").click()
    page.get_by_role("link", name="Make an account").first.click()
    page.get_by_label("Name").fill(name)
    page.get_by_label(re.compile("^e-?mail", re.IGNORECASE)).fill(address)
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Make my account").click()
    page.get_by_label("Code").fill(code_for(address))
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Submit a paper")).to_be_visible()


def code_for(address: str) -> str:
    """The code in the newest mail to this address."""
    body = next(str(sent.body) for sent in reversed(mail.outbox) if address in sent.to)
    match = re.search(r"^\s*([A-Z0-9]{3,}(?:-[A-Z0-9]+)*)\s*$", body, re.MULTILINE)
    assert match, body
    return match.group(1)


def submit(page: Page, pdf: Path) -> None:
    page.get_by_label("Title", exact=True).fill(TITLE)
    page.get_by_label("Abstract").fill("We send little and learn much.")
    page.get_by_label("Original research").check()
    page.get_by_label("Model merging").check()
    page.get_by_label("Affiliation", exact=True).fill("Fernhill")
    page.get_by_label("This paper is under review at no other workshop").check()
    page.get_by_label("If it is accepted, one of us will present it").check()
    page.set_input_files("#id_pdf", pdf)
    page.get_by_role("button", name="Save", exact=True).last.click()
    expect(page.get_by_role("heading", name=TITLE)).to_be_visible()


def invite(page: Page, workshop: Workshop, line: str) -> None:
    page.goto(f"/{workshop.slug}/desk/people/")
    page.locator("textarea[name=people]").fill(line)
    page.get_by_role("button", name="Preview").click()
    page.get_by_role("button", name="Invite 1 person").click()
    expect(page.get_by_text("Noor Vandermeer").first).to_be_visible()


def accept(page: Page, address: str) -> None:
    letter = Letter.objects.get(kind="invitation", to=address)
    link = re.search(r"/invitations/\S+", letter.body)
    assert link
    page.goto(link.group(0))
    page.get_by_label("I keep papers and reviews confidential").check()
    page.get_by_role("button", name="Accept").click()
    expect(page.get_by_role("link", name="My reviews").first).to_be_visible()


def assign(page: Page, workshop: Workshop, name: str) -> None:
    page.goto(f"/{workshop.slug}/desk/assignment/")
    page.get_by_role("button", name="Solve", exact=True).click()
    page.get_by_role("button", name="Publish 1 pair").click(timeout=60_000)
    page.get_by_role("dialog").get_by_role("button", name="Publish 1 pair").click()
    expect(page.get_by_text("Published 1 pair")).to_be_visible()
    expect(page.get_by_text(name).first).to_be_visible()


def review(page: Page, workshop: Workshop) -> None:
    page.goto(f"/{workshop.slug}/reviews/")
    page.get_by_role("link", name=TITLE).click()
    expect(page.locator("figure img").first).to_be_visible()
    expect(page.locator("body")).not_to_contain_text("Quist")
    for criterion in ("novelty", "quality", "impact", "overall", "confidence"):
        page.locator(f"label:has(input[name={criterion}][value='4'])").click()
    page.get_by_label("Strengths").fill("It travels light indeed.")
    page.get_by_label("Weaknesses").fill("The road is short.")
    page.get_by_label("To the organizers only").fill("Between us: fine.")
    page.get_by_role("button", name="Submit review").click()
    expect(page.get_by_text("Submitted", exact=True).first).to_be_visible()


def decide(page: Page, workshop: Workshop) -> None:
    page.goto(f"/{workshop.slug}/desk/decisions/")
    page.get_by_label("Decision on #1").select_option("talk")
    page.get_by_role("button", name=re.compile("^Ready")).click()
    page.get_by_role("link", name="Preview and release").click()
    page.get_by_text("The letter", exact=True).click()
    expect(page.get_by_text("It travels light indeed.")).to_be_visible()
    page.get_by_role("button", name="Release 1 decision").click()
    page.get_by_role("dialog").get_by_role("button", name="Release 1 decision").click()
    expect(page.get_by_text("Decisions have been released.")).to_be_visible()


def agree_on_the_list(page: Page, workshop: Workshop) -> None:
    """Page, CSV and JSON say the same, to somebody who is not signed in."""
    page.goto(f"/{workshop.slug}/accepted/")
    expect(page.get_by_text(TITLE)).to_be_visible()
    rows = list(
        csv.DictReader(
            io.StringIO(page.request.get(f"/{workshop.slug}/accepted/papers.csv").text().lstrip("\ufeff"))
        )
    )
    papers = json.loads(page.request.get(f"/{workshop.slug}/accepted/papers.json").text())["papers"]

    assert [(row["number"], row["title"]) for row in rows] == [("1", TITLE)]
    assert [(paper["number"], paper["title"]) for paper in papers] == [(1, TITLE)]
    assert [author["name"] for author in papers[0]["authors"]] == ["Lena Quist"]
