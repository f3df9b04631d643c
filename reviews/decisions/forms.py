from typing import Any

from django import forms

from reviews.decisions.models import Decision

ACTS = ("save", "ready", "undo")


class DecisionForm(forms.Form):
    """One row of the table. `do` is the button: keep the draft, make it ready, or take it back."""

    do = forms.ChoiceField(choices=[(act, act) for act in ACTS])
    outcome = forms.ChoiceField(choices=[("", "undecided"), *Decision.Outcome.choices], required=False)
    note = forms.CharField(widget=forms.Textarea, required=False, max_length=10_000)
    aside = forms.CharField(widget=forms.Textarea, required=False, max_length=10_000)

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        if data.get("do") == "ready" and not data.get("outcome"):
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
