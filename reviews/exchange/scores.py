"""From another system's criteria and ranges to those of the form here."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

MEANINGS = {
    "novelty": re.compile(r"novel|original|innovat", re.IGNORECASE),
    "quality": re.compile(r"quality|sound|technical|correct|rigou?r", re.IGNORECASE),
    "impact": re.compile(r"impact|signific|relevan|importan|interest", re.IGNORECASE),
    "overall": re.compile(r"overall|evaluation|recommend|rating|merit|total", re.IGNORECASE),
    "confidence": re.compile(r"confiden|expert|familiar", re.IGNORECASE),
}
NEVER = re.compile(r"(?!)")
ALWAYS = ("overall", "confidence")
RANGES = ((1, 5), (-3, 3), (1, 10), (0, 5), (0, 10), (-10, 10), (0, 100), (-100, 100))
EASYCHAIRS_OWN = re.compile(r"^overall evaluation$", re.IGNORECASE)
LINE = re.compile(r"^\s*(?P<name>[^:\n]{1,80}):\s*(?P<value>[-+]?\d{1,4})\b", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Scale:
    """A criterion that the form here asks for, from 1 to `size`."""

    key: str
    label: str
    size: int = 5


@dataclass(frozen=True, slots=True)
class Source:
    """Which criterion there feeds one of ours, and from which range; `theirs` is empty where none does."""

    scale: Scale
    theirs: str
    low: int
    high: int

    @property
    def label(self) -> str:
        return self.scale.label

    @property
    def words(self) -> str:
        if not self.theirs:
            return "the middle: nothing there says it"
        span = f"from {self.low} to {self.high}"
        return (
            f"{self.theirs}, as it is" if self.is_same else f"{self.theirs}, {span} to 1 to {self.scale.size}"
        )

    @property
    def is_same(self) -> bool:
        return (self.low, self.high) == (1, self.scale.size)

    def value(self, scores: Mapping[str, int]) -> int:
        """The middle where this review leaves it out."""
        theirs = scores.get(self.theirs, (self.low + self.high) / 2)
        share = (theirs - self.low) / max(1, self.high - self.low)
        return max(1, min(self.scale.size, int(1.5 + (self.scale.size - 1) * share)))


def parsed(text: str) -> dict[str, int]:
    """Lines `Name: value`."""
    return {match["name"].strip(): int(match["value"]) for match in LINE.finditer(text)}


def written(scores: Mapping[str, object], form: Sequence[Scale]) -> str:
    return "\n".join(
        f"{scale.label}: {scores[scale.key]}" for scale in form if isinstance(scores.get(scale.key), int)
    )


def sources(reviews: Iterable[Mapping[str, int]], form: Sequence[Scale]) -> dict[str, Source]:
    """For each scale here, the criterion there that means it. Scales that always need a number always have a source."""
    found: dict[str, list[int]] = {}
    for scores in reviews:
        for name, value in scores.items():
            found.setdefault(name, []).append(value)
    if not found:
        return {}
    named = {scale: _named(scale, found) for scale in form}
    if "overall" not in {scale.key for scale, theirs in named.items() if theirs}:
        named |= {scale: next(iter(found)) for scale in form if scale.key == "overall"}
    return {
        scale.key: _source(scale, theirs, found)
        for scale, theirs in named.items()
        if theirs or scale.key in ALWAYS
    }


def is_ours(chosen: Mapping[str, Source]) -> bool:
    """The criteria were ours before: nothing is translated."""
    return all(source.theirs == source.label and source.is_same for source in chosen.values())


def _named(scale: Scale, found: Mapping[str, list[int]]) -> str:
    if scale.label in found:
        return scale.label
    return next((name for name in found if MEANINGS.get(scale.key, NEVER).search(name)), "")


def _source(scale: Scale, theirs: str, found: Mapping[str, list[int]]) -> Source:
    if not theirs:
        return Source(scale, "", 1, scale.size)
    values = found[theirs]
    ranges = [(-3, 3), *RANGES] if EASYCHAIRS_OWN.match(theirs) and max(values) <= 3 else list(RANGES)
    if theirs == scale.label:
        ranges.insert(0, (1, scale.size))
    fitting = ((low, high) for low, high in ranges if low <= min(values) and max(values) <= high)
    low, high = next(fitting, (min(values), max(values)))
    return Source(scale, theirs, low, high)
