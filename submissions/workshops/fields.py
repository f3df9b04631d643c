"""Form fields for what organizers type: instants in AoE, lists with one entry a line, pictures."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django import forms
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import UploadedFile

from submissions.clock import AOE
from submissions.workshops.pictures import Unreadable, normalised


class AoeField(forms.DateTimeField):
    """An instant, typed and shown as AoE."""

    widget = forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M")

    def prepare_value(self, value: object) -> object:
        return value.astimezone(AOE).replace(tzinfo=None) if isinstance(value, datetime) else value

    def to_python(self, value: object) -> datetime | None:
        if isinstance(value, datetime):
            return value
        if not value:
            return None
        try:
            return datetime.fromisoformat(str(value)).replace(tzinfo=AOE)
        except ValueError:
            raise forms.ValidationError("Write a day and a time, as in 2027-05-09 23:59.") from None

    def has_changed(self, initial: object, data: object) -> bool:
        return bool(self.to_python(initial) != self.to_python(data))


class LinesField(forms.CharField):
    """A list, one entry a line; blank lines do not count."""

    def __init__(self, *, rows: int = 4, **kwargs: Any) -> None:
        super().__init__(widget=forms.Textarea(attrs={"rows": rows}), max_length=20_000, **kwargs)

    def prepare_value(self, value: object) -> object:
        return (
            "\n".join(map(str, value))
            if isinstance(value, Iterable) and not isinstance(value, str)
            else value
        )

    def clean(self, value: object) -> list[str]:
        text = super().clean(value)
        return list(dict.fromkeys(line.strip() for line in text.splitlines() if line.strip()))


class PictureField(forms.FileField):
    """A small picture, made anew on the way in: its bytes are this site's, whatever the file was."""

    def __init__(self, **kwargs: Any) -> None:
        widget = forms.ClearableFileInput(attrs={"accept": "image/png,image/jpeg,image/webp"})
        super().__init__(required=False, widget=widget, **kwargs)

    def clean(self, data: object, initial: object = None) -> object:
        file = super().clean(data, initial)
        return _picture(file) if isinstance(file, UploadedFile) else file


def _picture(file: UploadedFile) -> ContentFile[bytes]:
    try:
        return normalised(file)
    except Unreadable as why:
        raise forms.ValidationError(str(why)) from None
