"""One paper for its handlers: who reviews it, what they say, who is in conflict."""

from dataclasses import dataclass

from django.db.models import QuerySet
from django.urls import reverse

from reviews.assignment.models import Assignment
from reviews.reviewing.mine import Earlier, history_of
from reviews.reviewing.models import Review
from reviews.reviewing.selectors import SubmittedReview, reviews_of
from submissions.checking.selectors import CheckState, ShownPage, shown_pages, state_of
from submissions.conflicts.models import Conflict
from submissions.papers.models import Paper


@dataclass(frozen=True)
class Reviewing:
    """A reviewer on the paper, or one who was. `progress` is words; `review` the submitted one, if any; `history` its
    earlier states, newest first.
    """

    name: str
    tone: str
    progress: str
    review: SubmittedReview | None
    history: list[Earlier]


def reviewing(paper: Paper) -> list[Reviewing]:
    rows = (
        Assignment.objects.filter(paper=paper)
        .exclude(state=Assignment.State.REMOVED, published_at=None)
        .select_related("reviewer", "review__questionnaire")
        .prefetch_related("review__revisions")
        .order_by("reviewer__name", "pk")
    )
    said = {
        review.assignment_ref: review for review in reviews_of(Paper.objects.filter(pk=paper.pk))[paper.pk]
    }
    return [
        Reviewing(row.reviewer.get_full_name(), *_progress(row), said.get(row.ref), _history(row))
        for row in rows
    ]


def _history(row: Assignment) -> list[Earlier]:
    review: Review | None = getattr(row, "review", None)
    if review is None or row.state == Assignment.State.REMOVED:
        return []
    return history_of(review, review.questionnaire.criteria)


def _progress(row: Assignment) -> tuple[str, str]:
    review: Review | None = getattr(row, "review", None)
    if row.state == Assignment.State.DRAFT:
        return "wait", "not told yet"
    if row.state == Assignment.State.REMOVED:
        return "plain", "no longer on it; what was written is kept"
    if review is None:
        return "wait", "not begun"
    return ("ok", "submitted") if review.submitted_at else ("info", "begun")


def conflicts(paper: Paper) -> QuerySet[Conflict]:
    return Conflict.objects.filter(paper=paper).select_related("user").order_by("user__name", "pk")


def check_of(paper: Paper) -> tuple[CheckState, list[ShownPage]]:
    """The latest check of the current version, and its pages with what was found on each."""
    state = state_of(paper.current)
    ref = paper.current.ref if paper.current else ""
    urls = [reverse("desk-page", args=[paper.workshop.slug, ref, page.number]) for page in state.pages]
    return state, shown_pages(state, urls, state.findings)
