"""Saving a page of settings: once, over the state that its author saw."""

from typing import TypeVar

from django.db import transaction
from django.http import QueryDict

from submissions.accounts.models import User
from submissions.log.models import Entry
from submissions.log.services import record
from submissions.workshops.models import Workshop
from submissions.workshops.settings.base import Files, Section

S = TypeVar("S", bound=Section)


class ChangedMeanwhile(Exception):
    """Somebody saved this page since it was opened. Nothing was written; `form` holds what was typed, over what is saved now."""

    def __init__(self, form: Section, by: str) -> None:
        super().__init__(by)
        self.form = form
        self.by = by


@transaction.atomic
def change(
    section: type[S], *, workshop: Workshop, key: str, data: QueryDict, files: Files, by: User, part: str = ""
) -> S:
    """Save what was typed if it will do; the form says what will not. Raises ChangedMeanwhile."""
    locked = Workshop.objects.select_for_update().get(pk=workshop.pk)
    form = section(locked, data, files, part=part)
    if data.get("seen") != form.stamp:
        raise ChangedMeanwhile(form, last_editor(locked, key))
    if form.is_valid():
        form.write()
        record("settings.changed", workshop_id=locked.pk, actor_id=by.pk, page=form.heading, key=key)
    return form


def last_editor(workshop: Workshop, key: str) -> str:
    """Who saved this page last."""
    entry = Entry.objects.filter(workshop=workshop, verb="settings.changed", data__key=key).first()
    return entry.actor.get_full_name() if entry and entry.actor else "Somebody"
