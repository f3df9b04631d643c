"""A call's dates, all in AoE, and what has to be said before they are moved."""

from datetime import datetime, timedelta
from typing import Any

from django import forms
from django.utils.text import slugify

from submissions import clock
from submissions.accounts.models import User
from submissions.deadlines import selectors
from submissions.templatetags.ui import plural
from submissions.workshops.fields import AoeField
from submissions.workshops.models import Call, Workshop
from submissions.workshops.services import CALL_DATES
from submissions.workshops.settings.base import Section

LABELS = {
    "opens_at": "Call opens",
    "due_at": "Papers due",
    "closes_at": "Late papers until",
    "reviews_due_at": "Reviews due",
    "decisions_at": "Decisions",
    "camera_ready_at": "Final versions due",
}
OF_AUTHORS = ("due_at", "closes_at")
OPTIONAL = ("reviews_due_at", "decisions_at", "camera_ready_at")


class DatesForm(Section):
    heading = "Dates"
    effect = "They stand on the call's page, in every header and in people's calendars. All times are AoE."

    opens_at = AoeField(label=LABELS["opens_at"])
    due_at = AoeField(label=LABELS["due_at"], help_text="The time that is shown.")
    closes_at = AoeField(
        label=LABELS["closes_at"],
        help_text="Until here a late paper is still taken. Left as it is, it moves along with “Papers due”.",
    )
    reviews_due_at = AoeField(label=LABELS["reviews_due_at"], required=False)
    decisions_at = AoeField(label=LABELS["decisions_at"], required=False)
    camera_ready_at = AoeField(label=LABELS["camera_ready_at"], required=False)
    words = forms.CharField(
        label="A sentence for the letter to authors",
        required=False,
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="Authors are written to when papers are due at another time.",
    )
    at_once = forms.BooleanField(label="Close the call at once; drafts stay as they are", required=False)

    class Meta:
        model = Call
        fields = CALL_DATES

    def __init__(
        self, workshop: Workshop, data: Any = None, files: Any = None, *, part: str = "", by: User
    ) -> None:
        super().__init__(workshop, data, files, part=part)
        self.by = by
        self.told = 0
        self.would_close_at_once = False

    def target(self, workshop: Workshop) -> Call:
        return workshop.calls.select_related("workshop").get(slug=self.part)

    @property
    def stamp(self) -> str:
        return super().stamp

    @property
    def changed_dates(self) -> list[str]:
        changed = {*self.changed_data, *(["closes_at"] if self._moves_along else [])}
        return [name for name in CALL_DATES if name in changed]

    @property
    def _moves_along(self) -> bool:
        """Whoever extends a deadline means its half hour of grace, too."""
        return "due_at" in self.changed_data and "closes_at" not in self.changed_data

    @property
    def tells_authors(self) -> bool:
        return any(name in self.changed_dates for name in OF_AUTHORS)

    def changes(self) -> list[tuple[str, datetime | None, datetime | None]]:
        """(label, before, after) of what moves."""
        return [(LABELS[name], self.initial[name], self.cleaned_data[name]) for name in self.changed_dates]

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if self._moves_along and "due_at" in data:
            data["closes_at"] = data["due_at"] + (self.initial["closes_at"] - self.initial["due_at"])
        in_order(self, data)
        if not self.errors and not data.get("at_once"):
            self._refuse_past(data["closes_at"])
        return data

    def _refuse_past(self, closes_at: datetime) -> None:
        """A call that takes papers is closed by moving its end into the past only where that is meant."""
        now = clock.now(self.workshop)
        if closes_at > now or self.initial["closes_at"] <= now:
            return
        drafts = selectors.affected(self.instance, self.by).drafts
        self.would_close_at_once = True
        self.add_error(
            "due_at" if self._moves_along else "closes_at",
            f"This lies in the past, so the call would close at once. Of the papers that you may see, "
            f"{plural(drafts, 'is a draft that,are drafts that')} nobody could complete any more. "
            "Choose a later time, or tick below that this is meant.",
        )


def in_order(form: forms.BaseForm, data: dict[str, Any]) -> None:
    """Each date after the one before it, in words where not."""
    before_name, before = "", None
    for name in CALL_DATES:
        at = data.get(name)
        if at and before and (at < before or (name == "due_at" and at == before)):
            form.add_error(
                name, f"This lies before “{LABELS[before_name]}”. Dates follow each other from top to bottom."
            )
        if at:
            before_name, before = name, at


class NewCall(forms.Form):
    """Another track of the same workshop."""

    name = forms.CharField(max_length=100, help_text="As in Industry track.")
    slug = forms.SlugField(
        label="Word in its address",
        max_length=40,
        required=False,
        help_text="As in industry: /submit/?call=industry. Empty: made from the name.",
    )
    opens_at = AoeField(label=LABELS["opens_at"])
    due_at = AoeField(label=LABELS["due_at"])

    def __init__(self, data: Any, *, workshop: Workshop) -> None:
        super().__init__(data)
        self.workshop = workshop
        if first := workshop.calls.first():
            self.initial = {"opens_at": first.opens_at, "due_at": first.due_at}

    def clean_slug(self) -> str:
        slug = str(self.cleaned_data["slug"]) or slugify(self.cleaned_data.get("name", ""))[:40]
        if not slug:
            raise forms.ValidationError("Write a word for its address: letters, digits, hyphens.")
        if self.workshop.calls.filter(slug=slug).exists():
            raise forms.ValidationError("Another call has this word already.")
        return slug

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        in_order(self, data)
        return data


class PassForm(forms.Form):
    until = AoeField(
        label="Late pass until", help_text="AoE. The paper may be changed and its PDF replaced until then."
    )

    def __init__(self, data: Any, *, call: Call) -> None:
        super().__init__(data)
        self.call, self.now = call, clock.now(call.workshop)
        self.initial = {"until": selectors.usual_pass(call.workshop, call)}

    def clean_until(self) -> datetime:
        until: datetime = self.cleaned_data["until"]
        if until <= self.now:
            raise forms.ValidationError("This lies in the past. Choose a time from now on.")
        if until <= self.call.closes_at:
            raise forms.ValidationError(
                "The call is open until then anyway. Choose a time after its closing."
            )
        if until > max(self.now, self.call.closes_at) + timedelta(days=60):
            raise forms.ValidationError("This is more than 60 days away; is the month right?")
        return until
