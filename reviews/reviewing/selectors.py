"""What has been reviewed, for pages of those who may know it: pass only papers that the viewer handles."""

from dataclasses import dataclass
from datetime import datetime
from statistics import mean

from django.db.models import QuerySet

from reviews.assignment.models import Assignment
from reviews.reviewing.models import Review
from reviews.reviewing.scales import SCALES, Score
from submissions.papers.models import Paper


@dataclass(frozen=True)
class ReviewForAuthors:
    """What authors read after release: no name, nothing meant for the organizers."""

    scores: tuple[Score, ...]
    strengths: str
    weaknesses: str
    questions: str


@dataclass(frozen=True)
class SubmittedReview:
    """What was last submitted, with the reviewer's name: for a paper's handlers alone."""

    paper_id: int
    reviewer_id: int
    reviewer_name: str
    novelty: int
    quality: int
    impact: int
    overall: int
    confidence: int
    strengths: str
    weaknesses: str
    questions: str
    to_organizers: str
    submitted_at: datetime

    @property
    def scores(self) -> tuple[Score, ...]:
        return tuple(scale.score(getattr(self, scale.name)) for scale in SCALES)

    def for_authors(self) -> ReviewForAuthors:
        return ReviewForAuthors(
            scores=self.scores,
            strengths=self.strengths,
            weaknesses=self.weaknesses,
            questions=self.questions,
        )


@dataclass(frozen=True)
class Scores:
    """A paper's submitted reviews in numbers. Means are None while none is done."""

    assigned: int
    overalls: tuple[int, ...]
    novelty: float | None = None
    quality: float | None = None
    impact: float | None = None

    @property
    def done(self) -> int:
        return len(self.overalls)

    @property
    def overall(self) -> float | None:
        return mean(self.overalls) if self.overalls else None

    @property
    def spread(self) -> int | None:
        """Highest less lowest overall; None below two reviews."""
        return self.overalls[-1] - self.overalls[0] if self.done > 1 else None


def reviews_of(papers: QuerySet[Paper]) -> dict[int, list[SubmittedReview]]:
    """Submitted reviews by paper, for each of `papers`. The order tells nothing and never changes."""
    found: dict[int, list[SubmittedReview]] = {pk: [] for pk in papers.values_list("pk", flat=True)}
    rows = (
        Review.objects.filter(
            assignment__paper__in=list(found),
            assignment__state=Assignment.State.ACTIVE,
            submitted_at__isnull=False,
        )
        .select_related("assignment__reviewer")
        .order_by("assignment__ref")
    )
    for row in rows:
        found[row.assignment.paper_id].append(_submitted(row))
    return found


def scores(papers: QuerySet[Paper]) -> dict[int, Scores]:
    """Counts and means by paper, for each of `papers`: published assignments and the reviews handed in."""
    rows: dict[int, list[Review | None]] = {pk: [] for pk in papers.values_list("pk", flat=True)}
    assignments = Assignment.objects.filter(
        paper__in=list(rows), state=Assignment.State.ACTIVE
    ).select_related("review")
    for assignment in assignments:
        review = getattr(assignment, "review", None)
        rows[assignment.paper_id].append(review if review and review.submitted_at else None)
    return {pk: _summary(reviews) for pk, reviews in rows.items()}


def _summary(rows: list[Review | None]) -> Scores:
    done = [row for row in rows if row]
    if not done:
        return Scores(assigned=len(rows), overalls=())
    return Scores(
        assigned=len(rows),
        overalls=tuple(sorted(row.overall or 0 for row in done)),
        novelty=mean(row.novelty or 0 for row in done),
        quality=mean(row.quality or 0 for row in done),
        impact=mean(row.impact or 0 for row in done),
    )


def _submitted(row: Review) -> SubmittedReview:
    values = {scale.name: getattr(row, scale.name) for scale in SCALES}
    if row.submitted_at is None:
        raise ValueError("this review was not submitted")
    return SubmittedReview(
        paper_id=row.assignment.paper_id,
        reviewer_id=row.assignment.reviewer_id,
        reviewer_name=row.assignment.reviewer.get_full_name(),
        strengths=row.strengths,
        weaknesses=row.weaknesses,
        questions=row.questions,
        to_organizers=row.to_organizers,
        submitted_at=row.submitted_at,
        **values,
    )
