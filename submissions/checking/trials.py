"""Checks a visitor's PDF by the same rules and keeps nothing: the file goes with the answer, the answer soon after."""

import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Any

from django.core.cache import cache
from django.core.files.storage import default_storage
from django.db import transaction

from submissions import clock
from submissions.checking.models import Trial
from submissions.checking.selectors import ahead_of
from submissions.checking.services import local_copy
from submissions.checking.shown import ShownFinding, ShownPage, folded, for_authors, shown
from submissions.checks import Report, sandbox
from submissions.jobs import selectors as ledger
from submissions.jobs import services as jobs
from submissions.jobs.models import Job
from submissions.papers.uploads import Upload
from submissions.refs import new_ref

KIND = "check.trial"
KEPT = timedelta(minutes=15)
PICTURES = 6  # pages with something on them that are drawn, the first ones
AT_ONCE = 40  # waiting trials; a paper's own check must not stand behind more
PER_ADDRESS, WINDOW = 10, 300  # uploads from one address in so many seconds


@dataclass(frozen=True)
class Busy(Exception):
    """Not now: try again after so many seconds."""

    seconds: int


def begin(*, upload: Upload, preset: str, address: str, changes: Mapping[str, Any] | None = None) -> Trial:
    """Keep a PDF until a worker has checked it. Raises Busy for an address or a queue that has had enough."""
    seconds = _wait_for(address)
    if seconds or Trial.objects.exclude(file="").count() >= AT_ONCE:
        raise Busy(seconds or 30)
    ref = new_ref()
    stored = default_storage.save(f"trials/{ref}.pdf", upload)
    with transaction.atomic():
        trial = Trial.objects.create(ref=ref, preset=preset, changes=changes or {}, file=stored)
        jobs.enqueue(KIND, trial.pk)
    return trial


def run(job: Job) -> None:
    """Check, then draw the pages that something stands on; the words need not wait for the pictures."""
    trial = Trial.objects.filter(pk=job.object_id).exclude(file="").first()
    if trial is None:
        return
    with local_copy(trial.file) as pdf, tempfile.TemporaryDirectory() as folder:
        report = sandbox.check(pdf, preset=trial.asks)
        _keep(trial, report, [])
        wanted = sorted({each.page for each in report.findings if each.page and each.box})[:PICTURES]
        drawn = sandbox.pictures(pdf, Path(folder), pages=wanted) if wanted else []
        _keep(trial, report, drawn)
    stored = trial.file.name
    with transaction.atomic():
        if jobs.complete(job):
            Trial.objects.filter(pk=trial.pk).update(file="")
            transaction.on_commit(lambda: default_storage.delete(stored))


def forget() -> int:
    """Delete what has been kept long enough, checked or not. Returns how many."""
    old = list(Trial.objects.filter(asked_at__lt=clock.now() - KEPT))
    for trial in old:
        cache.delete(_key(trial.ref))
        if trial.file:
            default_storage.delete(trial.file.name)
        for number in range(1, PICTURES + 1):
            cache.delete(f"{_key(trial.ref)}:{number}")
        trial.delete()
    return len(old)


@dataclass(frozen=True)
class Answer:
    """`phase` is waiting, done or failed; `ahead` counts what the workers do first; `until` is when all is deleted."""

    trial: Trial
    phase: str
    is_settled: bool
    ahead: int = 0
    report: Report | None = None
    findings: tuple[ShownFinding, ...] = ()
    pages: tuple[ShownPage, ...] = ()

    @property
    def queue(self) -> str:
        are = "1 file is" if self.ahead == 1 else f"{self.ahead} files are"
        return f"{are} before yours. This page shows the answer as soon as it is there."

    @property
    def errors(self) -> int:
        return sum(each.is_to_fix for each in self.findings)

    @property
    def drawn(self) -> set[int]:
        return {page.number for page in self.pages}

    @property
    def label(self) -> str:
        return self.trial.asks.label


def answer_to(ref: str, picture_url: str) -> Answer | None:
    """None once it is forgotten. `picture_url` is the pictures' address with 0 for the number."""
    trial = Trial.objects.filter(ref=ref, asked_at__gte=clock.now() - KEPT).first()
    if trial is None:
        return None
    kept: dict[str, Any] | None = cache.get(_key(ref))
    if kept:
        report = Report.from_dict(kept["report"])
        found = for_authors(map(shown, report.findings))
        pages = tuple(
            ShownPage(
                **facts,
                url=picture_url.replace("0", str(index), 1),
                findings=tuple(each.finding for each in found if each.finding.page == facts["number"]),
            )
            for index, facts in enumerate(kept["pages"], 1)
        )
        return Answer(
            trial, "done", is_settled=not trial.file, report=report, findings=folded(found), pages=pages
        )
    job = ledger.latest(KIND, trial.pk)
    if job is None or job.state in {Job.State.FAILED, Job.State.DONE}:
        return Answer(trial, "failed", is_settled=True)
    return Answer(trial, "waiting", is_settled=False, ahead=ahead_of(job))


def picture(ref: str, index: int) -> bytes | None:
    """A drawn page as WebP; the index counts drawn pages from 1."""
    data: bytes | None = cache.get(f"{_key(ref)}:{index}")
    return data


def _keep(trial: Trial, report: Report, drawn: list[sandbox.PagePicture]) -> None:
    seconds = int(KEPT.total_seconds())
    pages = []
    for index, each in enumerate(drawn, 1):
        cache.set(f"{_key(trial.ref)}:{index}", each.path.read_bytes(), seconds)
        pages.append(
            {
                "number": each.page,
                "width": each.width,
                "height": each.height,
                "page_width": each.points[0],
                "page_height": each.points[1],
                "text": each.text,
            }
        )
    cache.set(_key(trial.ref), {"report": report.to_dict(), "pages": pages}, seconds)


def _key(ref: str) -> str:
    return f"trial:{ref}"


def _wait_for(address: str) -> int:
    """How many seconds this address must wait; counts the upload when it need not."""
    now = int(clock.now().timestamp())
    key = f"trials-from:{address}:{now // WINDOW}"
    cache.add(key, 0, WINDOW)
    if (cache.incr(key) or 0) <= PER_ADDRESS:  # None while the cache is away
        return 0
    return WINDOW - now % WINDOW
