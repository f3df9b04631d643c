from collections.abc import Sequence
from datetime import datetime, time
from typing import Any

from django import forms

from reviews.attendance.models import Attendance
from submissions.clock import AOE
from submissions.papers.models import Author

State = Attendance.State
SOMEBODY_ELSE = "else"


class AskForm(forms.Form):
    """Answers are due at the end of this day, AoE."""

    due = forms.DateField(
        label="Answers due", widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})
    )

    def due_at(self) -> datetime:
        return datetime.combine(self.cleaned_data["due"], time(23, 59), tzinfo=AOE)


class AnswerForm(forms.Form):
    """Who presents, and how. `version` is that of the answer that the form was opened on."""

    presenter = forms.ChoiceField(label="Who presents", widget=forms.RadioSelect, required=False)
    presenter_name = forms.CharField(label="Name, if it is somebody else", max_length=200, required=False)
    state = forms.ChoiceField(
        label="In person",
        widget=forms.RadioSelect,
        choices=[
            (State.YES, "Yes, comes in person"),
            (State.REGISTERED, "Registered already"),
            (State.VISA, "Wants to come; the visa is pending"),
            (State.CANNOT, "Nobody can come"),
        ],
    )
    proof = forms.CharField(
        label="Registration number", max_length=100, required=False, help_text="Needed once registered."
    )
    remark = forms.CharField(
        label="To the organizers", max_length=2000, required=False, widget=forms.Textarea(attrs={"rows": 3})
    )
    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, authors: Sequence[Author], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.authors = {line.email: line for line in authors}
        field = self.fields["presenter"]
        if isinstance(field, forms.ChoiceField):
            lines = [(line.email, line.name) for line in authors]
            field.choices = [*lines, (SOMEBODY_ELSE, "Somebody else")]

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        line = self.authors.get(data.get("presenter", ""))
        name = line.name if line else data.get("presenter_name", "").strip()
        data |= {"presenter_name": name, "presenter_email": line.email if line else ""}
        if data.get("state") in {State.YES, State.REGISTERED, State.VISA} and not name:
            self.add_error("presenter", "Say who presents, or that nobody can come.")
        if data.get("state") == State.REGISTERED and not data.get("proof", "").strip():
            self.add_error("proof", "Give the number of the registration, or choose “Yes” until you have it.")
        return data


def opened_on(row: Attendance | None) -> dict[str, object]:
    """What the form starts with."""
    if row is None:
        return {"version": 0}
    named = row.presenter_email or (SOMEBODY_ELSE if row.presenter_name else "")
    return {
        "presenter": named,
        "presenter_name": "" if row.presenter_email else row.presenter_name,
        "state": "" if row.state == State.OPEN else row.state,
        "proof": row.proof,
        "remark": row.remark,
        "version": row.version,
    }
