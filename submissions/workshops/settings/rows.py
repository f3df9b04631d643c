"""The pages of settings that are lists of rows: the organizers on the call's page, and the organizers' own questions."""

from typing import Any

from django import forms
from django.core.files.storage import default_storage
from django.forms.models import BaseInlineFormSet

from submissions.refs import new_ref
from submissions.workshops.fields import LinesField, PictureField
from submissions.workshops.models import PublicOrganizer, Workshop
from submissions.workshops.questions import KINDS, MOST, Question
from submissions.workshops.settings.base import Section, by_https


class OrganizerRow(forms.ModelForm[PublicOrganizer]):
    portrait = PictureField(help_text="PNG, JPEG or WebP.")

    class Meta:
        model = PublicOrganizer
        formfield_callback = by_https
        fields = (
            "name",
            "affiliation",
            "url",
            "portrait",
            "portrait_alt",
            "position",
        )  # a list would be added to
        labels = {
            "url": "Web page",
            "portrait_alt": "What the portrait shows",
            "position": "Place in the list",
        }

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if data.get("portrait") and not data.get("portrait_alt"):
            data["portrait_alt"] = f"Portrait of {data.get('name', '')}"[:200]
        return data

    def save(self, commit: bool = True) -> PublicOrganizer:  # noqa: FBT001, FBT002 - Django's signature
        row = super().save(commit=False)
        if "portrait" in self.changed_data and self.cleaned_data["portrait"]:
            stored = f"workshops/{new_ref()}.webp"
            row.portrait.name = default_storage.save(stored, self.cleaned_data["portrait"])
        if commit:
            row.save()
        return row


class Rows(Section):
    """`formset` holds the rows; an empty one at the end makes a new row."""

    rows = "submissions/workshops/settings/_rows.html"
    noun = ""
    formset: forms.BaseFormSet[Any]

    class Meta:
        model = Workshop
        fields: list[str] = []

    def is_valid(self) -> bool:
        return super().is_valid() and self.formset.is_valid()

    def is_multipart(self) -> bool:
        return self.formset.is_multipart()

    def now_saved(self) -> list[tuple[str, object]]:
        return [(self.heading, f"{len(self.initial['rows'])} in the list")]


class Organizers(Rows):
    heading = "Organizers on the call's page"
    effect = (
        "They are shown with the call. This is a list of names: who may organize here stands under People."
    )
    noun = "Organizer"

    def more(self) -> dict[str, Any]:
        kind = forms.inlineformset_factory(
            Workshop, PublicOrganizer, form=OrganizerRow, extra=1, formset=BaseInlineFormSet, max_num=40
        )
        self.formset = kind(self.data or None, self.files or None, instance=self.instance, prefix="rows")
        columns = ("pk", "name", "affiliation", "url", "portrait", "portrait_alt", "position")
        return {"rows": list(self.instance.public_organizers.values_list(*columns))}

    def write(self) -> None:
        self.formset.save()  # type: ignore[attr-defined] # an inline formset has it


class QuestionRow(forms.Form):
    key = forms.CharField(required=False, widget=forms.HiddenInput)
    words = forms.CharField(label="Question", max_length=200)
    help = forms.CharField(label="Explanation", max_length=300, required=False)
    kind = forms.ChoiceField(label="Answer", choices=list(KINDS.items()))
    choices = LinesField(label="Answers to choose from", required=False, help_text="One a line.", rows=3)
    is_required = forms.BooleanField(label="Must be answered", required=False)
    for_reviewers = forms.BooleanField(label="Reviewers see the answer", required=False)
    in_exports = forms.BooleanField(label="Stands in exports", required=False, initial=True)

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if data.get("kind") == "choice" and len(data.get("choices") or ()) < 2:
            self.add_error("choices", "Write at least two answers to choose from, one a line.")
        return data

    def question(self) -> Question:
        data = {name: value for name, value in self.cleaned_data.items() if name in Question.__annotations__}
        return Question(**{**data, "key": data["key"] or new_ref()[:8], "choices": tuple(data["choices"])})


class Questions(Rows):
    heading = "Your own questions"
    effect = (
        "They stand on the submission form from now on; papers that are in are not asked again. Answers for reviewers "
        "are checked for names like an abstract. What you take out is no longer asked, and answers to it are kept."
    )
    noun = "Question"

    def more(self) -> dict[str, Any]:
        asked = [question.to_json() for question in self.instance.asked if question.is_asked]
        kind = forms.formset_factory(QuestionRow, extra=1, can_delete=True, max_num=MOST, validate_max=True)
        self.formset = kind(self.data or None, initial=asked, prefix="rows")
        return {"rows": asked}

    def write(self) -> None:
        kept = [form.question() for form in self.formset.forms if _stands(form)]
        keys = {question.key for question in kept}
        gone = [{**row, "is_asked": False} for row in self.instance.questions if row["key"] not in keys]
        self.instance.questions = [*(question.to_json() for question in kept), *gone]
        self.instance.save(update_fields=["questions"])


def _stands(form: forms.Form) -> bool:
    return bool(form.cleaned_data.get("words")) and not form.cleaned_data.get("DELETE")
