"""Takes the hidden data out of an author's PDF: the cleaned file becomes the paper's next version."""

import tempfile
from dataclasses import dataclass
from pathlib import Path

from django.db import transaction
from django.db.models import F

from submissions.accounts.models import User
from submissions.checking.models import Cleaning
from submissions.checking.selectors import CheckState
from submissions.checking.services import local_copy
from submissions.checks import Report, sandbox
from submissions.jobs import services as jobs
from submissions.jobs.models import Job
from submissions.log.services import record
from submissions.papers import services as papers
from submissions.papers.models import Paper, Version
from submissions.papers.uploads import Upload

CHUNK = 1024 * 1024
NEWER = "Another PDF came meanwhile, so nothing was changed."
NOTHING = "There was nothing to take out: the file stays as it is."
BROKEN_OFF = "The cleaning broke off. Try again, or export the PDF anew."


@transaction.atomic
def ask(*, version: Version, by: User) -> Cleaning:
    """Have a worker make a cleaned version. Asked twice, it is made once."""
    cleaning, _ = Cleaning.objects.get_or_create(source=version, defaults={"by": by})
    if cleaning.made_id is None:
        Cleaning.objects.filter(pk=cleaning.pk).update(problem="", by=by)
        jobs.enqueue("check.clean", version.pk)
    return cleaning


def clean(job: Job) -> None:
    """Do what `ask` asked for. The original stays in the paper's history."""
    cleaning = Cleaning.objects.select_related("source__paper__workshop", "by").get(source=job.object_id)
    with (
        local_copy(cleaning.source.file, cleaning.source.sha256) as pdf,
        tempfile.TemporaryDirectory() as folder,
    ):
        out = Path(folder) / "cleaned.pdf"
        made = sandbox.sanitise(pdf, out)
        with transaction.atomic():
            if not jobs.complete(job):
                return
            problem = f"Not cleaned: {made.reason}."[:200] if not made.ok else _take_in(cleaning, out, made)
            Cleaning.objects.filter(pk=cleaning.pk, made=None).update(problem=problem)


def _take_in(cleaning: Cleaning, out: Path, made: sandbox.Sanitised) -> str:
    """Make the next version of the cleaned file; returns why not, or nothing."""
    source = cleaning.source
    Paper.objects.filter(pk=source.paper_id).update(version=F("version"))  # takes the row's lock
    paper = Paper.objects.select_related("workshop", "current").get(pk=source.paper_id)
    if paper.current_id != source.pk or paper.is_over:
        return NEWER
    name = f"{source.original_name.removesuffix('.pdf')[:185]} (cleaned).pdf"
    upload = _upload(out, name, made.sha256)
    try:
        version = papers.add_version(paper=paper, upload=upload, by=cleaning.by, name=name)
    finally:
        upload.close()
    if version.pk == source.pk:
        return NOTHING
    taken_out = {"made": version, "removed": list(made.removed), "before": _findings(source)}
    Cleaning.objects.filter(pk=cleaning.pk).update(**taken_out)
    record("paper.cleaned", workshop_id=paper.workshop_id, paper_id=paper.pk, number=version.number)
    return ""


def _upload(path: Path, name: str, sha256: str) -> Upload:
    upload = Upload(name, "application/pdf", path.stat().st_size, None)
    with path.open("rb") as file:
        while chunk := file.read(CHUNK):
            upload.write(chunk)
    upload.seek(0)
    upload.sha256 = sha256
    return upload


def _findings(version: Version) -> list[tuple[str, str]]:
    check = version.checks.first()
    found = Report.from_dict(check.report).findings if check else ()
    return [(finding.key, finding.message) for finding in found]


@dataclass(frozen=True)
class CleaningState:
    """`source_number` is set on the page of a cleaned version; `gone` is what was found before and is no more."""

    is_under_way: bool = False
    problem: str = ""
    source_number: int | None = None
    removed: tuple[str, ...] = ()
    gone: tuple[str, ...] = ()


def cleaning_of(version: Version | None, state: CheckState) -> CleaningState:
    """What cleaning has to do with a paper's current version; no query if its `cleaning` and `cleaned_from` came along."""
    made: Cleaning | None = getattr(version, "cleaned_from", None)
    asked: Cleaning | None = getattr(version, "cleaning", None)
    if asked:
        problem = asked.problem or (BROKEN_OFF if state.cleaning == Job.State.FAILED else "")
        is_under_way = state.cleaning in {Job.State.QUEUED, Job.State.RUNNING}
        return CleaningState(is_under_way=is_under_way, problem=problem)
    if made:
        left = {finding.key for finding in state.report.findings} if state.report else None
        gone = tuple(words for key, words in made.before if left is not None and key not in left)
        return CleaningState(source_number=made.source.number, removed=tuple(made.removed), gone=gone)
    return CleaningState()
