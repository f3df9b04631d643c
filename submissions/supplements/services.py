"""Takes a supplement in, replaces it, takes it away; makes the reviewers' copy of a PDF."""

import tempfile
from datetime import datetime
from pathlib import Path

from django.conf import settings
from django.core.files import File
from django.core.files.storage import default_storage
from django.db import transaction

from submissions.accounts.models import User
from submissions.checking.services import local_copy
from submissions.checks import sandbox
from submissions.jobs import services as jobs
from submissions.jobs.models import Job
from submissions.log.services import record
from submissions.papers import selectors as papers
from submissions.papers.models import Paper
from submissions.papers.uploads import Upload, refusal
from submissions.refs import new_ref
from submissions.supplements.archives import BadArchiveError, Listing, listing
from submissions.supplements.models import Supplement
from submissions.workshops.models import Call

KIND = "check.supplement"
MB = 1024 * 1024


def due_at(paper: Paper) -> datetime:
    return paper.call.supplement_due_at or papers.closing_time(paper.call, paper)


def is_open(paper: Paper, at: datetime) -> bool:
    takes = paper.call.supplement != Call.Supplement.NONE and not paper.is_over
    return takes and paper.call.opens_at <= at <= due_at(paper)


def has_supplement(paper_id: int) -> bool:
    """Whether there is one that reviewers may have."""
    ready = Supplement.objects.exclude(kind=Supplement.Kind.PDF, blind_file="")
    return ready.filter(paper=paper_id).exists()


def look_at(upload: Upload, call: Call) -> tuple[str, Listing]:
    """Returns (kind, what is in it). Raises BadArchiveError with words for whatever is not taken."""
    _measure(upload, call)
    upload.seek(0)
    is_zip = upload.read(4) == b"PK\x03\x04"
    upload.seek(0)
    if is_zip and call.supplement in {Call.Supplement.ZIP, Call.Supplement.ANY}:
        found = listing(upload)
        upload.seek(0)
        return Supplement.Kind.ZIP, found
    if is_zip or call.supplement == Call.Supplement.ZIP:
        raise BadArchiveError(
            f"This call takes {call.get_supplement_display().lower()} here, and nothing else."
        )
    if words := refusal(upload, also=" or ZIP archive" if call.supplement == Call.Supplement.ANY else ""):
        raise BadArchiveError(words)
    return Supplement.Kind.PDF, Listing([], 0)


def _measure(upload: Upload, call: Call) -> None:
    most = min(call.supplement_mb, settings.MAX_UPLOAD_BYTES // MB)
    if upload.is_too_large or (upload.size or 0) > most * MB:
        size = (upload.size or 0) / MB
        raise BadArchiveError(
            f"This file is {size:.0f} MB; at most {most} MB can be taken here. What you sent before is kept."
        )


@transaction.atomic
def add(*, paper: Paper, upload: Upload, by: User, name: str) -> Supplement:
    """Take it in, in place of an earlier one. Raises BadArchiveError."""
    kind, found = look_at(upload, paper.call)
    stored = default_storage.save(f"papers/{paper.ref}/{new_ref()}.{kind}", upload)
    supplement, _ = Supplement.objects.update_or_create(
        paper=paper,
        defaults={
            "kind": kind,
            "file": stored,
            "blind_file": "",
            "original_name": name[:200],
            "size": upload.size or 0,
            "sha256": upload.sha256,
            "names": found.names,
            "more_names": found.more,
            "uploaded_by": by,
        },
    )
    record("paper.supplement", workshop_id=paper.workshop_id, paper_id=paper.pk, actor_id=by.pk)
    if kind == Supplement.Kind.PDF:
        jobs.enqueue(KIND, supplement.pk)
    return supplement


@transaction.atomic
def remove(*, paper: Paper, by: User) -> None:
    if Supplement.objects.filter(paper=paper).delete()[0]:
        record("paper.supplement_removed", workshop_id=paper.workshop_id, paper_id=paper.pk, actor_id=by.pk)


def make_copy(job: Job) -> None:
    """The sanitised copy of a PDF. One that was replaced meanwhile has a job of its own."""
    supplement = (
        Supplement.objects.filter(pk=job.object_id, kind=Supplement.Kind.PDF).select_related("paper").first()
    )
    if supplement is None:
        return
    with local_copy(supplement.file) as pdf, tempfile.TemporaryDirectory() as folder:
        blind = Path(folder) / "blind.pdf"
        made = sandbox.sanitise(pdf, blind)
        if not made.ok:
            jobs.give_up(job, made.reason)
            return
        with blind.open("rb") as file:
            stored = default_storage.save(f"papers/{supplement.paper.ref}/{new_ref()}.pdf", File(file))
    with transaction.atomic():
        if jobs.complete(job):
            Supplement.objects.filter(pk=supplement.pk, file=supplement.file.name).update(blind_file=stored)
