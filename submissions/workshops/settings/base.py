"""What the settings' pages have in common: a form over a part of a workshop that knows when somebody else changed it."""

import hashlib
import json
from collections.abc import Mapping
from typing import Any, ClassVar

from django import forms
from django.db import models
from django.http import QueryDict
from django.utils.datastructures import MultiValueDict

from submissions.workshops.models import Workshop

Files = MultiValueDict[str, Any]


def stamp_of(values: Mapping[str, Any]) -> str:
    """Two forms over the same saved values have the same stamp."""
    text = json.dumps(dict(values), sort_keys=True, default=str)
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def by_https(field: models.Field[Any, Any], **kwargs: Any) -> forms.Field | None:
    """An address without a scheme is one of https."""
    if isinstance(field, models.URLField):
        kwargs["assume_scheme"] = "https"
    return field.formfield(**kwargs)


class Section(forms.ModelForm[Any]):
    """One page of settings. `effect` says in a sentence what changes for whom when it is saved."""

    heading: ClassVar[str] = ""
    effect: ClassVar[str] = ""
    rows: ClassVar[str] = ""
    """The template of what it has besides plain fields."""

    def __init__(
        self, workshop: Workshop, data: QueryDict | None = None, files: Files | None = None, *, part: str = ""
    ) -> None:
        """`part` names the call, where the page is about one."""
        self.workshop, self.part = workshop, part
        super().__init__(data, files, instance=self.target(workshop))
        self.initial = {**self.initial, **self.more()}

    def target(self, workshop: Workshop) -> Any:
        """The row that the fields belong to."""
        return workshop

    def more(self) -> dict[str, Any]:
        """Saved values of fields that are no columns."""
        return {}

    @property
    def stamp(self) -> str:
        return stamp_of(self.initial)

    def write(self) -> None:
        """Save; inside the transaction of `services.change`."""
        self.save()

    def now_saved(self) -> list[tuple[str, object]]:
        """Where what is typed differs from what is saved: (label, saved value)."""
        return [
            (str(self.fields[name].label or name), self.initial.get(name, "")) for name in self.changed_data
        ]
