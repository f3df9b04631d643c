"""A paper's reviews and discussion as one side of it reads them."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from django.db.models import QuerySet
from django.utils.safestring import SafeString

from reviews.assignment.models import Assignment
from reviews.discussion.models import Comment, Response
from reviews.discussion.pseudonyms import pseudonyms
from reviews.reviewing.criteria import SeenBy
from reviews.reviewing.models import Review
from reviews.reviewing.prose import to_html
from reviews.reviewing.selectors import Opinion, submitted

Visible = Comment.Visible
TOLD = {
    SeenBy.ORGANIZERS: (Visible.HANDLERS, Visible.COMMITTEE, Visible.AUTHORS),
    SeenBy.REVIEWERS: (Visible.COMMITTEE, Visible.AUTHORS),
    SeenBy.AUTHORS: (Visible.AUTHORS,),
}
"""Which comments each circle reads. A reviewer reads the own ones, too."""


@dataclass(frozen=True)
class ShownReview:
    name: str
    opinion: Opinion
    submitted_at: datetime
    is_own: bool


@dataclass(frozen=True)
class ShownComment:
    """`real_name` is set for handlers alone."""

    name: str
    real_name: str
    html: SafeString
    visible: str
    at: datetime
    is_own: bool


@dataclass(frozen=True)
class Thread:
    reviews: tuple[ShownReview, ...]
    comments: list[ShownComment]
    response: SafeString


def thread(paper_id: int, circle: SeenBy, *, seat: int | None = None) -> Thread:
    """For those of a circle; `seat` is the reader's own. Names are pseudonyms but for handlers."""
    names = pseudonyms(paper_id)
    rows = _reviews([paper_id])
    answer = Response.objects.filter(paper=paper_id).first() if circle != SeenBy.AUTHORS else None
    return Thread(
        reviews=_sorted(rows, names, circle, seat),
        comments=[
            _comment(row, names, circle, seat)
            for row in _comments(paper_id)
            if row.visible in TOLD[circle] or (seat is not None and row.seat_id == seat)
        ],
        response=to_html(answer.text) if answer else SafeString(),
    )


def _reviews(papers: Collection[int]) -> QuerySet[Review]:
    return Review.objects.filter(
        assignment__paper__in=papers, assignment__state=Assignment.State.ACTIVE, submitted_at__isnull=False
    ).select_related("assignment__reviewer", "questionnaire")


def _comments(paper_id: int) -> QuerySet[Comment]:
    return Comment.objects.filter(paper=paper_id).select_related("seat__reviewer", "by")


def _sorted(
    rows: Iterable[Review], names: Mapping[int, str], circle: SeenBy, seat: int | None
) -> tuple[ShownReview, ...]:
    """By name; one's own comes last."""
    return tuple(sorted(_shown(rows, names, circle, seat), key=lambda each: (each.is_own, each.name)))


def _shown(
    rows: Iterable[Review], names: Mapping[int, str], circle: SeenBy, seat: int | None
) -> Iterable[ShownReview]:
    for row in rows:
        said = submitted(row)
        name = names[row.assignment_id]
        if circle == SeenBy.ORGANIZERS:
            name = f"{name} ({said.reviewer_name})"
        yield ShownReview(name, said.told_to(circle), said.submitted_at, row.assignment_id == seat)


def _comment(row: Comment, names: Mapping[int, str], circle: SeenBy, seat: int | None) -> ShownComment:
    name = "An organizer" if row.seat_id is None else names[row.seat_id]
    person = row.seat.reviewer if row.seat else row.by
    return ShownComment(
        name=name,
        real_name=person.get_full_name() if person and circle == SeenBy.ORGANIZERS else "",
        html=to_html(row.text),
        visible=Visible(row.visible).label,
        at=row.at,
        is_own=seat is not None and row.seat_id == seat,
    )


def reviews_for_authors(papers: Collection[int]) -> dict[int, tuple[ShownReview, ...]]:
    """By paper, under the names that the discussion has. Two queries, for any number of papers."""
    names = pseudonyms(*papers)
    rows: dict[int, list[Review]] = {paper: [] for paper in papers}
    for row in _reviews(papers):
        rows[row.assignment.paper_id].append(row)
    return {paper: _sorted(each, names, SeenBy.AUTHORS, None) for paper, each in rows.items()}


def remarks_for_authors(paper_id: int) -> tuple[ShownComment, ...]:
    """What was said to the authors; for pages that they may open once decisions are out."""
    rows = _comments(paper_id).filter(visible__in=TOLD[SeenBy.AUTHORS])
    names = pseudonyms(paper_id)
    return tuple(_comment(row, names, SeenBy.AUTHORS, None) for row in rows)
