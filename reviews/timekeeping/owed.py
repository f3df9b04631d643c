"""Reviews that are owed, over the papers that one organizer handles: how far each is, and how much it is at risk."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from django.db.models import OuterRef, QuerySet, Subquery

from reviews.assignment.models import Assignment
from reviews.reviewing.models import Review
from reviews.timekeeping.models import Reminder
from submissions.accounts.models import User
from submissions.papers.access import handled_by
from submissions.papers.models import Paper
from submissions.workshops.models import Workshop

SILENT_AFTER = timedelta(days=3)
"""Who has not opened a paper by then has perhaps not had the letter."""
SOON = timedelta(days=5)
"""A review not begun so shortly before it is due is at risk."""
QUIET_PERIOD = timedelta(days=2)
"""Nobody is reminded of the same review more often than this."""

LOOKED_AT = (
    *("ref", "state", "published_at", "paper__ref", "paper__number", "paper__call__reviews_due_at"),
    *("reviewer__name", "reviewer__email", "review__submitted_at", "review__saved_at", "reading__assignment"),
)
"""What a page of some hundred seats shows of each."""


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

    assignment: Assignment
    state: State
    at: datetime
    due: datetime | None
    told_at: datetime | None
    saved_at: datetime | None
    reminded_at: datetime | None

    @property
    def ref(self) -> str:
        return self.assignment.ref

    @property
    def paper(self) -> Paper:
        return self.assignment.paper

    @property
    def reviewer(self) -> User:
        return self.assignment.reviewer

    @property
    def words(self) -> str:
        return WORDS[self.state]

    @property
    def days_left(self) -> int | None:
        return None if self.due is None else (self.due - self.at).days

    @property
    def is_at_risk(self) -> bool:
        """Overdue, or so quiet that a reminder is due or somebody else should be asked."""
        if self.state == State.OVERDUE:
            return True
        is_silent = self.state == State.UNOPENED and self.at - (self.told_at or self.at) > SILENT_AFTER
        is_soon = self.due is not None and self.due - self.at < SOON and self.state != State.BEGUN
        return is_silent or is_soon

    @property
    def tone(self) -> str:
        if self.state == State.OVERDUE:
            return "error"
        return "warn" if self.is_at_risk else "wait"

    @property
    def may_be_reminded(self) -> bool:
        return self.reminded_at is None or self.at - self.reminded_at >= QUIET_PERIOD


def seats(user: User, workshop: Workshop) -> QuerySet[Assignment]:
    """Every reviewer told of a submitted paper that this organizer handles, with how far the review is. One query."""
    papers = handled_by(user, workshop).filter(state=Paper.State.SUBMITTED)
    reminders = Reminder.objects.filter(assignment=OuterRef("pk")).order_by("-at")
    return (
        Assignment.objects.filter(paper__in=papers, state=Assignment.State.ACTIVE)
        .select_related("reviewer", "review", "reading", "paper__call")
        .only(*LOOKED_AT)
        .annotate(reminded_at=Subquery(reminders.values("at")[:1]))
    )


def owed(user: User, workshop: Workshop, at: datetime) -> list[Owed]:
    """With all that a letter says of the papers."""
    related = ("paper__call", "paper__workshop", "paper__kind", "paper__current")
    rows = seats(user, workshop).defer(None).select_related(*related).prefetch_related("paper__topics")
    return owed_of(rows, at)


def owed_of(rows: Iterable[Assignment], at: datetime) -> list[Owed]:
    """Of seats, those whose review is not in; the most pressing first."""
    missing = [row for row in rows if not (hasattr(row, "review") and row.review.submitted_at)]
    found = [_owed(row, getattr(row, "reminded_at", None), at) for row in missing]
    return sorted(
        found,
        key=lambda each: (
            not each.is_at_risk,
            list(State).index(each.state),
            each.paper.number,
            each.ref,
        ),
    )


def _owed(row: Assignment, reminded_at: datetime | None, at: datetime) -> Owed:
    review: Review | None = getattr(row, "review", None)
    due = row.paper.call.reviews_due_at
    return Owed(
        assignment=row,
        state=_state(row, review, due, at),
        at=at,
        due=due,
        told_at=row.published_at,
        saved_at=review.saved_at if review else None,
        reminded_at=reminded_at,
    )


def _state(row: Assignment, review: Review | None, due: datetime | None, at: datetime) -> State:
    if due is not None and at > due:
        return State.OVERDUE
    if review is not None:
        return State.BEGUN
    return State.UNSAVED if hasattr(row, "reading") else State.UNOPENED
