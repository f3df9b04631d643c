"""Takes a person's name and addresses out of every text of the site, but where they belong to somebody else's record."""
# ruff: noqa: SLF001 - `_meta` and `_base_manager` are Django's documented ways to a model

import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar

from django.apps import apps
from django.db import models
from django.db.models import Q
from django.db.models.functions import Cast

APPS = ("submissions", "reviews")
LEFT = {
    # What a paper itself says, and lists of works: whoever is cited there stays cited.
    "submissions.page",
    "submissions.publication",
    # What organizers show to everybody; they change it on request.
    "submissions.publicorganizer",
    "submissions.workshop",
    "reviews.session",
    "reviews.slot",
    # The account itself is written anew.
    "submissions.user",
}
LEFT_FIELDS = {"submissions.paper": {"title", "abstract"}}
OF_KEPT = {"submissions.author", "reviews.agreement"}
OF_RUNNING = {"submissions.author", "reviews.attendance", "reviews.agreement", "submissions.authorlink"}
SHORTEST = 6


@dataclass(frozen=True)
class Person:
    """Who is erased; `mark` stands in place of the name from now on."""

    DOMAIN: ClassVar[str] = "@erased.invalid"
    names: set[str]
    addresses: set[str]
    orcids: set[str]
    mark: str

    @property
    def name(self) -> str:
        return f"Former participant {self.mark[:4]}"

    @property
    def address(self) -> str:
        return self.mark + self.DOMAIN

    @property
    def told(self) -> list[tuple[str, str]]:
        """(what, by what it is replaced). A single short word is in too many texts to be taken for a name."""
        names = [name for name in self.names if len(name) >= SHORTEST and " " in name.strip()]
        names = [name for name in names if name != self.name]
        pairs = [(each, self.address) for each in self.addresses] + [(name, self.name) for name in names]
        return sorted(pairs + [(each, "") for each in self.orcids], key=lambda pair: -len(pair[0]))

    def out_of(self, text: str) -> str:
        for told, instead in self.told:
            text = re.sub(rf"(?<!\w){re.escape(told)}(?!\w)", instead, text, flags=re.IGNORECASE)
        return text


def scrub(person: Person, *, kept: Sequence[int], running: Sequence[int]) -> int:
    """Returns how many rows were changed. `kept` and `running` are papers on whose list the person stays."""
    changed = 0
    for model in _models():
        rows = _but_for(model, kept, running)
        for field in _texts(model):
            found = list(_holding(rows, field, person).values_list("pk", field.name))
            for pk, value in found:
                new = _without(person, field, value)
                if new != value:
                    model._base_manager.filter(pk=pk).update(**{field.name: new})
                    changed += 1
    return changed


def _models() -> Iterator[type[models.Model]]:
    for model in apps.get_models():
        if model._meta.app_label in APPS and model._meta.label_lower not in LEFT:
            yield model


def _but_for(model: type[models.Model], kept: Sequence[int], running: Sequence[int]) -> Any:
    rows, label = model._base_manager.all(), model._meta.label_lower
    if label in OF_KEPT:
        rows = rows.exclude(paper__in=kept)
    if label in OF_RUNNING:
        rows = rows.exclude(paper__in=running)
    return rows


def _texts(model: type[models.Model]) -> Iterator[models.Field[Any, Any]]:
    left = LEFT_FIELDS.get(model._meta.label_lower, set())
    for field in model._meta.concrete_fields:
        is_text = isinstance(field, models.CharField | models.TextField | models.JSONField)
        if is_text and not field.choices and not field.primary_key and field.name not in left:
            yield field


def _holding(rows: Any, field: models.Field[Any, Any], person: Person) -> Any:
    column = field.name
    if isinstance(field, models.JSONField):
        column, rows = "as_text", rows.annotate(as_text=Cast(field.name, models.TextField()))
    wanted = Q(pk=None)
    for told, _ in person.told:
        # SQLite keeps JSON with its letters escaped.
        for word in {told, json.dumps(told)[1:-1]}:
            wanted |= Q(**{f"{column}__icontains": word})
    return rows.filter(wanted)


def _without(person: Person, field: models.Field[Any, Any], value: Any) -> Any:
    if isinstance(field, models.JSONField):
        return json.loads(person.out_of(json.dumps(value, ensure_ascii=False)))
    return person.out_of(value)[: field.max_length]
