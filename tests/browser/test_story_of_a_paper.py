"""One paper from its first review to the host's list, through the interface alone: a late reviewer, a helper, an answer."""

import io
import re
import zipfile

import pytest
from playwright.sync_api import Page, expect

from reviews.models import Assignment, Standby
from submissions import clock
from submissions.models import Letter, Membership, Paper, Workshop
from tests.browser.conftest import OpenPage
from tests.factories import AssignmentFactory, InvitationFactory
from tests.personas import Persona, member

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

OFFLINE = {
    **dict.fromkeys(("novelty", "quality", "impact", "overall", "confidence"), "4"),
    "strengths": "It was read on a train, and held.",
    "weaknesses": "The second tunnel is missing.",
}


@pytest.fixture
def late_reviewer(workshop: Workshop, paper: Paper) -> Persona:
    client = member(workshop, Membership.Role.REVIEWER, "Elke Wanjiru")
    AssignmentFactory.create(paper=paper, reviewer=client.user)
    return client


@pytest.fixture
def helper(workshop: Workshop) -> Persona:
    """Stands by in the emergency pool."""
    client = member(workshop, Membership.Role.REVIEWER, "Hedda Marchetti")
    said_yes = {"state": "accepted", "answered_at": clock.now(), "max_load": 1}
    invitation = InvitationFactory.create(
        workshop=workshop, email=client.user.email, user=client.user, **said_yes
    )
    Standby.objects.create(invitation=invitation)
    return client


def test_from_the_first_review_to_the_hosts_list(
    new_page: OpenPage,
    workshop: Workshop,
    paper: Paper,
    author: Persona,
    organizer: Persona,
    reviewer: Persona,
    late_reviewer: Persona,
    helper: Persona,
) -> None:
    chair, ravi, hedda = new_page(organizer), new_page(reviewer), new_page(helper, width=375)

    review_offline(ravi, workshop)
    remind(chair, workshop, late_reviewer)
    give_back(new_page(late_reviewer), workshop, paper)
    offer_to_the_pool(chair, workshop)
    take_the_offer(hedda, helper, paper)
    review_online(hedda)

    ask_the_others(ravi, workshop, paper)
    open_the_response(chair, workshop)
    writer = new_page(author)
    respond(writer, author)
    discuss(hedda)

    decide(chair, workshop)
    see_the_outcome(ravi, workshop, paper)
    ask_who_comes(chair, workshop)
    answer_who_comes(new_page(width=375), author)
    hand_over(chair, workshop)


def link_in(kind: str, to: Persona) -> str:
    """The path of the first address in the newest letter of a kind."""
    letter = Letter.objects.filter(kind=kind, to=to.user.email).latest("pk")
    found = re.search(r"https?://[^/\s]+(/\S+)", letter.body)
    assert found, letter.body
    return found[1]


def review_offline(page: Page, workshop: Workshop) -> None:
    page.goto(f"/{workshop.slug}/reviews/")
    with page.expect_download() as download:
        page.get_by_role("link", name="Papers and forms as ZIP").click()
    with zipfile.ZipFile(download.value.path()) as archive:
        (name,) = [name for name in archive.namelist() if name.endswith(".txt")]
        form = archive.read(name).decode()
    page.get_by_role("link", name="Upload filled-in forms").click()
    page.set_input_files(
        "input[type=file]", {"name": name, "mimeType": "text/plain", "buffer": filled(form).encode()}
    )
    page.get_by_role("button", name="Look at them").click()
    expect(page.get_by_role("article")).to_contain_text("Complete")
    expect(page.get_by_role("article")).to_contain_text("held.")
    page.get_by_role("button", name="Submit what is complete").click()
    expect(page.get_by_text("submitted. Thank you.")).to_be_visible()


def filled(form: str) -> str:
    lines = io.StringIO()
    for line in form.splitlines():
        key = re.match(r"==== (\w+) \|", line)
        lines.write(f"{line}\n{OFFLINE[key[1]]}\n" if key and key[1] in OFFLINE else f"{line}\n")
    return lines.getvalue()


def remind(page: Page, workshop: Workshop, late_reviewer: Persona) -> None:
    page.goto(f"/{workshop.slug}/desk/reviews/")
    expect(page.get_by_role("region", name="Reviews on their way")).not_to_contain_text("Ravi Tessaro")
    page.get_by_role("link", name="Preview reminders").click()
    expect(page.get_by_role("heading", name="1 letter about 1 review")).to_be_visible()
    page.get_by_role("button", name="Send 1 letter").click()
    expect(page.get_by_text("1 letter about 1 review.")).to_be_visible()
    assert "/reviews/" in link_in("review_reminder", late_reviewer)


def give_back(page: Page, workshop: Workshop, paper: Paper) -> None:
    ref = Assignment.objects.get(reviewer__name="Elke Wanjiru").ref
    page.goto(f"/{workshop.slug}/reviews/{ref}/")
    page.get_by_role("link", name="I cannot make it").click()
    page.get_by_label("The reason").fill("A night shift every night this week.")
    page.get_by_role("button", name="Give the paper back").click()
    expect(page.get_by_text("The paper is back with its handlers.")).to_be_visible()
    expect(page.get_by_role("main")).not_to_contain_text(paper.title)


def offer_to_the_pool(page: Page, workshop: Workshop) -> None:
    page.goto(f"/{workshop.slug}/desk/")
    expect(page.get_by_text("A night shift every night this week.")).to_be_visible()
    page.goto(f"/{workshop.slug}/desk/reviews/")
    page.get_by_role("button", name="Offer to the pool").click()
    expect(page.get_by_text("is offered to Hedda Marchetti")).to_be_visible()


def take_the_offer(page: Page, helper: Persona, paper: Paper) -> None:
    page.goto(link_in("review_offer", helper))
    expect(page.get_by_role("main")).to_contain_text(paper.abstract)
    page.get_by_role("button", name="Yes, I take it").click()
    expect(page.get_by_text("is yours.")).to_be_visible()


def review_online(page: Page) -> None:
    for key in ("novelty", "quality", "impact", "overall", "confidence"):
        page.locator(f"label:has(input[name={key}][value='2'])").click()
    page.get_by_label("Strengths").fill("The question is a good one.")
    page.get_by_label("Weaknesses").fill("Where $x^2$ comes from is not said.")
    page.get_by_role("button", name="Submit review").click()
    expect(page.get_by_text("Submitted", exact=True).first).to_be_visible()


def ask_the_others(page: Page, workshop: Workshop, paper: Paper) -> None:
    page.goto(f"/{workshop.slug}/reviews/")
    page.get_by_role("link", name=paper.title).click()
    page.get_by_role("link", name="Others' reviews").click()
    expect(page.locator("math").first).to_be_attached()
    expect(page.get_by_role("main")).not_to_contain_text("Hedda")
    page.get_by_label("Your comment").fill("Equation 2 says where it comes from.")
    page.get_by_label("its handlers and its reviewers").check()
    page.get_by_role("button", name="Post").click()
    expect(page.get_by_text("Your comment is there.")).to_be_visible()


def open_the_response(page: Page, workshop: Workshop) -> None:
    page.goto(f"/{workshop.slug}/desk/reviews/response/")
    page.get_by_role("button", name="Open 1 paper to their authors").click()
    page.get_by_role("dialog").get_by_role("button", name="Open 1 paper").click()
    expect(page.get_by_text("Authors have their reviews")).to_be_visible()


def respond(page: Page, author: Persona) -> None:
    page.goto(link_in("response", author))
    expect(page.get_by_text("It was read on a train, and held.")).to_be_visible()
    expect(page.get_by_role("main")).not_to_contain_text(re.compile("Ravi|Hedda|Equation 2 says"))
    page.get_by_label("Your response").fill("The tunnel is in the appendix.")
    page.get_by_role("button", name="Send the response").click()
    expect(page.get_by_text(re.compile("Your response"))).not_to_have_count(0)


def discuss(page: Page) -> None:
    page.get_by_role("link", name="Others' reviews").click()
    expect(page.get_by_text("Equation 2 says where it comes from.")).to_be_visible()
    expect(page.get_by_text("The tunnel is in the appendix.")).to_be_visible()
    expect(page.get_by_role("main")).not_to_contain_text("Ravi")


def decide(page: Page, workshop: Workshop) -> None:
    page.goto(f"/{workshop.slug}/desk/decisions/")
    expect(page.get_by_role("row", name="Pruning Prompts")).to_contain_text("disagree")
    page.get_by_label("Decision on #1").select_option("poster")
    page.get_by_role("button", name=re.compile("^Ready")).click()
    page.get_by_role("link", name="Preview and release").click()
    expect(page.get_by_text("2 letters, each to one author")).to_be_visible()
    page.get_by_role("button", name="Release 1 decision").click()
    page.get_by_role("dialog").get_by_role("button", name="Release 1 decision").click()
    expect(page.get_by_text("Decisions have been released.")).to_be_visible()


def see_the_outcome(page: Page, workshop: Workshop, paper: Paper) -> None:
    page.goto(f"/{workshop.slug}/reviews/")
    page.get_by_role("link", name="What became of my papers").click()
    expect(page.get_by_role("article")).to_contain_text("accepted as a poster")
    with page.expect_download() as download:
        page.get_by_role("link", name="Certificate as PDF").click()
    assert download.value.path().read_bytes().startswith(b"%PDF")


def ask_who_comes(page: Page, workshop: Workshop) -> None:
    page.goto(f"/{workshop.slug}/desk/attendance/")
    page.get_by_role("button", name="Ask about 1 paper").click()
    expect(page.get_by_text("The authors of 1 paper are asked")).to_be_visible()


def answer_who_comes(page: Page, author: Persona) -> None:
    """By the mailed link, signed in as nobody."""
    page.goto(link_in("attendance", author))
    page.get_by_label("Bastien Kowalczuk").check()
    page.get_by_label("Registered already").check()
    page.get_by_label("Registration number").fill("IJCAI-2025-0042")
    page.get_by_role("button", name="Answer").click()
    expect(page.get_by_text("Thank you, that is noted.")).to_be_visible()
    expect(page.get_by_role("link", name="Invitation letter for Bastien Kowalczuk")).to_be_visible()


def hand_over(page: Page, workshop: Workshop) -> None:
    page.goto(f"/{workshop.slug}/desk/attendance/")
    expect(page.get_by_role("region", name="Who comes")).to_contain_text("IJCAI-2025-0042")
    page.goto(f"/{workshop.slug}/desk/hand-over/")
    with page.expect_download() as download:
        page.get_by_role("link", name="CSV", exact=True).click()
    assert "Bastien Kowalczuk,registered" in download.value.path().read_text()
    page.get_by_role("button", name="I have handed over 1 paper").click()
    expect(page.get_by_text("Since then nothing has changed.")).to_be_visible()
