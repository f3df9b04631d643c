"""Who takes part in a paper's discussion: its handlers, and its reviewers after their own review."""

from django.db.models import QuerySet
from django.http import Http404

from reviews.assignment.access import AssignedPaper, assigned_paper
from reviews.discussion.models import ResponseRound
from reviews.reviewing.models import Review
from submissions.accounts.models import User
from submissions.papers.access import written_by
from submissions.papers.models import Paper
from submissions.workshops.models import Workshop


def seat_after_review(user: User, slug: str, ref: str) -> tuple[AssignedPaper, bool]:
    """One's own paper, and whether one's own review is in: before that there is nothing of the others to see."""
    assigned = assigned_paper(user, slug, ref)
    own = Review.objects.filter(assignment=assigned.assignment, submitted_at__isnull=False)
    return assigned, own.exists()


def round_of(workshop: Workshop) -> ResponseRound | None:
    return ResponseRound.objects.filter(workshop=workshop).first()


def paper_to_answer(user: User, slug: str, ref: str) -> tuple[Paper, ResponseRound]:
    """An author's paper whose reviews have been opened to its authors."""
    papers: QuerySet[Paper] = written_by(user).filter(workshop__slug=slug, ref=ref)
    paper = papers.filter(state=Paper.State.SUBMITTED).select_related("workshop", "kind").first()
    window = round_of(paper.workshop) if paper else None
    if paper is None or window is None:
        raise Http404
    return paper, window
