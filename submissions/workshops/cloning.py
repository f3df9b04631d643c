"""Next year's workshop as a copy of this year's: its words, rules and questions, and none of its people or papers."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Any, TypeVar

from django.core.files.storage import default_storage
from django.db import transaction
from django.db.models import Model
from django.urls import reverse

from submissions import clock
from submissions.accounts.models import User
from submissions.clock import AOE
from submissions.log.services import record
from submissions.refs import new_ref
from submissions.workshops.models import Call, Edition, Membership, Workshop
from submissions.workshops.services import CALL_DATES, add_member

M = TypeVar("M", bound=Model)
OF_THE_EDITION = {"starts_on": None, "ends_on": None, "last_paper_number": 0, "is_public": False}
FRESH = {"dates_sequence": 0, "dates_changed_at": None, "reminded_at": None, "closing_receipts_at": None}


@dataclass(frozen=True)
class Cloned:
    """`missing` names the pictures that could not be read; everything else is there."""

    workshop: Workshop
    missing: list[str]


@transaction.atomic
def clone_workshop(
    source: Workshop, *, by: User, changes: Mapping[str, Any], due_on_shift: timedelta
) -> Cloned:
    """Copy a workshop, with its calendar moved by whole days. `changes` are the fields that differ; one of them is the slug.

    Raises ValidationError when they will not do.
    """
    workshop = _copy(source, {**OF_THE_EDITION, "created_at": clock.now(), **changes})
    missing = list(_copy_pictures(workshop, {"logo": f"the logo of {source.name}"}))
    for call in source.calls.all():
        _copy_call(call, workshop, due_on_shift)
    for area in source.topic_areas.prefetch_related("topics"):
        copied = _copy(area, {"workshop": workshop})
        for topic in area.topics.filter(is_offered=True):
            _copy(topic, {"area": copied})
    for edition in source.editions.all():
        _copy(edition, {"workshop": workshop})
    Edition.objects.create(
        workshop=workshop, name=source.name, url=reverse("call", args=[source.slug]), position=99
    )
    for person in source.public_organizers.all():
        missing += _copy_pictures(
            _copy(person, {"workshop": workshop}), {"portrait": f"the portrait of {person.name}"}
        )
    add_member(workshop=workshop, user=by, role=Membership.Role.ORGANIZER)
    record("workshop.cloned", workshop_id=workshop.pk, actor_id=by.pk, source=source.name)
    return Cloned(workshop, missing)


def days_between(source: Workshop, due_on: Any) -> timedelta:
    """From the source's first due day to this one, in whole days."""
    first = source.calls.order_by("due_at").first()
    return due_on - first.due_at.astimezone(AOE).date() if first else timedelta()


def _copy_call(call: Call, workshop: Workshop, shift: timedelta) -> None:
    dates = {name: value + shift for name in CALL_DATES if (value := getattr(call, name))}
    if call.supplement_due_at:
        dates["supplement_due_at"] = call.supplement_due_at + shift
    copied = _copy(call, {**FRESH, **dates, "workshop": workshop})
    for kind in call.kinds.filter(is_offered=True):
        _copy(kind, {"call": copied})


def _copy(row: M, changes: Mapping[str, Any]) -> M:
    names = {field.attname for field in row._meta.concrete_fields if not field.primary_key}  # noqa: SLF001 - Django's documented way to a model's fields
    copied = type(row)(**{name: getattr(row, name) for name in names})
    for name, value in changes.items():
        setattr(copied, name, value)
    copied.full_clean()
    copied.save()
    return copied


def _copy_pictures(row: Model, words: Mapping[str, str]) -> Iterator[str]:
    """Files of their own, so that taking one away leaves last year's page alone. Yields what could not be read."""
    for name, missing in words.items():
        field = getattr(row, name)
        if not field:
            continue
        try:
            with default_storage.open(field.name) as file:
                field.name = default_storage.save(f"workshops/{new_ref()}.webp", file)
        except OSError:
            field.name = ""
            yield missing
        row.save(update_fields=[name])
