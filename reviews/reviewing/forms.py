from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django import forms
from django.utils.html import escape
from django.utils.safestring import SafeString

from reviews.reviewing.criteria import SEEN_BY_WORDS, Criteria, Criterion, SeenBy
from reviews.reviewing.prose import to_html

MAX_LENGTH = 20_000

Texts = dict[str, str]
"""A review as it was typed: an answer for each key, scores as "1" to "5", or empty."""


def texts_from(criteria: Criteria, post: Mapping[str, Any]) -> Texts:
    return {key: str(post.get(key, "")).replace("\r\n", "\n") for key in criteria.keys}


def version_from(post: Mapping[str, Any]) -> int:
    """Which save the page was made from; what is no number agrees with none."""
    version = str(post.get("version", ""))
    return int(version) if version.isdecimal() and len(version) < 10 else -1


@dataclass(frozen=True)
class Answer:
    """One answer to read. `is_prose` where it was written in sentences."""

    label: str
    text: str
    is_prose: bool = False

    @property
    def html(self) -> SafeString:
        return to_html(self.text) if self.is_prose else escape(self.text)


def answers(
    criteria: Criteria, texts: Mapping[str, Any], *, but_not: Mapping[str, Any] | None = None
) -> list[Answer]:
    """A review to read: what stands in it, scores in words; with `but_not` only where it differs from that."""
    told = [
        each
        for each in criteria
        if texts.get(each.key) and not (but_not and but_not.get(each.key) == texts[each.key])
    ]
    return [Answer(each.label, _in_words(each, str(texts[each.key])), not each.is_scale) for each in told]


def _in_words(criterion: Criterion, text: str) -> str:
    if not text.isdecimal() or not 1 <= int(text) <= len(criterion.words):
        return text
    return f"{text}, {criterion.words[int(text) - 1]}"


class ReviewForm(forms.Form):
    """A whole review; with `partial` what is typed so far, where anything may be missing."""

    use_required_attribute = False

    def __init__(self, criteria: Criteria, texts: Texts, *, is_bound: bool, partial: bool = False) -> None:
        super().__init__(data=texts if is_bound else None, initial=texts)
        self.is_partial = partial
        for each in criteria:
            self.fields[each.key] = _score_field(each) if each.is_scale else _text_field(each)
            if partial:
                self.fields[each.key].required = False


def _score_field(scale: Criterion) -> forms.TypedChoiceField:
    return forms.TypedChoiceField(
        label=scale.label,
        help_text=scale.question,
        choices=scale.choices,
        coerce=int,
        empty_value=None,
        required=scale.required,
        widget=forms.RadioSelect(attrs={"data-scale": "1"}),
        error_messages={"required": f"Choose a number from 1 to {len(scale.words)}."},
    )


def _text_field(criterion: Criterion) -> forms.CharField:
    return forms.CharField(
        label=criterion.label,
        help_text=" ".join(filter(None, [criterion.question, _readers(criterion)])),
        max_length=MAX_LENGTH,
        strip=False,
        required=criterion.required,
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": "Write at least a sentence; “none that I see” is one."},
    )


def _readers(criterion: Criterion) -> str:
    """Said where it is not everybody."""
    if criterion.seen_by == SeenBy.AUTHORS:
        return ""
    return f"Read by {SEEN_BY_WORDS[criterion.seen_by]}."
