"""A late pass for one paper, and reminders to drafts."""

from datetime import timedelta

import pytest
import time_machine

from submissions.deadlines.services import remind_drafts
from submissions.models import Call, Letter, Paper, Workshop
from submissions.workshops.services import move_dates
from tests.personas import Persona
from tests.submissions.papers.forms import as_saved, filled, pdf_file


@pytest.fixture
def draft(workshop: Workshop, author: Persona) -> Paper:
    """Holds a PDF, and lacks its abstract."""
    author.post(f"/{workshop.slug}/submit/", filled(workshop, abstract="", pdf=pdf_file()))
    return Paper.objects.select_related("call").get()


def test_a_draft_with_a_pdf_is_listed_and_gets_a_pass_at_one_click(
    organizer: Persona, author: Persona, workshop: Workshop, draft: Paper
) -> None:
    with time_machine.travel(draft.call.closes_at + timedelta(hours=1), tick=False):
        page = organizer.get(f"/{workshop.slug}/desk/deadlines/")
        assert "an abstract" in page.text
        until = f"{page.context['pass_until']:%Y-%m-%dT%H:%M}"

        answer = organizer.post(f"/{workshop.slug}/desk/deadlines/pass/{draft.ref}/", {"until": until})

        assert answer["Location"] == f"/{workshop.slug}/desk/deadlines/"
        assert "an abstract" in Letter.objects.filter(kind="late_pass").get().body
        draft.refresh_from_db()
        complete = as_saved(draft, workshop, abstract="Here it is.")
        assert author.post(f"/{workshop.slug}/papers/{draft.ref}/edit/", complete).status_code == 302
        draft.refresh_from_db()
        assert draft.state == "submitted"
        assert author.post(f"/{workshop.slug}/submit/", filled(workshop)).status_code == 403


@pytest.mark.parametrize(
    ("until", "words"),
    [("2020-01-01T10:00", "lies in the past"), ("2099-01-01T10:00", "60 days"), ("soon", "a day and a time")],
)
def test_a_pass_until_a_time_that_will_not_do_is_refused(
    organizer: Persona, workshop: Workshop, draft: Paper, until: str, words: str
) -> None:
    answer = organizer.post(f"/{workshop.slug}/desk/deadlines/pass/{draft.ref}/", {"until": until})

    draft.refresh_from_db()
    assert (answer.status_code, draft.late_pass_until) == (422, None)
    assert words in answer.text


def test_nobody_gives_the_own_paper_a_pass(
    organizer_author: Persona, workshop: Workshop, own_paper: Paper
) -> None:
    address = f"/{workshop.slug}/desk/deadlines/pass/{own_paper.ref}/"

    assert organizer_author.get(address).status_code == 404
    assert organizer_author.post(address, {"until": "2099-01-01T10:00"}).status_code == 404


def test_drafts_are_reminded_three_times_and_once_each(draft: Paper) -> None:
    due = draft.call.due_at
    written = []
    for hours in (73, 71, 70, 25, 23, 7, 5, 1, -1):
        with time_machine.travel(due - timedelta(hours=hours), tick=False):
            written.append(remind_drafts())
            assert remind_drafts() == 0

    assert written == [0, 1, 0, 0, 1, 0, 1, 0, 0]
    subjects = Letter.objects.filter(kind="draft_reminder").order_by("pk").values_list("subject", flat=True)
    assert [subject.split(": ")[1].split()[0] for subject in subjects] == ["72", "24", "6"]
    assert "- an abstract" in Letter.objects.filter(kind="draft_reminder")[0].body


def test_a_moved_deadline_moves_its_reminders(draft: Paper, workshop: Workshop) -> None:
    due = draft.call.due_at
    with time_machine.travel(due - timedelta(hours=5), tick=False):
        assert remind_drafts() == 1
        move_dates(workshop=workshop, by=timedelta(days=2))
        assert remind_drafts() == 0
    with time_machine.travel(due + timedelta(days=1, hours=1), tick=False):
        assert remind_drafts() == 1


def test_a_complete_paper_is_not_reminded(paper: Paper) -> None:
    call = Call.objects.get()
    with time_machine.travel(call.due_at - timedelta(hours=5), tick=False):
        assert remind_drafts() == 0
