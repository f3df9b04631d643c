"""Who owes what and what is at risk; reminders go to those alone."""

import html
import re
from datetime import UTC, datetime, time, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from reviews.models import Assignment, Reading, Reminder, WorkingHours
from reviews.timekeeping.curve import curve_of
from reviews.timekeeping.owed import State, owed
from reviews.timekeeping.quiet import next_hour
from reviews.timekeeping.seats import seats
from submissions import clock
from submissions.models import Call, Job, Letter, Paper, Workshop
from tests.factories import AssignmentFactory, ReviewFactory, UserFactory
from tests.papers import add_review, complete_paper
from tests.personas import Persona


@pytest.fixture
def page(workshop: Workshop) -> str:
    return f"/{workshop.slug}/desk/reviews/"


def states(organizer: Persona, workshop: Workshop) -> list[str]:
    return [row.state for row in owed(organizer.user, workshop, clock.now())]


def test_a_review_owed_goes_from_unopened_to_overdue(
    organizer: Persona, reviewer: Persona, paper: Paper, workshop: Workshop
) -> None:
    row = Assignment.objects.get()
    assert states(organizer, workshop) == [State.UNOPENED]
    reviewer.get(f"/{workshop.slug}/reviews/{row.ref}/")
    assert states(organizer, workshop) == [State.UNSAVED]
    review = ReviewFactory.create(assignment=row, submitted_at=None)
    assert states(organizer, workshop) == [State.BEGUN]
    due = clock.now() - timedelta(hours=1)
    Call.objects.update(due_at=due, closes_at=due, reviews_due_at=due)
    assert states(organizer, workshop) == [State.OVERDUE]
    type(review).objects.update(submitted_at=clock.now())
    assert states(organizer, workshop) == []


def test_silence_is_a_risk_early(organizer: Persona, reviewer: Persona, workshop: Workshop) -> None:
    Assignment.objects.update(published_at=clock.now() - timedelta(days=2))
    (row,) = owed(organizer.user, workshop, clock.now())
    assert not row.is_at_risk
    Assignment.objects.update(published_at=clock.now() - timedelta(days=4))
    (row,) = owed(organizer.user, workshop, clock.now())
    assert row.is_at_risk
    Reading.objects.create(assignment_id=row.seat.pk)
    (row,) = owed(organizer.user, workshop, clock.now())
    assert not row.is_at_risk


def test_the_page_shows_who_owes_what_and_how_papers_are_covered(
    organizer: Persona, reviewer: Persona, paper: Paper, page: str
) -> None:
    add_review(paper, UserFactory.create(), overall=1)
    add_review(paper, UserFactory.create(), overall=5)
    text = organizer.get(page).text
    for words in (reviewer.user.name, "paper not opened", "2 of 3 done", "disagree", "As a table"):
        assert words in text


def test_only_those_who_owe_are_reminded_and_not_twice(
    organizer: Persona, reviewer: Persona, paper: Paper, page: str
) -> None:
    done = add_review(paper, UserFactory.create()).assignment.reviewer
    preview = organizer.get(f"{page}reminders/").text
    assert reviewer.user.email in preview
    assert done.email not in preview
    row = Assignment.objects.get(reviewer=reviewer.user)
    for _ in range(2):
        organizer.post(f"{page}reminders/", {"ref": [row.ref, "made-up"]})
    letter = Letter.objects.get(kind="review_reminder")
    assert letter.to == reviewer.user.email
    assert "paper not opened" in letter.body
    assert Reminder.objects.count() == 1
    assert "Nobody to remind" in organizer.get(f"{page}reminders/").text


def test_a_state_is_chosen_by_its_name(organizer: Persona, reviewer: Persona, page: str) -> None:
    assert "Nobody to remind" in organizer.get(f"{page}reminders/?state=overdue").text
    assert reviewer.user.email in organizer.get(f"{page}reminders/?state=unopened&state=nonsense").text


@pytest.mark.parametrize(
    ("asked", "goes_out"),
    [
        (datetime(2026, 3, 4, 12, tzinfo=UTC), datetime(2026, 3, 4, 12, tzinfo=UTC)),
        (datetime(2026, 3, 4, 5, tzinfo=UTC), datetime(2026, 3, 4, 7, tzinfo=UTC)),
        (datetime(2026, 3, 4, 22, tzinfo=UTC), datetime(2026, 3, 5, 7, tzinfo=UTC)),
        (datetime(2026, 3, 6, 22, tzinfo=UTC), datetime(2026, 3, 9, 7, tzinfo=UTC)),
        (datetime(2026, 3, 8, 12, tzinfo=UTC), datetime(2026, 3, 9, 7, tzinfo=UTC)),
    ],
)
def test_nights_and_weekends_are_quiet(asked: datetime, goes_out: datetime) -> None:
    assert next_hour(asked, WorkingHours()) == goes_out


@pytest.mark.parametrize(
    ("asked", "goes_out"),
    [
        (datetime(2026, 3, 28, 21, 30, tzinfo=UTC), datetime(2026, 3, 29, 7, tzinfo=UTC)),
        (datetime(2026, 3, 29, 6, 59, tzinfo=UTC), datetime(2026, 3, 29, 7, tzinfo=UTC)),
        (datetime(2026, 3, 29, 19, 59, tzinfo=UTC), datetime(2026, 3, 29, 19, 59, tzinfo=UTC)),
    ],
)
def test_a_workshop_has_hours_of_its_own_by_the_clock_on_its_wall(
    asked: datetime, goes_out: datetime
) -> None:
    """Clocks in Berlin go forward in the night to 29 March."""
    hours = WorkingHours(opens=time(9), closes=time(22), zone="Europe/Berlin", weekends=True)
    assert next_hour(asked, hours) == goes_out


def test_hours_are_a_page_of_the_settings(
    organizer: Persona, reviewer: Persona, workshop: Workshop, page: str
) -> None:
    typed = {"opens": "09:00", "closes": "17:00", "zone": "berlin", "seen": ""}
    seen = re.findall(r'name="seen" value="(\w+)"', organizer.get(f"{page}hours/").text)[0]
    wrong = organizer.post(f"{page}hours/", {**typed, "seen": seen})
    assert "Did you mean Europe/Berlin?" in html.unescape(wrong.text)
    late = organizer.post(
        f"{page}hours/", {**typed, "zone": "europe/berlin", "closes": "08:00", "seen": seen}
    )
    assert "before the beginning" in late.text
    organizer.post(f"{page}hours/", {**typed, "zone": "europe/berlin", "seen": seen})
    assert WorkingHours.objects.get(workshop=workshop).zone == "Europe/Berlin"
    assert "(Europe/Berlin)" in organizer.get(f"{page}reminders/").text
    assert reviewer.get(f"{page}hours/").status_code == 404


def test_a_reminder_asked_for_at_night_waits_in_the_outbox(
    organizer: Persona, reviewer: Persona, workshop: Workshop, page: str
) -> None:
    night = (clock.now() + timedelta(days=1)).replace(hour=23)
    with clock.replaying(night):
        organizer.post(f"{page}reminders/", {"ref": Assignment.objects.get().ref})
    letter = Letter.objects.get(kind="review_reminder")
    due = Job.objects.get(kind="mail.send", object_id=letter.pk).due_at
    assert (due.hour, due.weekday() < 5) == (7, True)
    assert due > night


def test_an_organizer_reminds_of_handled_papers_alone(
    organizer_in_conflict: Persona, organizer: Persona, reviewer: Persona, page: str
) -> None:
    text = organizer_in_conflict.get(page).text
    assert reviewer.user.name not in text
    organizer_in_conflict.post(f"{page}reminders/", {"ref": Assignment.objects.get().ref})
    assert not Letter.objects.filter(kind="review_reminder").exists()


def test_a_reminder_is_filed_where_a_barred_organizer_does_not_look(
    organizer_in_conflict: Persona, organizer: Persona, reviewer: Persona, paper: Paper, page: str
) -> None:
    organizer.post(f"{page}reminders/", {"ref": Assignment.objects.get().ref})
    letter = Letter.objects.get(kind="review_reminder")
    assert (letter.paper_id, letter.reply_to) == (paper.pk, [organizer.user.email])


def test_the_curve_counts_what_is_in(
    organizer: Persona, reviewer: Persona, paper: Paper, workshop: Workshop
) -> None:
    add_review(paper, UserFactory.create())
    Assignment.objects.update(published_at=clock.now() - timedelta(days=10))
    drawn = curve_of(seats(organizer.user, workshop), clock.now())
    assert drawn
    assert (drawn.done, drawn.total, drawn.points[-1].done) == (1, 2, 1)
    assert drawn.points[0].done == 0


def test_it_asks_as_often_for_many_papers_as_for_one(
    organizer: Persona, reviewer: Persona, workshop: Workshop, page: str
) -> None:
    counts = []
    for more in (0, 3):
        for _ in range(more):
            AssignmentFactory.create(paper=complete_paper(workshop, UserFactory.create()))
        with CaptureQueriesContext(connection) as queries:
            assert organizer.get(page).status_code == 200
        counts.append(len(queries))
    assert counts[0] == counts[1] <= 12


def test_it_is_the_organizers_page(page: str, reviewer: Persona, author: Persona) -> None:
    for person in (reviewer, author):
        for part in ("", "reminders/", "pool/"):
            assert person.get(page + part).status_code == 404
