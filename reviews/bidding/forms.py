from datetime import datetime
from typing import Any

from django import forms

from submissions.clock import AOE

NATIVE = "%Y-%m-%dT%H:%M"


class AoeField(forms.DateTimeField):
    """An instant, typed and shown as AoE."""

    widget = forms.DateTimeInput(attrs={"type": "datetime-local"}, format=NATIVE)

    def clean(self, value: Any) -> datetime | None:
        typed: datetime | None = super().clean(value)
        return typed.replace(tzinfo=AOE) if typed else None

    def prepare_value(self, value: Any) -> Any:
        return value.astimezone(AOE).strftime(NATIVE) if isinstance(value, datetime) else value


class WindowForm(forms.Form):
    opens_at = AoeField(label="Opens, AoE")
    closes_at = AoeField(label="Closes, AoE")

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        opens, closes = data.get("opens_at"), data.get("closes_at")
        if opens and closes and closes <= opens:
            self.add_error("closes_at", "Bidding cannot close before it opens.")
        return data


class BidForm(forms.Form):
    level = forms.IntegerField(min_value=1, max_value=5, required=False)
