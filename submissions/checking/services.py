"""Runs the checker over a version and keeps its answer; then makes the reviewers' copy and the pictures."""

import hashlib
import shutil
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path

from django.core.files import File
from django.core.files.storage import default_storage
from django.db import transaction
from django.db.models import F
from django.db.models.fields.files import FieldFile

from submissions.accounts.models import User
from submissions.checking.marks import entries, follow, open_errors
from submissions.checking.models import Check, Page
from submissions.checks import ENGINE_VERSION, Author, Report, sandbox
from submissions.checks.sandbox import PagePicture
from submissions.jobs import services as jobs
from submissions.jobs.models import Job
from submissions.log.services import record
from submissions.papers.models import Paper, Version
from submissions.refs import new_ref

GONE = "The stored file is gone. Ask the authors to upload it again."
CHANGED = "The stored file is not the one that was uploaded. Ask the authors to upload it again."
# What comes next once the checker has said that a stage is behind it.
NEXT = {"structure": "Reading the pages", "text": "Applying the rules", "done": "Writing the answer"}


def check_version(job: Job) -> None:
    """Check the version that the job is about. The file is data: it is read in a child process under limits."""
    version = Version.objects.select_related("paper__call").get(pk=job.object_id)
    try:
        with local_copy(version.file, version.sha256) as pdf:
            report = sandbox.check(
                pdf,
                preset=version.paper.call.asks,
                authors=authors_of(version.paper),
                on_stage=lambda stage: jobs.beat(job, NEXT.get(stage, "")),
            )
    except StoredFileError as error:
        hand_over(job, error)
    else:
        _keep_report(job, version, report)


def make_copy(job: Job) -> None:
    """Make the sanitised copy and the pictures of its pages, all of them or none."""
    version = Version.objects.select_related("paper").get(pk=job.object_id)
    with local_copy(version.file, version.sha256) as pdf, tempfile.TemporaryDirectory() as folder:
        blind = Path(folder) / "blind.pdf"
        made = sandbox.sanitise(pdf, blind, authors_of(version.paper))
        if not made.ok:
            jobs.give_up(job, made.reason)
            return
        jobs.beat(job, "Drawing the pages")
        pictures = sandbox.pictures(blind, Path(folder))
        _keep_copy(job, version, blind, pictures)


@transaction.atomic
def check_once_more(*, paper: Paper, by: User) -> None:
    """Check the current version again, on somebody's word."""
    if paper.current_id:
        record("paper.check_again", workshop_id=paper.workshop_id, paper_id=paper.pk, actor_id=by.pk)
        jobs.enqueue("check.pdf", paper.current_id)


def authors_of(paper: Paper) -> list[Author]:
    """The names that the form knows: the strongest anonymity rule there is looks for them."""
    fields = paper.authors.values_list("name", "email", "affiliation", "orcid")
    return [Author(*row) for row in fields]


class StoredFileError(Exception):
    """What was uploaded is no longer what is stored; the words are for the organizers."""


@contextmanager
def local_copy(file: FieldFile, sha256: str = "") -> Iterator[Path]:
    """A stored file on this machine's disk, wherever the storage keeps it; with `sha256` only if it is still the same."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "paper.pdf"
        try:
            with file.open("rb") as source, path.open("wb") as target:
                shutil.copyfileobj(source, target)
        except OSError as error:
            raise StoredFileError(GONE) from error
        with path.open("rb") as copy:
            if sha256 and hashlib.file_digest(copy, "sha256").hexdigest() != sha256:
                raise StoredFileError(CHANGED)
        yield path


def hand_over(job: Job, error: StoredFileError) -> None:
    """Try once more, for a disk can be away for a moment; then it is the organizers' to see."""
    if job.attempt < 2:
        jobs.try_again(job, str(error), delay=timedelta(seconds=10))
    else:
        jobs.give_up(job, str(error))


def _keep_report(job: Job, version: Version, report: Report) -> None:
    paper = version.paper
    with transaction.atomic():
        if not jobs.complete(job):
            return
        # The paper's lock: a waiver is either counted here, or counts again itself.
        Paper.objects.filter(pk=paper.pk).update(version=F("version"))
        before = version.checks.first()
        if before and before.engine != report.checker:
            earlier = Report.from_dict(before.report).findings
            follow(paper_id=paper.pk, sha256=version.sha256, before=earlier, after=report.findings)
        check = Check.objects.create(
            version=version,
            preset=report.preset,
            rules=report.preset_version,
            engine=report.checker,
            status=report.status,
            report=report.to_dict(),
            errors=open_errors(paper.pk, version.sha256, report.findings),
            warnings=entries(each for each in report.findings if each.severity == "warning"),
            seconds=report.limits.cpu_s,
        )
        record("paper.checked", workshop_id=paper.workshop_id, paper_id=paper.pk, errors=check.errors)
        if report.status != "failed" and not _has_copy(version, before):
            jobs.enqueue("check.copy", version.pk)


def _has_copy(version: Version, before: Check | None) -> bool:
    """A changed preset changes no picture; a new engine may draw and clean differently."""
    return bool(version.blind_file and before and before.engine == ENGINE_VERSION)


def _keep_copy(job: Job, version: Version, blind: Path, pictures: Sequence[PagePicture]) -> None:
    """Files first, rows last: whoever sees a row finds its file."""
    place = f"papers/{version.paper.ref}/{new_ref()}"
    with blind.open("rb") as file:
        stored = default_storage.save(f"{place}.pdf", File(file))
    pages = [_stored_page(version, picture, place) for picture in pictures]
    with transaction.atomic():
        if not jobs.complete(job):
            return
        Version.objects.filter(pk=version.pk).update(blind_file=stored)
        version.pages.all().delete()
        Page.objects.bulk_create(pages)


def _stored_page(version: Version, picture: PagePicture, place: str) -> Page:
    with picture.path.open("rb") as file:
        name = default_storage.save(f"{place}/{picture.page}.webp", File(file))
    return Page(
        version=version,
        number=picture.page,
        file=name,
        width=picture.width,
        height=picture.height,
        width_pt=picture.points[0],
        height_pt=picture.points[1],
        text=picture.text.replace("\x00", ""),
    )
