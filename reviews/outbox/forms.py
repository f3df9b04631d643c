from collections.abc import Sequence
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import QuerySet

from submissions.enquiries.forms import PaperChoice
from submissions.mail.texts import Editable
from submissions.papers.models import Paper


class WordsForm(forms.Form):
    """Subject and text, as plain text; a letter goes out as HTML as well, made from it."""

    subject = forms.CharField(max_length=300)
    body = forms.CharField(
        label="Text", max_length=50_000, strip=False, widget=forms.Textarea(attrs={"rows": 18})
    )

    def clean_body(self) -> str:
        body = str(self.cleaned_data["body"]).replace("\r\n", "\n")
        if not body.strip():
            raise ValidationError("Write something; an empty letter is not sent.")
        return body.strip() + "\n"


class LetterForm(WordsForm):
    """`version` is that of the letter when the form was opened."""

    version = forms.IntegerField(widget=forms.HiddenInput)


class AddressForm(forms.Form):
    to = forms.EmailField(label="Another address of this person")

    def clean_to(self) -> str:
        return str(self.cleaned_data["to"]).lower()


class TextForm(WordsForm):
    """A workshop's own words, with placeholders of the closed set."""

    def __init__(self, *args: Any, editable: Editable, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.editable = editable

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        self.editable.check(data.get("subject", ""), data.get("body", ""))
        return data


class KindForm(TextForm):
    """The words of a kind of letter, and for which of these papers to show what people would get."""

    paper = PaperChoice(
        Paper.objects.none(),
        label="Show it for",
        required=False,
        to_field_name="ref",
        empty_label="made-up values",
    )

    def __init__(self, *args: Any, papers: QuerySet[Paper] | None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["paper"]
        if papers is None or not isinstance(field, forms.ModelChoiceField):
            del self.fields["paper"]
        else:
            field.queryset = papers


class GroupForm(TextForm):
    """Words for a group. `ref` names this one mailing, so that a second press sends nothing twice."""

    ref = forms.CharField(max_length=16, min_length=16, widget=forms.HiddenInput)
    field_order: Sequence[str] = ("subject", "body", "ref")
