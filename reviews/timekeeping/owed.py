"""Reviews that are owed, over the papers that one organizer handles: how far each is, and how much it is at risk."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from reviews.timekeeping.seats import Seat, seats
from submissions.accounts.models import User
from submissions.workshops.models import Workshop

SILENT_AFTER = timedelta(days=3)
"""Who has not opened a paper by then has perhaps not had the letter."""
SOON = timedelta(days=5)
"""A review not begun so shortly before it is due is at risk."""
QUIET_PERIOD = timedelta(days=2)
"""Nobody is reminded of the same review more often than this."""


class State(StrEnum):
    OVERDUE = "overdue"
    UNOPENED = "unopened"
    UNSAVED = "unsaved"
    BEGUN = "begun"


WORDS = {
    State.OVERDUE: "overdue",
    State.UNOPENED: "paper not opened",
    State.UNSAVED: "opened, nothing saved",
    State.BEGUN: "begun, not submitted",
}


@dataclass(frozen=True)
class Owed:
    """One review that is not in yet."""

    seat: Seat
    state: State
    at: datetime

    @property
    def words(self) -> str:
        return WORDS[self.state]

    @property
    def days_left(self) -> int | None:
        return None if self.seat.due is None else (self.seat.due - self.at).days

    @property
    def is_at_risk(self) -> bool:
        """Overdue, or so quiet that a reminder is due or somebody else should be asked."""
        if self.state == State.OVERDUE:
            return True
        told, due = self.seat.told_at or self.at, self.seat.due
        is_silent = self.state == State.UNOPENED and self.at - told > SILENT_AFTER
        is_soon = due is not None and due - self.at < SOON and self.state != State.BEGUN
        return is_silent or is_soon

    @property
    def tone(self) -> str:
        if self.state == State.OVERDUE:
            return "error"
        return "warn" if self.is_at_risk else "wait"

    @property
    def may_be_reminded(self) -> bool:
        return self.seat.reminded_at is None or self.at - self.seat.reminded_at >= QUIET_PERIOD


def owed(user: User, workshop: Workshop, at: datetime) -> list[Owed]:
    return owed_of(seats(user, workshop), at)


def owed_of(told: Iterable[Seat], at: datetime) -> list[Owed]:
    """Of seats, those whose review is not in; the most pressing first."""
    found = [Owed(seat, _state(seat, at), at) for seat in told if seat.submitted_at is None]
    order = list(State)
    return sorted(
        found,
        key=lambda row: (not row.is_at_risk, order.index(row.state), row.seat.number, row.seat.ref),
    )


def _state(seat: Seat, at: datetime) -> State:
    if seat.due is not None and at > seat.due:
        return State.OVERDUE
    if seat.begun:
        return State.BEGUN
    return State.UNSAVED if seat.opened else State.UNOPENED
