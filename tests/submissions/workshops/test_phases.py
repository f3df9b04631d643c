from datetime import UTC, date, datetime, timedelta

import pytest

from submissions.clock import AOE
from submissions.workshops.models import Call, Workshop
from submissions.workshops.phases import (
    Events,
    Stage,
    days_of,
    milestones,
    next_deadline,
    phase_of,
    stage_of,
)

DUE = datetime(2025, 5, 9, 23, 59, tzinfo=AOE)
MINUTE = timedelta(minutes=1)
DAY = timedelta(days=1)


@pytest.fixture
def workshop() -> Workshop:
    return Workshop(slug="w", name="W", starts_on=date(2025, 8, 16), ends_on=date(2025, 8, 18))


@pytest.fixture
def call(workshop: Workshop) -> Call:
    return Call(
        workshop=workshop,
        opens_at=DUE - 60 * DAY,
        due_at=DUE,
        closes_at=DUE + 30 * MINUTE,
        reviews_due_at=DUE + 21 * DAY,
        decisions_at=DUE + 28 * DAY,
        camera_ready_at=DUE + 42 * DAY,
    )


@pytest.mark.parametrize(
    ("now", "events", "stage"),
    [
        (DUE - 61 * DAY, Events(), Stage.BEFORE),
        (DUE - 60 * DAY, Events(), Stage.OPEN),
        (DUE - MINUTE, Events(), Stage.OPEN),
        (DUE, Events(), Stage.LATE),
        (DUE + 29 * MINUTE, Events(), Stage.LATE),
        (DUE + 30 * MINUTE, Events(), Stage.CLOSED),
        (DUE + DAY, Events(assigned=True), Stage.REVIEWING),
        (DUE + 21 * DAY, Events(assigned=True), Stage.DECIDING),
        (DUE + 40 * DAY, Events(assigned=True), Stage.DECIDING),
        (DUE + 28 * DAY, Events(released=True), Stage.RELEASED),
        (DUE + 42 * DAY, Events(released=True), Stage.CAMERA_READY),
        (datetime(2025, 8, 16, 12, tzinfo=UTC), Events(released=True), Stage.WORKSHOP),
        (datetime(2025, 8, 19, 11, 59, tzinfo=UTC), Events(), Stage.WORKSHOP),
        (datetime(2025, 8, 19, 12, tzinfo=UTC), Events(released=True), Stage.OVER),
    ],
)
def test_it_tells_the_stage_from_dates_and_events(
    workshop: Workshop, call: Call, now: datetime, events: Events, stage: Stage
) -> None:
    assert stage_of(workshop, call, now=now, events=events) == stage


def test_it_stays_open_when_early_papers_are_already_assigned(workshop: Workshop, call: Call) -> None:
    assert phase_of(workshop, call, now=DUE - DAY, events=Events(assigned=True)).takes_papers


def test_late_papers_are_taken_until_closing_and_the_header_says_so(workshop: Workshop, call: Call) -> None:
    phase = phase_of(workshop, call, now=DUE + MINUTE)
    assert phase.takes_papers
    assert phase.next is not None
    assert (phase.next.label, phase.next.at) == ("late papers until", call.closes_at)


@pytest.mark.parametrize(
    ("now", "label"),
    [
        (DUE - 61 * DAY, "opens"),
        (DUE - DAY, "papers due"),
        (DUE + DAY, "decisions expected"),
        (DUE + 30 * DAY, "final versions due"),
        (DUE + 50 * DAY, "workshop"),
    ],
)
def test_it_names_what_everybody_waits_for(workshop: Workshop, call: Call, now: datetime, label: str) -> None:
    deadline = next_deadline(workshop, call, now=now)
    assert deadline is not None
    assert deadline.label == label
    assert deadline.at > now


def test_nothing_is_waited_for_once_the_workshop_runs(workshop: Workshop, call: Call) -> None:
    assert next_deadline(workshop, call, now=datetime(2025, 8, 17, tzinfo=UTC)) is None


def test_the_public_calendar_does_not_say_when_reviews_are_due(workshop: Workshop, call: Call) -> None:
    assert [m.key for m in milestones(workshop, call)] == [
        "opens",
        "due",
        "decisions",
        "camera-ready",
        "workshop",
    ]


def test_a_bare_call_has_a_calendar_too() -> None:
    workshop = Workshop(slug="w", name="W")
    call = Call(workshop=workshop, opens_at=DUE - DAY, due_at=DUE, closes_at=DUE)
    assert [m.key for m in milestones(workshop, call)] == ["opens", "due"]
    assert days_of(workshop) == (None, None)
    assert stage_of(workshop, call, now=DUE + 999 * DAY) == Stage.CLOSED
    assert phase_of(workshop, call, now=DUE + 999 * DAY).next is None


def test_a_workshop_of_one_day_ends_at_midnight(workshop: Workshop) -> None:
    workshop.ends_on = None
    assert days_of(workshop) == (datetime(2025, 8, 16, tzinfo=AOE), datetime(2025, 8, 17, tzinfo=AOE))
