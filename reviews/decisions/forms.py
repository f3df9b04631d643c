from typing import Any

from django import forms

from reviews.decisions.models import Decision

ACTS = ("save", "ready", "undo")
LONGEST = 10_000
"""Characters of a meta-review, or of a word between handlers."""


class DecisionForm(forms.Form):
    """`do` is the button: keep the draft, make it ready, or take it back. Rows of the table send no texts."""

    outcome = forms.ChoiceField(
        label="Decision", choices=[("", "undecided"), *Decision.Outcome.choices], required=False
    )
    note = forms.CharField(
        label="Meta-review",
        help_text="Read by the authors, with the decision.",
        widget=forms.Textarea(attrs={"rows": 8}),
        required=False,
        max_length=LONGEST,
    )
    aside = forms.CharField(
        label="Between handlers",
        help_text="Read by the paper's other handlers, once the decision is ready.",
        widget=forms.Textarea(attrs={"rows": 3}),
        required=False,
        max_length=LONGEST,
    )

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        data["do"] = self.data.get("do", "")
        if data["do"] not in ACTS:
            raise forms.ValidationError("Nothing was saved: this page does not know what was asked for.")
        if data["do"] == "ready" and not data.get("outcome"):
            self.add_error("outcome", "Choose an outcome first; a decision without one cannot be ready.")
        return data


class ReleaseForm(forms.Form):
    """`seen` names the letters that were previewed."""

    seen = forms.CharField(widget=forms.HiddenInput)


class CapacityForm(forms.Form):
    """How many there is room for; empty where it does not matter."""

    talks = forms.IntegerField(min_value=0, max_value=10_000, required=False)
    posters = forms.IntegerField(min_value=0, max_value=10_000, required=False)


class SheetForm(forms.Form):
    file = forms.FileField(
        label="Decisions as CSV",
        help_text="Columns number and decision; meta_review and aside if you like. Other columns are left aside.",
        widget=forms.FileInput(attrs={"accept": ".csv,text/csv"}),
    )
