"""A paper's scores as the tables show them: one column for each scale that the workshop asks for."""

from collections.abc import Iterable, Iterator
from statistics import median
from typing import Any

from reviews.decisions.sorting import Column
from reviews.reviewing.criteria import Criteria, Criterion
from reviews.reviewing.selectors import Scores


def by_confidence(numbers: Scores) -> float | None:
    """The mean of the overall scores, in which a sure reviewer counts more than an unsure one."""
    weights = numbers.confidences
    if not sum(weights):
        return numbers.overall
    pairs = zip(numbers.overalls, weights, strict=True)
    return sum(overall * weight for overall, weight in pairs) / sum(weights)


def middle(numbers: Scores) -> float | None:
    return median(numbers.overalls) if numbers.overalls else None


def has_weights(scales: Criteria) -> bool:
    return any(each.weight for each in scales)


def of_scales(numbers: Scores, scales: Criteria) -> Iterator[float | None]:
    """In the order of `scale_columns`."""
    if has_weights(scales):
        yield numbers.weighted
    yield from (numbers.means.get(each.key) for each in scales)


def scale_columns(scales: Criteria) -> dict[str, Column[Any]]:
    """For any row with scores; what sums up comes first, as a narrow screen shows no more."""
    found: dict[str, Column[Any]] = {}
    if has_weights(scales):
        found["weighted"] = Column("Weighted", lambda row: row.scores.weighted, is_number=True)
    return found | {f"score-{each.key}": _column(each) for each in scales}


def _column(scale: Criterion) -> Column[Any]:
    return Column(scale.label, lambda row: row.scores.means.get(scale.key), is_number=True)


def written(values: Iterable[float | None]) -> tuple[str, ...]:
    """With one decimal; written here, as a template's filter takes twenty times as long."""
    return tuple("" if value is None else f"{value:.1f}" for value in values)
