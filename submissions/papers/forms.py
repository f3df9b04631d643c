from collections.abc import Iterable, Sequence
from itertools import groupby, islice
from typing import Any, cast

from django import forms
from django.core.validators import RegexValidator
from django.db.models import Q
from django.forms.boundfield import BoundWidget
from django.http import QueryDict
from django_countries.fields import CountryField

from submissions.papers.limits import over_limit_words
from submissions.papers.models import Author, Paper
from submissions.papers.payload import AuthorRow, Payload
from submissions.papers.questions import answers_from, field_of
from submissions.papers.widgets import CountrySelect
from submissions.workshops.models import Call, Kind, Topic


class PaperForm(forms.ModelForm[Paper]):
    class Meta:
        model = Paper
        fields = ["title", "abstract", "kind", "topics", "other_topic", "only_here", "in_person", "llm_use"]
        widgets = {
            "abstract": forms.Textarea(attrs={"rows": 8}),
            "llm_use": forms.Textarea(attrs={"rows": 2}),
            "kind": forms.RadioSelect,
            "topics": forms.CheckboxSelectMultiple,
        }
        labels = {
            "kind": "Kind of contribution",
            "other_topic": "Another topic, in your own words",
            "only_here": "This paper is under review at no other workshop of the venue",
            "in_person": "If it is accepted, one of us will present it at the venue in person",
            "llm_use": "Use of language models",
        }
        help_texts = {
            "title": "Reviewers read it: no names, no links that lead to you.",
            "abstract": "Plain text. Reviewers read it too.",
            "llm_use": "What they were used for, if at all. Leave it empty if they were not.",
        }

    def __init__(self, *args: Any, call: Call, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("title", "abstract", "kind", "only_here", "in_person"):
            self.fields[name].required = True
        kinds = cast("forms.ModelChoiceField[Kind]", self.fields["kind"])
        kinds.queryset = call.kinds.filter(Q(is_offered=True) | Q(pk=self.instance.kind_id))
        kinds.choices = [(kind.pk, kind.name) for kind in kinds.queryset]
        topics = cast("forms.ModelMultipleChoiceField[Topic]", self.fields["topics"])
        topics.queryset = (
            Topic.objects.filter(_offered(self.instance), area__workshop=call.workshop_id)
            .select_related("area")
            .order_by("area__position", "area", "position")
        )
        self.areas = by_area(topics.queryset)
        topics.choices = self.areas
        self.questions = [question for question in call.workshop.asked if question.is_asked]
        self.fields |= {question.field: field_of(question) for question in self.questions}
        self.fields["only_here"].error_messages["required"] = (
            "Please confirm this, or write to the organizers first."
        )
        self.fields["in_person"].error_messages["required"] = (
            "Please confirm this: the workshop takes place on site."
        )

    def own_questions(self) -> list[forms.BoundField]:
        return [self[question.field] for question in self.questions]

    def answers(self) -> dict[str, str]:
        return answers_from(self.questions, self.cleaned_data)

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if not data.get("topics") and not data.get("other_topic") and "topics" not in self.errors:
            self.add_error("topics", "Tick at least one topic, or write your own below.")
        return data


def _offered(paper: Paper) -> Q:
    """Topics that may be chosen, and those that this paper has chosen before they were taken out."""
    chosen = paper.topics.values("pk") if paper.pk else Topic.objects.none().values("pk")
    return Q(is_offered=True) | Q(pk__in=chosen)


def by_area(topics: Iterable[Topic]) -> list[tuple[str, list[tuple[int, str]]]]:
    """Topics as choices in groups, one group an area."""
    groups = groupby(topics, key=lambda topic: topic.area.name)
    return [(name, [(topic.pk, topic.name) for topic in group]) for name, group in groups]


class AuthorForm(forms.Form):
    """One line of the author list."""

    prefix = "author"

    name = forms.CharField(max_length=200)
    email = forms.EmailField(label="E-mail")
    affiliation = forms.CharField(max_length=200)
    country = CountryField(blank=True).formfield(required=False, widget=CountrySelect)
    orcid = forms.CharField(
        label="ORCID",
        required=False,
        max_length=19,
        validators=[
            RegexValidator(r"^\d{4}-\d{4}-\d{4}-\d{3}[\dX]$", "An ORCID looks like 0000-0002-1825-0097.")
        ],
    )

    rights = forms.ChoiceField(label="Rights here", choices=Author.Rights.choices, required=False)

    def clean_email(self) -> str:
        return str(self.cleaned_data["email"]).lower()

    def clean_rights(self) -> str:
        return str(self.cleaned_data["rights"] or Author.Rights.EDIT)


class SubmissionForm:
    """The whole page as one form: the paper's fields and its list of authors."""

    def __init__(
        self, payload: Payload, *, call: Call, paper: Paper | None = None, is_bound: bool = True
    ) -> None:
        """Unbound, the form shows what was typed and finds no fault with it yet."""
        data = {**payload["texts"], "topics": payload["topics"]}
        bound: dict[str, Any] = {"data": _as_lists(data)} if is_bound else {"initial": data}
        self.paper = PaperForm(**bound, instance=paper, call=call)
        self.authors = [_author_form(i, row, is_bound=is_bound) for i, row in enumerate(payload["authors"])]
        self.author_errors = list_errors(self.authors, call, paper) if is_bound else []

    def is_valid(self) -> bool:
        return (
            self.paper.is_valid() and not self.author_errors and all(row.is_valid() for row in self.authors)
        )

    def missing(self) -> list[str]:
        """What keeps the form from being complete, each in a few words."""
        words = {
            "title": "a title",
            "abstract": "an abstract",
            "kind": "the kind of contribution",
            "topics": "a topic",
            "only_here": "your word that it is under review here only",
            "in_person": "your word that somebody will present it",
            **{question.field: f"an answer to “{question.words}”" for question in self.paper.questions},
        }
        found = [words.get(name, f"a correction of “{name}”") for name in self.paper.errors]
        lines = [i for i, row in enumerate(self.authors, 1) if not row.is_valid()]
        if lines:
            found.append("a complete line for author " + ", ".join(map(str, lines)))
        return found + self.author_errors

    def topics_by_area(self) -> list[tuple[str, list[BoundWidget]]]:
        """The topics' tick boxes in groups, for the template."""
        boxes = iter(self.paper["topics"].subwidgets)
        return [(name, list(islice(boxes, len(topics)))) for name, topics in self.paper.areas]


def list_errors(lines: Sequence[AuthorForm], call: Call, paper: Paper | None) -> list[str]:
    """What is wrong with a list of authors as a whole."""
    addresses = [row.cleaned_data["email"] for row in lines if row.is_valid()]
    if not lines:
        return ["at least one author"]
    twice = sorted({address for address in addresses if addresses.count(address) > 1})
    found = [f"one author per address ({address} stands there twice)" for address in twice]
    return found + over_limit_words(call, paper, addresses)


def _author_form(i: int, row: AuthorRow, *, is_bound: bool) -> AuthorForm:
    given: dict[str, Any] = (
        {"data": {f"author-{k}": v for k, v in row.items()}} if is_bound else {"initial": row}
    )
    return AuthorForm(**given, auto_id=f"id_{i}_%s", use_required_attribute=False)


def _as_lists(data: dict[str, Any]) -> QueryDict:
    query = QueryDict(mutable=True)
    for key, value in data.items():
        query.setlist(key, value if isinstance(value, list) else [value])
    return query


class LineForm(forms.ModelForm[Author]):
    """What an author may put right in the own line."""

    class Meta:
        model = Author
        fields = ["name", "affiliation"]


class DisputeForm(forms.Form):
    words = forms.CharField(
        label="What is wrong",
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="All authors and the organizers who handle the paper read it.",
        error_messages={"required": "Say in a sentence what is wrong."},
    )


class WishForm(forms.Form):
    """Another list of authors, and why."""

    reason = forms.CharField(
        label="Why",
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="The organizers decide by it; it stays in the paper's history.",
        error_messages={"required": "Say why the list should change."},
    )

    def __init__(self, *args: Any, rows: list[AuthorRow], paper: Paper, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.authors = [_author_form(i, row, is_bound=self.is_bound) for i, row in enumerate(rows)]
        self.author_errors = list_errors(self.authors, paper.call, paper) if self.is_bound else []

    def is_valid(self) -> bool:
        lines = [row.is_valid() for row in self.authors]
        return super().is_valid() and all(lines) and not self.author_errors

    def rows(self) -> list[AuthorRow]:
        return [row.cleaned_data for row in self.authors]
