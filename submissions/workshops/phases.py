"""Where a workshop stands: one function over its dates and what has happened."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum

from submissions.clock import AOE
from submissions.workshops.models import Call, Workshop


class Stage(StrEnum):
    BEFORE = "before"
    OPEN = "open"
    LATE = "late"
    CLOSED = "closed"
    REVIEWING = "reviewing"
    DECIDING = "deciding"
    RELEASED = "released"
    CAMERA_READY = "camera-ready"
    WORKSHOP = "workshop"
    OVER = "over"


WORDS = {
    Stage.BEFORE: "Not open yet",
    Stage.OPEN: "Call open",
    Stage.LATE: "Late papers still accepted",
    Stage.CLOSED: "Call closed",
    Stage.REVIEWING: "In review",
    Stage.DECIDING: "Being decided",
    Stage.RELEASED: "Decisions are out",
    Stage.CAMERA_READY: "Final versions are in",
    Stage.WORKSHOP: "The workshop is on",
    Stage.OVER: "Over",
}


@dataclass(frozen=True)
class Events:
    """What has happened, as far as the viewer may know it. The rooms that record it lie above this one."""

    assigned: bool = False
    released: bool = False


@dataclass(frozen=True)
class Milestone:
    """A date of the calendar that everybody may see. `until` is set where it is a span of days."""

    key: str
    label: str
    at: datetime
    until: datetime | None = None

    @property
    def is_day(self) -> bool:
        return self.key == "workshop"


@dataclass(frozen=True)
class Deadline:
    label: str
    at: datetime


@dataclass(frozen=True)
class Phase:
    stage: Stage
    words: str
    next: Deadline | None

    @property
    def takes_papers(self) -> bool:
        return self.stage in {Stage.OPEN, Stage.LATE}


NOTHING_YET = Events()


def phase_of(workshop: Workshop, call: Call, *, now: datetime, events: Events = NOTHING_YET) -> Phase:
    stage = stage_of(workshop, call, now=now, events=events)
    return Phase(stage=stage, words=WORDS[stage], next=next_deadline(workshop, call, now=now))


def stage_of(workshop: Workshop, call: Call, *, now: datetime, events: Events = NOTHING_YET) -> Stage:
    """The workshop's own days speak first, then the call's, then what has happened to its papers."""
    starts, ends = days_of(workshop)
    if ends and now >= ends:
        return Stage.OVER
    if starts and now >= starts:
        return Stage.WORKSHOP
    if now < call.opens_at:
        return Stage.BEFORE
    if now < call.due_at:
        return Stage.OPEN
    if now < call.closes_at:
        return Stage.LATE
    return _after_closing(call, now=now, events=events)


def _after_closing(call: Call, *, now: datetime, events: Events) -> Stage:
    if events.released:
        return Stage.CAMERA_READY if call.camera_ready_at and now >= call.camera_ready_at else Stage.RELEASED
    if call.reviews_due_at and now >= call.reviews_due_at:
        return Stage.DECIDING
    return Stage.REVIEWING if events.assigned else Stage.CLOSED


def next_deadline(workshop: Workshop, call: Call, *, now: datetime) -> Deadline | None:
    """What everybody waits for next; None when the workshop has begun."""
    if call.due_at <= now < call.closes_at:
        return Deadline("late papers until", call.closes_at)
    return next((Deadline(NEXT[m.key], m.at) for m in milestones(workshop, call) if m.at > now), None)


NEXT = {
    "opens": "opens",
    "due": "papers due",
    "decisions": "decisions expected",
    "camera-ready": "final versions due",
    "workshop": "workshop",
}


def milestones(workshop: Workshop, call: Call) -> list[Milestone]:
    """The public calendar, in order. When reviews are due is a matter of reviewers and organizers."""
    return list(_milestones(workshop, call))


def _milestones(workshop: Workshop, call: Call) -> Iterator[Milestone]:
    yield Milestone("opens", "Call opens", call.opens_at)
    yield Milestone("due", "Papers due", call.due_at)
    if call.decisions_at:
        yield Milestone("decisions", "Decisions", call.decisions_at)
    if call.camera_ready_at:
        yield Milestone("camera-ready", "Final versions due", call.camera_ready_at)
    starts, ends = days_of(workshop)
    if starts:
        yield Milestone("workshop", "Workshop, in person", starts, ends)


def days_of(workshop: Workshop) -> tuple[datetime | None, datetime | None]:
    """(start, end) of the workshop's days, counted in AoE as every other date; the end is exclusive."""
    first, last = workshop.starts_on, workshop.ends_on or workshop.starts_on
    return (midnight(first) if first else None, midnight(last + timedelta(days=1)) if last else None)


def midnight(day: date) -> datetime:
    return datetime.combine(day, time(), tzinfo=AOE)
