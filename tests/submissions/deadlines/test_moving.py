"""Moving a deadline: previewed, then done once, with letters and a new calendar entry; seen around a moving clock."""

from datetime import datetime, timedelta
from typing import Any

import pytest
import time_machine
from django.test import Client
from icalendar import Calendar

from submissions.clock import AOE
from submissions.conflicts.models import Conflict
from submissions.models import Call, Letter, Membership, Paper, Workshop
from submissions.papers.services import send_closing_receipts
from tests.papers import complete_paper
from tests.personas import Persona, member, persona
from tests.submissions.papers.forms import filled as paper_form
from tests.submissions.papers.forms import pdf_file
from tests.submissions.workshops.settings.pages import filled

MOVE = "/fedgenai-ijcai-25/desk/deadlines/papers/"


def typed(instant: datetime) -> str:
    return f"{instant.astimezone(AOE):%Y-%m-%dT%H:%M}"


def later(client: Persona, call: Call, **by: int) -> dict[str, Any]:
    """The page's form with due time and closing moved; the dates after them too."""
    names = ("due_at", "closes_at", "reviews_due_at", "decisions_at", "camera_ready_at")
    moved = {name: typed(getattr(call, name) + timedelta(**by)) for name in names}
    return filled(client, MOVE, **{"opens_at": typed(call.opens_at), **moved})


@pytest.fixture
def call(workshop: Workshop) -> Call:
    """On full minutes, as people type them."""
    call = workshop.calls.get()
    for name in ("opens_at", "due_at", "closes_at", "reviews_due_at", "decisions_at", "camera_ready_at"):
        setattr(call, name, getattr(call, name).replace(second=0))
    call.save()
    return call


def test_nothing_is_moved_before_its_preview(organizer: Persona, paper: Paper, call: Call) -> None:
    answer = organizer.post(MOVE, {**later(organizer, call, days=3), "do": "preview"})

    assert answer.status_code == 200
    for words in (
        "Nothing is moved yet",
        "1 submitted paper and 0 drafts",
        "Pruning Prompts",
        "Move the dates",
    ):
        assert words in answer.text
    assert Call.objects.get().due_at == call.due_at
    assert not Letter.objects.filter(kind="deadline_moved").exists()


def test_one_act_moves_the_dates_and_tells_everybody_once(
    organizer: Persona, visitor: Client, paper: Paper, call: Call
) -> None:
    form = {**later(organizer, call, days=3), "words": "The venue gave us time.", "do": "move"}

    assert organizer.post(MOVE, form).status_code == 302

    moved = Call.objects.get()
    letters = Letter.objects.filter(kind="deadline_moved")
    assert moved.due_at - call.due_at == timedelta(days=3)
    assert {letter.to for letter in letters} == {
        "amara.okonkwo-lind@example.org",
        "bastien.kowalczuk@example.org",
    }
    assert all("The venue gave us time." in letter.body for letter in letters)
    entries = Calendar.from_ical(visitor.get("/fedgenai-ijcai-25/dates.ics").content).walk("VEVENT")
    assert {entry["SEQUENCE"] for entry in entries} == {1}
    assert organizer.post(MOVE, form).status_code == 409
    assert letters.count() == 2


def test_the_closing_that_nobody_touches_moves_along(organizer: Persona, paper: Paper, call: Call) -> None:
    extended = filled(organizer, MOVE, due_at=typed(call.due_at + timedelta(days=2)))
    assert "<strong>Late papers until</strong>" in organizer.post(MOVE, {**extended, "do": "preview"}).text
    organizer.post(MOVE, {**extended, "do": "move"})

    moved = Call.objects.get()
    assert moved.due_at - call.due_at == moved.closes_at - call.closes_at == timedelta(days=2)


def test_authors_are_not_written_to_when_only_reviews_move(
    organizer: Persona, paper: Paper, call: Call
) -> None:
    assert call.reviews_due_at
    reviews = typed(call.reviews_due_at + timedelta(days=1))
    form = {**later(organizer, call), "reviews_due_at": reviews, "do": "move"}

    assert organizer.post(MOVE, form).status_code == 302
    assert not Letter.objects.filter(kind="deadline_moved").exists()


def test_withheld_papers_are_told_and_not_counted(
    workshop: Workshop, organizer_in_conflict: Persona, paper: Paper, call: Call
) -> None:
    form = later(organizer_in_conflict, call, days=3)

    answer = organizer_in_conflict.post(MOVE, {**form, "do": "preview"})
    assert "0 submitted papers and 0 drafts" in answer.text
    assert "Pruning" not in answer.text
    organizer_in_conflict.post(MOVE, {**form, "do": "move"})
    assert Letter.objects.filter(kind="deadline_moved").count() == 2
    assert Conflict.objects.exists()


@pytest.mark.parametrize(
    ("name", "days"), [("due_at", -30), ("closes_at", -1), ("reviews_due_at", -22), ("camera_ready_at", -20)]
)
def test_dates_in_the_wrong_order_are_refused_in_words(
    organizer: Persona, call: Call, name: str, days: int
) -> None:
    form = {**later(organizer, call), name: typed(getattr(call, name) + timedelta(days=days)), "do": "move"}

    answer = organizer.post(MOVE, form)

    assert answer.status_code == 422
    assert "Dates follow each other from top to bottom" in answer.text
    assert Call.objects.get().due_at == call.due_at


def test_a_deadline_in_the_past_needs_a_second_word(
    organizer: Persona, workshop: Workshop, author: Persona, call: Call
) -> None:
    author.post(f"/{workshop.slug}/submit/", paper_form(workshop, abstract="", pdf=pdf_file()))
    form = {**later(organizer, call, days=-10, minutes=-40), "do": "preview"}

    answer = organizer.post(MOVE, form)
    moved_along = organizer.post(MOVE, {**form, "closes_at": typed(call.closes_at)})

    assert [answer.status_code, moved_along.status_code] == [422, 422]
    assert list(moved_along.context["form"].errors) == ["due_at"]
    assert "1 is a draft that nobody could complete any more" in answer.text
    assert organizer.post(MOVE, {**form, "at_once": "on", "do": "move"}).status_code == 302
    assert "The call closed on" in Client().get(f"/{workshop.slug}/").text


def test_the_second_of_two_organizers_is_told(organizer: Persona, workshop: Workshop, call: Call) -> None:
    other = member(workshop, Membership.Role.ORGANIZER, "Odile Brandt")
    mine = later(other, call, days=9)
    organizer.post(MOVE, {**later(organizer, call, days=3), "do": "move"})

    answer = other.post(MOVE, {**mine, "do": "move"})

    assert answer.status_code == 409
    assert Call.objects.get().due_at - call.due_at == timedelta(days=3)


def test_a_call_that_is_opened_again_sends_its_closing_receipts_again(
    organizer: Persona, paper: Paper, call: Call
) -> None:
    with time_machine.travel(call.closes_at + timedelta(minutes=1), tick=False):
        send_closing_receipts()
        organizer.post(MOVE, {**later(organizer, call, days=2), "do": "move"})
        assert Client().get("/fedgenai-ijcai-25/submit/").status_code == 200
    with time_machine.travel(call.closes_at + timedelta(days=2, minutes=1), tick=False):
        send_closing_receipts()

    assert Letter.objects.filter(kind="closing_receipt", to="amara.okonkwo-lind@example.org").count() == 2


def test_the_end_of_a_call_minute_by_minute(author: Persona, workshop: Workshop, call: Call) -> None:
    """Open, late, extended by a pass, closed: what the page says and what the form takes."""
    address = f"/{workshop.slug}/submit/"
    steps = [
        (call.due_at - timedelta(minutes=10), "Due ", 302),
        (call.due_at + timedelta(minutes=10), "Late: still accepted until", 302),
        (call.closes_at + timedelta(minutes=1), "This call closed at", 403),
    ]
    for at, words, status in steps:
        with time_machine.travel(at, tick=False):
            assert words in author.get(address).text
            assert author.post(address, paper_form(workshop, pdf=pdf_file())).status_code == status


def test_an_outsider_finds_no_deadlines(workshop: Workshop) -> None:
    outsider = persona("Umberto Saarinen")

    assert outsider.get(MOVE).status_code == 404
    assert outsider.post(MOVE).status_code == 404
    assert complete_paper(workshop, outsider.user).state == "submitted"
