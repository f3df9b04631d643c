"""What has been reviewed, for pages of those who may know it: pass only papers that the viewer handles."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from statistics import fmean
from typing import Any, NamedTuple

from django.db.models import FilteredRelation, Q, QuerySet

from reviews.assignment.models import Assignment
from reviews.reviewing.criteria import ALWAYS, Criteria, Score, SeenBy
from reviews.reviewing.forms import Answer, answers
from reviews.reviewing.models import Questionnaire, Review
from submissions.papers.models import Paper

DISAGREEMENT = 2
"""Overall scores this far apart are worth a look."""


@dataclass(frozen=True)
class Opinion:
    """What a review says to those of one circle: no name, nothing that is not for them."""

    scores: tuple[Score, ...]
    texts: tuple[Answer, ...]


@dataclass(frozen=True)
class SubmittedReview:
    """What was last submitted, with the reviewer's name: for a paper's handlers alone."""

    paper_id: int
    reviewer_id: int
    reviewer_name: str
    assignment_ref: str
    criteria: Criteria
    said: Mapping[str, Any]
    overall: int
    confidence: int
    submitted_at: datetime

    @property
    def scores(self) -> tuple[Score, ...]:
        return self.told_to(SeenBy.ORGANIZERS).scores

    @property
    def texts(self) -> tuple[Answer, ...]:
        return self.told_to(SeenBy.ORGANIZERS).texts

    def told_to(self, circle: SeenBy) -> Opinion:
        shown = self.criteria.seen_by(circle)
        return Opinion(
            scores=tuple(
                each.score(value)
                for each in shown.scales
                if isinstance(value := self.said.get(each.key), int)
            ),
            texts=tuple(answers(shown.texts, self.said)),
        )


@dataclass(frozen=True)
class Scores:
    """A paper's submitted reviews in numbers. Means are by the criterion's key, None while no review is done."""

    assigned: int
    overalls: tuple[int, ...]
    """Rising."""
    confidences: tuple[int, ...] = ()
    """In the order of `overalls`."""
    means: Mapping[str, float] = field(default_factory=dict)
    weighted: float | None = None
    """The mean of the means, by the criteria's weights."""

    @property
    def done(self) -> int:
        return len(self.overalls)

    @property
    def overall(self) -> float | None:
        return fmean(self.overalls) if self.overalls else None

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
        .select_related("assignment__reviewer", "questionnaire")
        .order_by("assignment__ref")
    )
    for row in rows:
        found[row.assignment.paper_id].append(submitted(row))
    return found


class Said(NamedTuple):
    """A submitted review in numbers, as the tables' one query brings it."""

    form: int
    overall: int
    confidence: int
    answers: Mapping[str, Any]

    def value(self, key: str) -> object:
        return getattr(self, key) if key in ALWAYS else self.answers.get(key)


def scores(papers: QuerySet[Paper]) -> dict[int, Scores]:
    """Counts and means by paper, for each of `papers`: published assignments and the reviews handed in."""
    told = Q(assignments__state=Assignment.State.ACTIVE)
    is_in = Q(told__review__submitted_at__isnull=False)
    seated = papers.annotate(told=FilteredRelation("assignments", condition=told), is_in=is_in)
    found = seated.values_list(
        "pk",
        "told__pk",
        "is_in",
        *(f"told__review__{name}" for name in ("questionnaire", "overall", "confidence", "answers")),
    )
    seats: dict[int, list[Said | None]] = {}
    for pk, seat, is_in, *said in found:
        rows = seats.setdefault(pk, [])
        if seat is not None:
            rows.append(Said(*said) if is_in else None)
    weights = _weights(row.form for each in seats.values() for row in each if row)
    return {pk: _summary(reviews, weights) for pk, reviews in seats.items()}


def _weights(forms: Iterable[int]) -> dict[int, dict[str, int]]:
    """From a form's id to the weights of its scales."""
    found = Questionnaire.objects.filter(pk__in=set(forms))
    return {form.pk: {each.key: each.weight for each in form.criteria.scales} for form in found}


def _summary(rows: Sequence[Said | None], weights: Mapping[int, Mapping[str, int]]) -> Scores:
    done = sorted((row for row in rows if row), key=lambda row: (row.overall, row.confidence))
    numbers: dict[str, list[int]] = defaultdict(list)
    shares: dict[str, int] = {}
    for row in done:
        shares |= weights[row.form]
        for key in weights[row.form]:
            if isinstance(value := row.value(key), int):
                numbers[key].append(value)
    means = {key: fmean(values) for key, values in numbers.items()}
    whole = sum(shares[key] for key in means)
    return Scores(
        assigned=len(rows),
        overalls=tuple(row.overall for row in done),
        confidences=tuple(row.confidence for row in done),
        means=means,
        weighted=sum(shares[key] * value for key, value in means.items()) / whole if whole else None,
    )


def submitted(row: Review) -> SubmittedReview:
    if row.submitted_at is None or row.overall is None or row.confidence is None:
        raise ValueError("this review was not submitted")
    return SubmittedReview(
        paper_id=row.assignment.paper_id,
        reviewer_id=row.assignment.reviewer_id,
        reviewer_name=row.assignment.reviewer.get_full_name(),
        assignment_ref=row.assignment.ref,
        criteria=row.questionnaire.criteria,
        said=row.said,
        overall=row.overall,
        confidence=row.confidence,
        submitted_at=row.submitted_at,
    )
