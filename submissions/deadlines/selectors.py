"""Whom a deadline concerns, as far as the organizer who asks may know."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import QuerySet

from submissions import clock
from submissions.accounts.models import User
from submissions.papers.access import handled_by
from submissions.papers.models import Paper
from submissions.papers.selectors import missing
from submissions.workshops.models import Call, Workshop
from submissions.workshops.phases import Milestone, milestones

PASS_DAYS = 1


@dataclass(frozen=True)
class Affected:
    """Papers of a call that this organizer handles; of withheld ones nothing is counted."""

    drafts: int
    submitted: int
    example: Paper | None


@dataclass(frozen=True)
class Unfinished:
    """A draft that holds a PDF. `missing` says what it lacks."""

    paper: Paper
    missing: list[str]
    has_pass: bool


def calendar(workshop: Workshop, call: Call) -> list[Milestone]:
    """The public dates and those that only organizers see, one after the other."""
    dates = [*milestones(workshop, call), Milestone("late", "Late papers until", call.closes_at)]
    if call.reviews_due_at:
        dates.append(Milestone("reviews", "Reviews due", call.reviews_due_at))
    return sorted(dates, key=lambda date: date.at)


def affected(call: Call, by: User) -> Affected:
    papers = list(_alive(call, by))
    drafts = sum(paper.state == Paper.State.DRAFT for paper in papers)
    return Affected(drafts, len(papers) - drafts, papers[0] if papers else None)


def unfinished(workshop: Workshop, by: User) -> list[Unfinished]:
    """By number: what would be lost at closing although its PDF is here."""
    now = clock.now(workshop)
    papers = handled_by(by, workshop).filter(state=Paper.State.DRAFT, current__isnull=False)
    return [
        Unfinished(
            paper,
            missing=missing(paper),
            has_pass=bool(paper.late_pass_until and paper.late_pass_until > now),
        )
        for paper in papers.select_related("call", "creator").order_by("number")
    ]


def usual_pass(workshop: Workshop, *calls: Call) -> datetime:
    """23:59 AoE, a day after the calls have closed, and a day from now at least."""
    base = max([clock.now(workshop), *(call.closes_at for call in calls)]).astimezone(clock.AOE)
    return (base + timedelta(days=PASS_DAYS)).replace(hour=23, minute=59, second=0, microsecond=0)


def _alive(call: Call, by: User) -> QuerySet[Paper]:
    papers = handled_by(by, call.workshop).filter(call=call).exclude(state__in=Paper.OVER)
    return papers.select_related("workshop", "call", "creator").order_by("number")
