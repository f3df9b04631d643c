from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django import forms

from reviews.reviewing.scales import SCALES, Scale

MAX_LENGTH = 20_000
TEXTS = ("strengths", "weaknesses", "questions", "to_organizers")
FIELDS = (*(scale.name for scale in SCALES), *TEXTS)
LABELS = {scale.name: scale.label for scale in SCALES} | {
    "strengths": "Strengths",
    "weaknesses": "Weaknesses",
    "questions": "Questions to the authors",
    "to_organizers": "To the organizers only",
}

Texts = dict[str, str]
"""A review as it was typed: every one of FIELDS, scores as "1" to "5", or empty."""


def texts_from(post: Mapping[str, Any]) -> Texts:
    return {name: str(post.get(name, "")).replace("\r\n", "\n") for name in FIELDS}


def version_from(post: Mapping[str, Any]) -> int:
    """Which save the page was made from; what is no number agrees with none."""
    version = str(post.get("version", ""))
    return int(version) if version.isdecimal() and len(version) < 10 else -1


@dataclass(frozen=True)
class Answer:
    label: str
    text: str


def answers(texts: Mapping[str, Any], *, but_not: Mapping[str, Any] | None = None) -> list[Answer]:
    """A review to read: what stands in it, scores in words; with `but_not` only where it differs from that."""
    told = [name for name in FIELDS if texts.get(name) and not (but_not and but_not.get(name) == texts[name])]
    return [Answer(label=LABELS[name], text=_in_words(name, str(texts[name]))) for name in told]


def _in_words(name: str, text: str) -> str:
    scale = next((scale for scale in SCALES if scale.name == name), None)
    if scale is None or text not in {"1", "2", "3", "4", "5"}:
        return text
    return f"{text}, {scale.words[int(text) - 1]}"


class ReviewForm(forms.Form):
    """A whole review; with `partial` what is typed so far, where anything may be missing."""

    use_required_attribute = False

    strengths = forms.CharField(max_length=MAX_LENGTH, strip=False)
    weaknesses = forms.CharField(max_length=MAX_LENGTH, strip=False)
    questions = forms.CharField(max_length=MAX_LENGTH, strip=False)
    to_organizers = forms.CharField(max_length=MAX_LENGTH, strip=False)

    def __init__(self, texts: Texts, *, is_bound: bool, partial: bool = False) -> None:
        super().__init__(data=texts if is_bound else None, initial=texts)
        self.is_partial = partial
        for scale in SCALES:
            self.fields[scale.name] = _score_field(scale)
        for name in TEXTS:
            self.fields[name].widget = forms.Textarea(attrs={"rows": 4})
            self.fields[name].label = LABELS[name]
        self.fields["strengths"].error_messages["required"] = "Write at least a sentence."
        self.fields["weaknesses"].error_messages["required"] = (
            "Write at least a sentence; “none that I see” is one."
        )
        self.fields["to_organizers"].help_text = "Neither the authors nor other reviewers see this."
        self.fields["questions"].required = self.fields["to_organizers"].required = False
        if partial:
            for field in self.fields.values():
                field.required = False
        self.order_fields(list(FIELDS))


def _score_field(scale: Scale) -> forms.TypedChoiceField:
    return forms.TypedChoiceField(
        label=scale.label,
        help_text=scale.question,
        choices=scale.choices,
        coerce=int,
        widget=forms.RadioSelect(attrs={"data-scale": "1"}),
        error_messages={"required": "Choose a number from 1 to 5."},
    )
