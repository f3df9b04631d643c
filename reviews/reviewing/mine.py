"""What one reviewer sees: the list of own reviews, the pages to read, and until when to write."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import QuerySet
from django.db.models.fields.files import FieldFile
from django.http import Http404
from django.urls import reverse

from reviews.assignment.access import AssignedPaper
from reviews.assignment.models import Assignment
from reviews.reviewing.criteria import Criteria
from reviews.reviewing.flowing import paragraphs
from reviews.reviewing.forms import Answer, answers
from reviews.reviewing.models import Review
from submissions.checking.models import Page
from submissions.papers.blind import BlindPaper, blind
from submissions.workshops.models import Workshop


@dataclass(frozen=True)
class Window:
    """Whether a review can be written now; `reason` says in words why not."""

    is_open: bool
    due: datetime | None
    is_late: bool = False
    reason: str = ""


@dataclass(frozen=True)
class MyReview:
    """A line of "My reviews". `tone` is one of the interface's."""

    paper: BlindPaper
    ref: str
    tone: str
    state: str
    at: datetime | None
    window: Window
    is_done: bool = False


@dataclass(frozen=True)
class PageView:
    """The picture of a page of the blind copy, and its text."""

    number: int
    url: str
    width: int
    height: int
    text: str

    @property
    def paragraphs(self) -> list[str]:
        return paragraphs(self.text)


@dataclass(frozen=True)
class Stamp:
    """When a review was saved and handed in; `has_changes` when a draft lies on top of what was handed in."""

    saved_at: datetime | None = None
    submitted_at: datetime | None = None
    has_changes: bool = False


def stamp_of(review: Review | None) -> Stamp:
    if review is None:
        return Stamp()
    has_changes = review.submitted_at is not None and review.draft is not None
    return Stamp(review.saved_at, review.submitted_at, has_changes=has_changes)


def is_released(workshop: Workshop) -> bool:
    return workshop.releases.exists()


def review_of(assignment: Assignment) -> Review | None:
    return Review.objects.filter(assignment=assignment).select_related("questionnaire").first()


def window(assignment: Assignment, review: Review | None, at: datetime, *, released: bool) -> Window:
    """A first review is still welcome when it is late; once handed in, it can be changed until the due time."""
    due = assignment.paper.call.reviews_due_at
    is_late = due is not None and at > due
    if assignment.paper.is_over:
        return Window(
            is_open=False, due=None, reason="This paper has left the review. There is nothing more to do."
        )
    if released:
        return Window(
            is_open=False, due=due, reason="The decisions are out, so reviews cannot change any more."
        )
    if is_late and review and review.submitted_at:
        return Window(
            is_open=False, due=due, reason="The time for reviews is over, so yours stands as it is."
        )
    return Window(is_open=True, due=due, is_late=is_late)


def my_reviews(assignments: QuerySet[Assignment], at: datetime, *, released: bool) -> list[MyReview]:
    return [_line(row, at, released=released) for row in assignments.select_related("review")]


def _line(assignment: Assignment, at: datetime, *, released: bool) -> MyReview:
    review: Review | None = getattr(assignment, "review", None)
    frame = window(assignment, review, at, released=released)
    tone, state, when = _state(review, frame)
    paper = blind(assignment.paper)
    if paper.is_withdrawn:
        tone, state, when = "plain", "Withdrawn", None
    is_done = bool(review and review.submitted_at)
    return MyReview(paper, assignment.ref, tone, state, when, frame, is_done)


def _state(review: Review | None, frame: Window) -> tuple[str, str, datetime | None]:
    if review and review.submitted_at:
        if review.draft is not None and frame.is_open:
            return "warn", "Submitted, with newer changes", review.saved_at
        return "ok", "Submitted", review.submitted_at
    if not frame.is_open:
        return "plain", "Not written", None
    if frame.is_late:
        return "error", "Overdue", None
    if review:
        return "wait", "Begun", review.saved_at
    return "wait", "Not begun", None


@dataclass(frozen=True)
class Standing:
    """How far a reviewer is with all papers, in numbers; `next_due` is the earliest of those still owed."""

    done: int
    total: int
    next_due: datetime | None


def standing(rows: Sequence[MyReview]) -> Standing:
    counted = [row for row in rows if not row.paper.is_withdrawn]
    owed = [row for row in counted if not row.is_done and row.window.is_open]
    dates = [row.window.due for row in owed if row.window.due]
    return Standing(sum(row.is_done for row in counted), len(counted), min(dates, default=None))


@dataclass(frozen=True)
class Earlier:
    """A state of a review that was submitted once, where it differs from what followed."""

    submitted_at: datetime
    answers: list[Answer]


def history_of(review: Review | None, criteria: Criteria) -> list[Earlier]:
    """Newest first."""
    if review is None or review.submitted_at is None:
        return []
    found, later = [], {key: str(value) for key, value in review.said.items()}
    for row in review.revisions.all():
        found.append(Earlier(row.submitted_at, answers(criteria, row.data, but_not=later)))
        later = row.data
    return found


def pages_of(paper: BlindPaper, ref: str) -> list[PageView]:
    rows = _pages(paper)
    return [
        PageView(
            number=row.number,
            url=reverse("review-page", args=[paper.workshop_slug, ref, row.number]),
            width=row.width,
            height=row.height,
            text=row.text,
        )
        for row in rows
    ]


def page_picture(paper: BlindPaper, number: int) -> FieldFile:
    page = _pages(paper).filter(number=number).first()
    if page is None:
        raise Http404
    file: FieldFile = page.file
    return file


def _pages(paper: BlindPaper) -> QuerySet[Page]:
    if paper.is_withdrawn or not paper.has_copy or paper.version_id is None:
        return Page.objects.none()
    return Page.objects.filter(version_id=paper.version_id)


def blind_copy(assigned: AssignedPaper) -> FieldFile:
    """The sanitised PDF; the original is never handed out here."""
    current = assigned.assignment.paper.current
    if current is None or not current.blind_file or assigned.paper.is_withdrawn:
        raise Http404
    file: FieldFile = current.blind_file
    return file
