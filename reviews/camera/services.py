"""Final versions: asked for, uploaded, checked with names, licensed, reminded of."""

from datetime import datetime, timedelta

from django.core.files.storage import default_storage
from django.db import transaction
from django.db.models import F

from reviews.attendance.access import accepted_in
from reviews.camera import letters, selectors
from reviews.camera.models import Agreement, Final, Stage
from submissions import clock
from submissions.accounts.models import User
from submissions.checking.services import authors_of, local_copy
from submissions.checks import PRESETS, sandbox
from submissions.checks.presets import Preset
from submissions.jobs import services as jobs
from submissions.jobs.models import Job
from submissions.log.services import record
from submissions.papers.models import Paper
from submissions.papers.uploads import Upload
from submissions.refs import new_ref
from submissions.workshops.models import Workshop

KIND = "check.final"
BEFORE = timedelta(days=3)


@transaction.atomic
def ask(*, workshop: Workshop, by: User, due_at: datetime, preset: str, licence: str) -> Stage:
    """Ask for final versions, or change until when and how. The first time, authors are written to.

    Another date or licence is reminded of again.
    """
    words = {"due_at": due_at, "preset": preset, "licence": licence}
    Stage.objects.filter(workshop=workshop).exclude(due_at=due_at, licence=licence).update(reminded_at=None)
    stage, is_new = Stage.objects.update_or_create(
        workshop=workshop, defaults=words, create_defaults={**words, "opened_at": clock.now(workshop)}
    )
    record("camera.asked", workshop_id=workshop.pk, actor_id=by.pk)
    if is_new:
        for paper in accepted_in(workshop).select_related("workshop").prefetch_related("authors"):
            letters.ask(paper, stage)
    else:
        for final in Final.objects.filter(paper__in=accepted_in(workshop)).distinct():
            jobs.enqueue(KIND, final.pk)
    return stage


@transaction.atomic
def upload(*, paper: Paper, upload: Upload, by: User) -> Final:
    """Take a final version in, and have it checked. The same bytes count once."""
    Paper.objects.select_for_update().get(pk=paper.pk)
    newest = selectors.newest(paper)
    if newest and newest.sha256 == upload.sha256:
        return newest
    final = Final.objects.create(
        paper=paper,
        number=newest.number + 1 if newest else 1,
        file=default_storage.save(f"finals/{paper.ref}/{new_ref()}.pdf", upload),
        size=upload.size or 0,
        sha256=upload.sha256,
        uploaded_by=by,
        uploaded_at=clock.now(paper.workshop),
    )
    ids = {"workshop_id": paper.workshop_id, "paper_id": paper.pk, "actor_id": by.pk}
    record("camera.uploaded", **ids, number=final.number)
    jobs.enqueue(KIND, final.pk)
    return final


@transaction.atomic
def agree(*, paper: Paper, by: User, stage: Stage) -> Agreement:
    """Agree to the licence as it is worded now; the words are kept with it. Once, and again where they have changed."""
    Paper.objects.select_for_update().get(pk=paper.pk)
    if said := Agreement.objects.filter(paper=paper, words=stage.licence).first():
        return said
    words = {"words": stage.licence, "name": by.get_full_name(), "by": by, "at": clock.now(paper.workshop)}
    agreement, _ = Agreement.objects.update_or_create(paper=paper, defaults=words)
    record("camera.agreed", workshop_id=paper.workshop_id, paper_id=paper.pk, actor_id=by.pk)
    return agreement


@transaction.atomic
def retitle(*, paper: Paper, title: str, by: User) -> None:
    """Put another title in every list from now on, and compare the final version with it."""
    if title == paper.title:
        return
    record(
        "camera.retitled",
        workshop_id=paper.workshop_id,
        paper_id=paper.pk,
        actor_id=by.pk,
        before=paper.title,
    )
    Paper.objects.filter(pk=paper.pk).update(title=title, version=F("version") + 1)
    if final := selectors.newest(paper):
        Final.objects.filter(pk=final.pk).update(report=None, errors=None)
        jobs.enqueue(KIND, final.pk)


@transaction.atomic
def remind(*, workshop: Workshop, by: User | None, stage: Stage) -> int:
    """Write to the authors of every paper that lacks something. Returns how many of them `by` may see."""
    seen = {row.paper.pk for row in selectors.rows(workshop, by) if row.is_late} if by else set()
    late = [row.paper for row in selectors.rows(workshop) if row.is_late]
    for paper in late:
        letters.remind(paper, stage, at=clock.now(workshop))
    Stage.objects.filter(pk=stage.pk).update(reminded_at=clock.now(workshop))
    record("camera.reminded", workshop_id=workshop.pk, actor_id=by.pk if by else None)
    return len(seen)


def remind_in_time() -> int:
    """Once, three days before they are due. Returns the workshops done."""
    waiting = Stage.objects.filter(reminded_at=None).select_related("workshop")
    due = [row for row in waiting if row.due_at - BEFORE <= clock.now(row.workshop) < row.due_at]
    for stage in due:
        remind(workshop=stage.workshop, by=None, stage=stage)
    return len(due)


def check(job: Job) -> None:
    """Names must be there, and title and authors agree with the form."""
    final = Final.objects.select_related("paper__call", "paper__workshop").get(pk=job.object_id)
    with local_copy(final.file) as pdf:
        report = sandbox.check(
            pdf, preset=preset_of(final.paper), authors=authors_of(final.paper), title=final.paper.title
        )
    errors = sum(finding.severity == "error" for finding in report.findings)
    with transaction.atomic():
        if jobs.complete(job):
            Final.objects.filter(pk=final.pk).update(report=report.to_dict(), errors=errors)


def preset_of(paper: Paper) -> Preset:
    stage = Stage.objects.filter(workshop=paper.workshop_id).first()
    base = PRESETS.get(stage.preset) if stage and stage.preset else None
    return (base or paper.call.asks).camera_ready()
