"""What a review measures, and what each number means in words."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Scale:
    """One criterion, scored 1 to 5; `words[0]` says what a 1 means."""

    name: str
    label: str
    question: str
    words: tuple[str, str, str, str, str]

    @property
    def choices(self) -> list[tuple[int, str]]:
        return list(enumerate(self.words, start=1))

    def score(self, value: int) -> "Score":
        return Score(label=self.label, value=value, words=self.words[value - 1])


@dataclass(frozen=True)
class Score:
    label: str
    value: int
    words: str


SCALES = (
    Scale(
        "novelty",
        "Novelty",
        "How new is the idea, the setting or the finding?",
        ("known", "small step", "solid step", "new idea", "opens a field"),
    ),
    Scale(
        "quality",
        "Technical quality",
        "Do the arguments and experiments carry the claims?",
        ("wrong", "gaps", "sound", "thorough", "superb"),
    ),
    Scale(
        "impact",
        "Impact",
        "Who will use this, or think differently after it?",
        ("none", "narrow", "useful", "wide", "lasting"),
    ),
    Scale(
        "overall",
        "Overall",
        "Should it be at this workshop?",
        ("clear reject", "weak reject", "borderline", "accept", "strong accept"),
    ),
    Scale(
        "confidence",
        "Confidence",
        "How well do you know this ground?",
        ("a guess", "somewhat", "fairly sure", "confident", "expert"),
    ),
)
