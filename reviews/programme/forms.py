from typing import Any
from zoneinfo import ZoneInfo, available_timezones

from django import forms

from reviews.programme.models import Session, Slot

ZONES = [
    (name, name.replace("_", " ")) for name in sorted(available_timezones()) if "/" in name or name == "UTC"
]


class SettingsForm(forms.Form):
    zone = forms.ChoiceField(label="Time on the wall", choices=ZONES)
    is_public = forms.BooleanField(label="Everybody sees the programme", required=False)


class SessionForm(forms.ModelForm[Session]):
    """Typed in the time that hangs on the wall."""

    use_required_attribute = False

    class Meta:
        model = Session
        fields = ["title", "kind", "starts_at", "ends_at", "room", "chair"]
        labels = {"starts_at": "Starts", "ends_at": "Ends", "chair": "Who chairs"}
        widgets = {
            name: forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M")
            for name in ("starts_at", "ends_at")
        }

    def __init__(self, *args: Any, zone: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.zone = ZoneInfo(zone)
        for name in ("starts_at", "ends_at"):
            if self.instance.pk:
                local = getattr(self.instance, name).astimezone(self.zone)
                self.initial[name] = local.replace(tzinfo=None)

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        for name in ("starts_at", "ends_at"):
            if data.get(name):
                data[name] = data[name].replace(tzinfo=self.zone)
        if data.get("starts_at") and data.get("ends_at") and data["ends_at"] <= data["starts_at"]:
            self.add_error("ends_at", "A session ends after it starts.")
        return data


class PlaceForm(forms.Form):
    papers = forms.MultipleChoiceField(
        label="Accepted papers without a place", required=False, widget=forms.CheckboxSelectMultiple
    )
    minutes = forms.IntegerField(label="Minutes each", min_value=1, max_value=600, initial=15)

    def __init__(self, *args: Any, choices: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["papers"]
        if isinstance(field, forms.MultipleChoiceField):
            field.choices = choices


class MinutesForm(forms.Form):
    minutes = forms.IntegerField(min_value=1, max_value=600)


class TalkForm(forms.Form):
    use_required_attribute = False

    title = forms.CharField(label="Something else, as an invited talk", max_length=300)
    speaker = forms.CharField(max_length=200, required=False)
    minutes = forms.IntegerField(min_value=1, max_value=600, initial=45)


class ArrivalForm(forms.Form):
    arrival = forms.ChoiceField(choices=Slot.Arrival.choices)
    excuse = forms.CharField(max_length=300, required=False)
