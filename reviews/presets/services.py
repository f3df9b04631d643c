"""Tries rules on the papers that are in, and makes them the call's."""

from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.db.models import QuerySet

from reviews.presets.models import Preview, Tried
from submissions.accounts.models import User
from submissions.checking import stale
from submissions.checking.services import StoredFileError, authors_of, local_copy
from submissions.checks import sandbox
from submissions.jobs import services as jobs
from submissions.jobs.models import Job
from submissions.log.services import record
from submissions.papers.access import handled_by
from submissions.papers.models import Paper, Version
from submissions.workshops.models import Call

KIND = "check.preview"
AT_ONCE = 5
"""Papers a job tries before others get their turn: an upload must not wait for a preview of hundreds."""


@transaction.atomic
def ask_preview(*, call: Call, preset: str, changes: Mapping[str, Any], by: User) -> Preview:
    """Begin to try rules on the papers that the organizer handles; what was tried by the same rules stays."""
    preview, _ = Preview.objects.update_or_create(
        call=call, by=by, defaults={"preset": preset, "changes": dict(changes)}
    )
    preview.tried.exclude(rules=preview.asks.version).delete()
    jobs.enqueue(KIND, preview.pk)
    return preview


def try_some(job: Job) -> None:
    """Try the next few papers, and go to the end of the queue with the rest."""
    preview = Preview.objects.select_related("call__workshop", "by").filter(pk=job.object_id).first()
    if preview is None:
        return
    rules = preview.asks
    for version in list(_left(preview)[:AT_ONCE]):
        try:
            with local_copy(version.file, version.sha256) as pdf:
                report = sandbox.check(pdf, preset=rules, authors=authors_of(version.paper))
        except StoredFileError as error:
            jobs.give_up(job, str(error))
            return
        tried = {"rules": rules.version, "report": report.to_dict()}
        Tried.objects.update_or_create(preview=preview, version=version, defaults=tried)
        jobs.beat(job)
    with transaction.atomic():
        if _left(preview).exists():
            jobs.enqueue(KIND, preview.pk)
        jobs.complete(job)


@transaction.atomic
def use(*, call: Call, preset: str, changes: Mapping[str, Any], by: User) -> int:
    """Make rules the call's own; papers are checked again by them in the background. Returns how many at once."""
    Call.objects.filter(pk=call.pk).update(preset=preset, changes=dict(changes))
    Preview.objects.filter(call=call, by=by).delete()
    record("call.rules_changed", workshop_id=call.workshop_id, actor_id=by.pk, call=call.name)
    return stale.recheck()


@transaction.atomic
def drop_preview(*, call: Call, by: User) -> None:
    Preview.objects.filter(call=call, by=by).delete()


def _left(preview: Preview) -> QuerySet[Version]:
    papers = papers_of(preview.call, preview.by)
    done = preview.tried.filter(rules=preview.asks.version).values("version")
    versions = Version.objects.filter(pk__in=papers.values("current"))
    return versions.exclude(pk__in=done).select_related("paper").order_by("paper__number")


def papers_of(call: Call, by: User) -> QuerySet[Paper]:
    """The papers on which an organizer sees what rules do: those of the call with a PDF that this person handles."""
    handled = handled_by(by, call.workshop).filter(call=call)
    return handled.exclude(current=None).exclude(state__in=Paper.OVER)
