"""My data: asked for, made by a worker, fetched once, forgotten."""

import json
import tempfile
import zipfile
from datetime import timedelta

from django.core.files import File
from django.core.files.storage import default_storage
from django.db import transaction
from django.db.models import Q

from reviews.personal import gathering
from reviews.personal.models import Copy
from submissions import clock
from submissions.accounts.models import User
from submissions.jobs import services as jobs
from submissions.jobs.models import Job
from submissions.log.services import record
from submissions.refs import new_ref

KIND = "solve.personal"
KEPT = timedelta(days=7)
READ_ME = """What this site keeps about you, as far as you may see it: one JSON file for each kind, and your papers' PDFs.
Not in it is what only others may know: who reviews your papers, what organizers say among themselves, conflicts that
others named. The privacy page says what is kept for how long, and your account's page erases it.
"""


@transaction.atomic
def ask(*, user: User) -> Copy:
    """A second wish takes the place of the first."""
    forget_one(user)
    copy = Copy.objects.create(user=user, asked_at=clock.now())
    record("account.copy_asked", actor_id=user.pk)
    jobs.enqueue(KIND, copy.pk)
    return copy


def make(job: Job) -> None:
    copy = Copy.objects.select_related("user").get(pk=job.object_id)
    with tempfile.TemporaryFile() as out:
        with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
            archive.writestr("README.txt", READ_ME)
            for name, rows in gathering.sections(copy.user).items():
                archive.writestr(f"{name}.json", json.dumps(rows, indent=1, ensure_ascii=False, default=str))
            for name, file in gathering.files(copy.user):
                with file.open("rb") as source:
                    archive.writestr(name, source.read(), zipfile.ZIP_STORED)
            jobs.beat(job, "Packing")
        out.seek(0)
        stored = default_storage.save(f"personal/{new_ref()}.zip", File(out))
    now = clock.now()
    with transaction.atomic():
        if jobs.complete(job):
            Copy.objects.filter(pk=copy.pk).update(file=stored, made_at=now, ends_at=now + KEPT)
            return
    default_storage.delete(stored)


def fetched(copy: Copy) -> None:
    """It is given once; the file goes with the next round of chores, when the last byte has long been sent."""
    Copy.objects.filter(pk=copy.pk).update(ends_at=clock.now() + timedelta(minutes=10))


def forget_one(user: User) -> None:
    for copy in Copy.objects.filter(user=user):
        _drop(copy)


def forget() -> int:
    """What was fetched, or lies there too long. Returns how many."""
    over = list(Copy.objects.filter(Q(ends_at__lt=clock.now())))
    for copy in over:
        _drop(copy)
    return len(over)


def _drop(copy: Copy) -> None:
    """Row first: a file without a row is nobody's."""
    name = copy.file.name
    copy.delete()
    if name:
        transaction.on_commit(lambda: default_storage.delete(name))
