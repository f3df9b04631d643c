"""When a workshop is over, and what its clock says."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from submissions import clock
from submissions.retention.kinds import KINDS, Kind
from submissions.retention.models import Term
from submissions.workshops.models import Workshop

NOTICE = timedelta(days=30)
AFTER_DECISIONS = timedelta(days=90)
"""Where nobody said on which days a workshop is held."""


def end_of(workshop: Workshop) -> date | None:
    """The last day, as far as it is known."""
    if workshop.ends_on or workshop.starts_on:
        return workshop.ends_on or workshop.starts_on
    decided = [call.decisions_at for call in workshop.calls.all() if call.decisions_at]
    return (max(decided) + AFTER_DECISIONS).date() if decided else None


def is_over(workshop: Workshop) -> bool:
    end = end_of(workshop)
    return end is not None and end < clock.now(workshop).date()


@dataclass(frozen=True)
class Due:
    """One kind of data of one workshop. `at` is when it goes; None where it is kept or no end is known."""

    kind: Kind
    months: int | None
    at: datetime | None
    term: Term | None

    @property
    def is_done(self) -> bool:
        return bool(self.term and self.term.done_at)

    @property
    def noticed_at(self) -> datetime | None:
        return self.term.noticed_at if self.term else None


def dues(workshop: Workshop) -> list[Due]:
    """In two queries."""
    terms = {term.kind: term for term in Term.objects.filter(workshop=workshop)}
    end = end_of(workshop)
    return [_due(kind, terms.get(kind.key), end) for kind in KINDS]


def _due(kind: Kind, term: Term | None, end: date | None) -> Due:
    """Never sooner than organizers have had their notice."""
    months = term.months if term else kind.months
    if months is None or end is None:
        return Due(kind, months, None, term)
    at = datetime.combine(_months_after(end, months), time(12), tzinfo=UTC)
    if term and term.noticed_at:
        at = max(at, term.noticed_at + NOTICE)
    return Due(kind, months, at, term)


def _months_after(day: date, months: int) -> date:
    """The same day of that month, or its last one."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    following = date(year + (month + 1) // 12, (month + 1) % 12 + 1, 1)
    return min(date(year, month + 1, 1) + timedelta(days=day.day - 1), following - timedelta(days=1))
