"""What a review asks: scales with each number in words, and texts. Plain data, so that a workshop can have its own."""

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from enum import StrEnum
from typing import Any, Self


class SeenBy(StrEnum):
    """Who reads an answer; each wider circle includes the narrower ones."""

    AUTHORS = "authors"
    REVIEWERS = "reviewers"
    ORGANIZERS = "organizers"


SEEN_BY_WORDS = {
    SeenBy.AUTHORS: "authors, once decisions are out",
    SeenBy.REVIEWERS: "the paper's reviewers and organizers",
    SeenBy.ORGANIZERS: "organizers only",
}
CIRCLES = tuple(SeenBy)


@dataclass(frozen=True)
class Score:
    label: str
    value: int
    words: str


@dataclass(frozen=True)
class Criterion:
    """A scale where there are `words` (words[0] says what a 1 means), else a text. Weights make the weighted mean."""

    key: str
    label: str
    question: str = ""
    words: tuple[str, ...] = ()
    weight: int = 0
    required: bool = True
    seen_by: SeenBy = SeenBy.AUTHORS

    @property
    def is_scale(self) -> bool:
        return bool(self.words)

    @property
    def choices(self) -> list[tuple[int, str]]:
        return list(enumerate(self.words, start=1))

    def score(self, value: int) -> Score:
        return Score(label=self.label, value=value, words=self.words[value - 1])

    def is_for(self, circle: SeenBy) -> bool:
        """Do those of this circle read it?"""
        return CIRCLES.index(circle) >= CIRCLES.index(self.seen_by)

    def to_dict(self) -> dict[str, Any]:
        return {**asdict(self), "words": list(self.words), "seen_by": str(self.seen_by)}

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Self:
        return cls(**{**data, "words": tuple(data["words"]), "seen_by": SeenBy(data["seen_by"])})


class Criteria(tuple[Criterion, ...]):
    """A form's criteria, in order."""

    __slots__ = ()

    @classmethod
    def from_json(cls, rows: Iterable[Mapping[str, Any]]) -> Self:
        return cls(Criterion.from_dict(row) for row in rows)

    def to_json(self) -> list[dict[str, Any]]:
        return [each.to_dict() for each in self]

    @property
    def scales(self) -> "Criteria":
        return Criteria(each for each in self if each.is_scale)

    @property
    def texts(self) -> "Criteria":
        return Criteria(each for each in self if not each.is_scale)

    @property
    def keys(self) -> tuple[str, ...]:
        return tuple(each.key for each in self)

    def seen_by(self, circle: SeenBy) -> "Criteria":
        return Criteria(each for each in self if each.is_for(circle))


NOTHING = Criteria()

ALWAYS = ("overall", "confidence")
"""Every form has these two scales, of five: decisions are compared by them."""

DEFAULT = Criteria(
    (
        Criterion(
            "novelty",
            "Novelty",
            "How new is the idea, the setting or the finding?",
            ("known", "small step", "solid step", "new idea", "opens a field"),
            weight=1,
        ),
        Criterion(
            "quality",
            "Technical quality",
            "Do the arguments and experiments carry the claims?",
            ("wrong", "gaps", "sound", "thorough", "superb"),
            weight=1,
        ),
        Criterion(
            "impact",
            "Impact",
            "Who will use this, or think differently after it?",
            ("none", "narrow", "useful", "wide", "lasting"),
            weight=1,
        ),
        Criterion(
            "overall",
            "Overall",
            "Should it be at this workshop?",
            ("clear reject", "weak reject", "borderline", "accept", "strong accept"),
        ),
        Criterion(
            "confidence",
            "Confidence",
            "How well do you know this ground?",
            ("a guess", "somewhat", "fairly sure", "confident", "expert"),
        ),
        Criterion("strengths", "Strengths"),
        Criterion("weaknesses", "Weaknesses"),
        Criterion("questions", "Questions to the authors", required=False),
        Criterion("to_organizers", "To the organizers only", required=False, seen_by=SeenBy.ORGANIZERS),
        Criterion(
            "llm_use",
            "Use of language models",
            "If you used one for this review, say for what. Left empty, it says that you used none.",
            required=False,
            seen_by=SeenBy.ORGANIZERS,
        ),
    )
)
