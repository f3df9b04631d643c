"""Submitting and reviewing with the keyboard alone, and with scripts off."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect

from submissions.models import Paper, Workshop
from tests.browser.conftest import OpenPage
from tests.papers import small_pdf
from tests.personas import Persona

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

TITLE = "Written Without a Mouse"
SCALES = ("novelty", "quality", "impact", "overall", "confidence")
STOPS = 250


@pytest.fixture
def pdf(tmp_path: Path) -> Path:
    path = tmp_path / "paper.pdf"
    path.write_bytes(small_pdf("Keys."))
    return path


def reach(page: Page, target: Locator) -> None:
    """Press Tab until it has the focus, as somebody without a mouse would."""
    wanted = target.element_handle()
    for _ in range(STOPS):
        if page.evaluate("element => document.activeElement === element", wanted):
            return
        page.keyboard.press("Tab")
    raise AssertionError(f"Tab does not reach {target}")


def type_into(page: Page, target: Locator, text: str) -> None:
    reach(page, target)
    page.keyboard.type(text)


def press(page: Page, target: Locator, key: str = "Enter") -> None:
    reach(page, target)
    page.keyboard.press(key)


def test_a_paper_is_submitted_by_keyboard_alone(
    new_page: OpenPage, workshop: Workshop, author: Persona, pdf: Path
) -> None:
    page = new_page(author)
    page.goto(f"/{workshop.slug}/submit/")
    with page.expect_file_chooser() as chooser:
        press(page, page.locator("#id_pdf"))
    chooser.value.set_files(pdf)
    type_into(page, page.get_by_label("Title", exact=True), TITLE)
    type_into(page, page.get_by_label("Abstract"), "Keys only.")
    press(page, page.get_by_label("Original research"), " ")
    press(page, page.get_by_label("Model merging"), " ")
    press(page, page.get_by_label("This paper is under review at no other workshop"), " ")
    press(page, page.get_by_label("If it is accepted, one of us will present it"), " ")
    press(page, page.get_by_role("button", name="Save", exact=True).last)
    expect(page.get_by_role("heading", name=TITLE)).to_be_visible()
    assert Paper.objects.get(title=TITLE).state == Paper.State.SUBMITTED


def test_a_paper_is_submitted_without_scripts(
    new_page: OpenPage, workshop: Workshop, author: Persona, pdf: Path
) -> None:
    page = new_page(author, js=False, width=375)
    page.goto(f"/{workshop.slug}/submit/")
    page.set_input_files("#id_pdf", pdf)
    page.get_by_label("Title", exact=True).fill(TITLE)
    page.get_by_label("Abstract").fill("No scripts.")
    for box in ("Original research", "Model merging"):
        page.get_by_label(box).check()
    page.get_by_label("This paper is under review at no other workshop").check()
    page.get_by_label("If it is accepted, one of us will present it").check()
    page.get_by_role("button", name="Save", exact=True).last.click()
    expect(page.get_by_role("heading", name=TITLE)).to_be_visible()
    assert Paper.objects.get(title=TITLE).state == Paper.State.SUBMITTED


def test_a_review_is_handed_in_by_keyboard_alone(
    new_page: OpenPage, workshop: Workshop, paper: Paper, reviewer: Persona
) -> None:
    page = new_page(reviewer)
    page.goto(f"/{workshop.slug}/reviews/")
    press(page, page.get_by_role("link", name=paper.title))
    expect(page.get_by_role("heading", name="Your review")).to_be_visible()
    for scale in SCALES:
        press(page, page.locator(f"input[name={scale}]").first, " ")
        page.keyboard.press("ArrowRight")
    type_into(page, page.get_by_label("Strengths"), "All keys work.")
    type_into(page, page.get_by_label("Weaknesses"), "Many Tabs.")
    press(page, page.get_by_role("button", name="Submit review"))
    expect(page.get_by_text("Submitted", exact=True).first).to_be_visible()


def test_a_review_is_handed_in_without_scripts(
    new_page: OpenPage, workshop: Workshop, paper: Paper, reviewer: Persona
) -> None:
    page = new_page(reviewer, js=False, width=375)
    page.goto(f"/{workshop.slug}/reviews/")
    page.get_by_role("link", name=paper.title).click()
    for scale in SCALES:
        page.locator(f"label:has(input[name={scale}][value='4'])").click()
    page.get_by_label("Strengths").fill("It needs no scripts.")
    page.get_by_label("Weaknesses").fill("None.")
    page.get_by_role("button", name="Submit review").click()
    expect(page.get_by_text(re.compile("is submitted. Thank you"))).to_be_visible()
