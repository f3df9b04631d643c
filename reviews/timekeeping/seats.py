"""Who was told of which paper, and how far the review is: plain values, since the desk's pages show hundreds."""

from collections.abc import Iterable
from datetime import datetime
from typing import NamedTuple

from django.db.models import OuterRef, QuerySet, Subquery

from reviews.assignment.models import Assignment
from reviews.timekeeping.models import Reminder
from submissions.accounts.models import User
from submissions.papers.access import handled_by
from submissions.papers.models import Paper
from submissions.workshops.models import Workshop


class Seat(NamedTuple):
    """`opened` and `begun` are None as long as the reviewer has not looked at the paper, or not saved a word."""

    pk: int
    ref: str
    paper_id: int
    paper_ref: str
    number: int
    reviewer_id: int
    name: str
    email: str
    told_at: datetime | None
    due: datetime | None
    opened: int | None
    begun: int | None
    submitted_at: datetime | None
    reminded_at: datetime | None

    @property
    def reviewer(self) -> str:
        return self.name or self.email


def seats(user: User, workshop: Workshop) -> list[Seat]:
    """Every reviewer told of a submitted paper that this organizer handles. One query."""
    return seats_of(handled_by(user, workshop).filter(state=Paper.State.SUBMITTED))


def seats_of(papers: QuerySet[Paper] | Iterable[int]) -> list[Seat]:
    """Of papers by their ids, which may be a query of them."""
    reminders = Reminder.objects.filter(assignment=OuterRef("pk")).order_by("-at")
    rows = Assignment.objects.filter(paper__in=papers, state=Assignment.State.ACTIVE).values_list(
        *("pk", "ref", "paper", "paper__ref", "paper__number", "reviewer"),
        *("reviewer__name", "reviewer__email", "published_at", "paper__call__reviews_due_at", "reading"),
        *("review", "review__submitted_at"),
        Subquery(reminders.values("at")[:1]),
    )
    return [Seat(*row) for row in rows]
