"""The reviewer's only way to a paper: through an assignment of one's own, and blind."""

from dataclasses import dataclass

from django.db.models import QuerySet
from django.http import Http404

from reviews.assignment.models import Assignment
from submissions.accounts.models import User
from submissions.papers.access import handled_by, hidden_from
from submissions.papers.blind import BlindPaper, blind
from submissions.papers.models import Paper
from submissions.workshops.models import Workshop


@dataclass(frozen=True)
class AssignedPaper:
    """A reviewer's own assignment, and the paper as that reviewer may know it."""

    assignment: Assignment
    paper: BlindPaper


def assignments_of(user: User, slug: str) -> QuerySet[Assignment]:
    """A reviewer's published assignments in one workshop; none on a paper that has turned out to be in conflict."""
    visible = Paper.objects.filter(workshop__slug=slug).exclude(hidden_from(user))
    return (
        Assignment.objects.filter(reviewer=user, state=Assignment.State.ACTIVE, paper__in=visible)
        .select_related("paper__workshop", "paper__call", "paper__kind", "paper__current", "reading")
        .prefetch_related("paper__topics")
        .order_by("paper__number")
    )


def assigned_paper(user: User, slug: str, ref: str) -> AssignedPaper:
    assignment = assignments_of(user, slug).filter(ref=ref).first()
    if assignment is None:
        raise Http404
    return AssignedPaper(assignment=assignment, paper=blind(assignment.paper))


def assignment_for_handler(user: User, workshop: Workshop, ref: str) -> Assignment:
    """A standing assignment on a paper that this organizer handles."""
    rows = Assignment.objects.filter(ref=ref, paper__in=handled_by(user, workshop))
    row = rows.exclude(state=Assignment.State.REMOVED).select_related("paper", "reviewer").first()
    if row is None:
        raise Http404
    return row
