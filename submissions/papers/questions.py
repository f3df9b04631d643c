"""The organizers' own questions: fields of the submission form, and the answers that papers give to them."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django import forms
from django.http import QueryDict

from submissions.papers.models import Paper
from submissions.workshops.questions import MOST, Question

PREFIX = "question_"


@dataclass(frozen=True)
class Answered:
    words: str
    text: str


def field_of(question: Question) -> forms.Field:
    shared: dict[str, Any] = {
        "label": question.words,
        "help_text": question.help,
        "required": question.is_required,
    }
    match question.kind:
        case "tick":
            return forms.BooleanField(**shared, error_messages={"required": "Please tick this to go on."})
        case "url":
            return forms.URLField(**shared, max_length=500, assume_scheme="https")
        case "choice":
            choices = [(each, each) for each in question.choices]
            return forms.ChoiceField(**shared, choices=choices, widget=forms.RadioSelect)
    return forms.CharField(**shared, max_length=2000, widget=forms.Textarea(attrs={"rows": 3}))


def typed_in(post: QueryDict) -> dict[str, str]:
    """What was typed into the fields of questions."""
    names = [name for name in post if name.startswith(PREFIX)]
    return {name: str(post[name]) for name in names[: 2 * MOST]}


def as_typed(answers: Mapping[str, str]) -> dict[str, str]:
    return {f"{PREFIX}{key}": text for key, text in answers.items()}


def answers_from(questions: Iterable[Question], cleaned: Mapping[str, object]) -> dict[str, str]:
    """As they are kept: from the question's key to text; a tick is "yes"."""
    given = {question.key: cleaned.get(question.field) for question in questions}
    return {key: "yes" if value is True else str(value) for key, value in given.items() if value}


def answers_of(paper: Paper, *, for_reviewers: bool = False) -> list[Answered]:
    """In the questions' order, of those that are no longer asked too."""
    return [
        Answered(question.words, paper.answers[question.key])
        for question in paper.workshop.asked
        if question.key in paper.answers and (question.for_reviewers or not for_reviewers)
    ]
