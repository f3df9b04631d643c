"""The calendar of 2025's workshops at the same venue, moved to where an example should stand."""

from datetime import date, datetime, timedelta

from submissions.clock import AOE
from submissions.workshops.services import Dates


def end_of(year: int, month: int, day: int) -> datetime:
    """23:59 AoE, when every deadline of the venue falls."""
    return datetime(year, month, day, 23, 59, tzinfo=AOE)


IJCAI_25 = Dates(
    opens_at=datetime(2025, 3, 3, 0, 0, tzinfo=AOE),
    due_at=end_of(2025, 5, 9),
    closes_at=end_of(2025, 5, 9) + timedelta(minutes=30),
    reviews_due_at=end_of(2025, 5, 30),
    decisions_at=end_of(2025, 6, 6),
    camera_ready_at=end_of(2025, 6, 20),
    starts_on=date(2025, 8, 16),
    ends_on=date(2025, 8, 18),
)


def with_papers_due_in(days: int, *, now: datetime, calendar: Dates = IJCAI_25) -> Dates:
    """The calendar by whole days: papers are due so many days after today, today as AoE counts it.

    A negative number puts the due date into the past.
    """
    today = now.astimezone(AOE).date()
    return calendar.shifted(today + timedelta(days=days) - calendar.due_at.astimezone(AOE).date())
