"""What became of the papers that somebody reviewed, once decisions are out."""

from dataclasses import dataclass

from django.db.models import OuterRef, Subquery
from django.http import Http404

from reviews.assignment.access import assignments_of
from reviews.assignment.models import Assignment
from reviews.committee.access import workshop_for_reviewer
from reviews.decisions.models import Decision
from reviews.decisions.selectors import is_released, outcome_words
from submissions.accounts.models import User
from submissions.papers.blind import BlindPaper, blind
from submissions.workshops.models import Workshop


@dataclass(frozen=True)
class Fate:
    """A paper that was reviewed; `words` is empty where no decision is out."""

    paper: BlindPaper
    ref: str
    words: str
    is_accept: bool


def workshop_with_outcomes(user: User, slug: str) -> Workshop:
    """For its reviewers, and not before decisions are out."""
    workshop = workshop_for_reviewer(user, slug)
    if not is_released(workshop):
        raise Http404
    return workshop


def fates(user: User, workshop: Workshop) -> list[Fate]:
    """Of the papers with an own submitted review, by number. Papers stay blind."""
    out = Decision.objects.filter(paper=OuterRef("paper"), state=Decision.State.RELEASED).values("outcome")
    rows = assignments_of(user, workshop.slug).filter(review__submitted_at__isnull=False)
    return [_fate(row, row.outcome) for row in rows.annotate(outcome=Subquery(out[:1]))]


def _fate(row: Assignment, outcome: str | None) -> Fate:
    decision = Decision(outcome=outcome) if outcome else None
    return Fate(
        paper=blind(row.paper),
        ref=row.ref,
        words=outcome_words(decision) if decision else "",
        is_accept=bool(decision and decision.is_accept),
    )
