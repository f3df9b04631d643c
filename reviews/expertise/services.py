"""A reviewer's own papers, and how near they are to each submission."""

import tempfile
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

from django.core.files.storage import default_storage
from django.db import transaction

from reviews.expertise.models import Affinity, Profiling
from reviews.expertise.selectors import Texts, fingerprint, texts_of
from submissions import clock
from submissions.accounts.models import User
from submissions.checking.services import local_copy
from submissions.checks import sandbox
from submissions.jobs import services as jobs
from submissions.jobs.models import Job
from submissions.papers.conflicts import refresh_person
from submissions.papers.uploads import Upload
from submissions.publications import services as publications
from submissions.publications.models import Publication
from submissions.publications.reading import Read, Work, read
from submissions.publications.services import Added, TooMany
from submissions.refs import new_ref
from submissions.workshops.models import Membership, Workshop

KIND = "solve.affinity"
A_WHILE = timedelta(seconds=30)
LONGEST = 60_000  # letters of one paper; what comes after says nothing new
MOST_PAGES = 20

__all__ = ["TooMany", "add_pasted", "add_pdf", "compare", "compare_soon", "read_pdf", "remove"]


@dataclass(frozen=True)
class Pasted:
    added: Added
    skipped: list[str]


@transaction.atomic
def add_pasted(*, user: User, text: str) -> Pasted:
    """Put what was pasted on the person's list. Co-authors that it names become conflicts. Raises TooMany."""
    found: Read = read(text)
    added = publications.add(user=user, works=found.works)
    _changed(user)
    return Pasted(added, found.skipped)


@transaction.atomic
def add_pdf(*, user: User, upload: Upload, name: str) -> Added:
    """Keep the file until a worker has read it; a web request never parses a PDF. Raises TooMany."""
    work = Work(title=Path(name).stem[:300] or "A paper", source=Publication.Source.PDF)
    added = publications.add(user=user, works=[work])
    if added.new:
        row = Publication.objects.get(user=user, key=publications.key_of(work.title))
        row.file = default_storage.save(f"publications/{new_ref()}.pdf", upload)
        row.save(update_fields=["file"])
        jobs.enqueue("check.publication", row.pk)
    return added


@transaction.atomic
def remove(*, user: User, pk: int) -> None:
    if publications.remove(user=user, pk=pk):
        _changed(user)


def _changed(user: User) -> None:
    refresh_person(user)
    role = Membership.Role.REVIEWER
    for workshop in Workshop.objects.filter(memberships__user=user, memberships__role=role):
        compare_soon(workshop)


def compare_soon(workshop: Workshop) -> None:
    """In a while, as a person who changes one thing often changes another."""
    jobs.enqueue(KIND, workshop.pk, due_at=clock.now() + A_WHILE)


def read_pdf(job: Job) -> None:
    """Take the text out of a person's PDF, in the sandbox, and forget the file."""
    row = Publication.objects.filter(pk=job.object_id).exclude(file="").first()
    if row is None:
        return
    with local_copy(row.file) as pdf, tempfile.TemporaryDirectory() as folder:
        pages = sandbox.pictures(pdf, Path(folder), width=50, pages=list(range(1, MOST_PAGES + 1)))
    text = "\n".join(page.text for page in pages)[:LONGEST]
    name = row.file.name
    with transaction.atomic():
        if not jobs.complete(job):
            return
        problem = "" if text.strip() else "No text could be read in this file; paste its title instead."
        title = next((line.strip() for line in text.splitlines() if len(line.strip()) > 8), row.title)
        Publication.objects.filter(pk=row.pk).update(
            text=text, title=title[:300], file="", problem=problem, added_at=clock.now()
        )
        _changed(row.user)
    if name:
        default_storage.delete(name)


def compare(job: Job) -> None:
    """Compute the affinities of a workshop anew, from what is there now."""
    workshop = Workshop.objects.filter(pk=job.object_id).first()
    if workshop is None:
        return
    made_of = fingerprint(workshop)
    jobs.beat(job, "Reading the papers")
    texts = texts_of(workshop)
    jobs.beat(job, "Comparing texts")
    rows = list(_rows(texts))
    with transaction.atomic():
        if not jobs.complete(job):
            return
        Affinity.objects.filter(paper__workshop=workshop).delete()
        Affinity.objects.bulk_create(rows, batch_size=2000)
        Profiling.objects.update_or_create(
            workshop=workshop, defaults={"made_of": made_of, "at": clock.now(workshop)}
        )


def _rows(texts: Texts) -> list[Affinity]:
    # It brings numpy: half a second that only the worker has to spare.
    from reviews.expertise.comparing import nearness

    return [
        Affinity(
            paper_id=each.paper,
            reviewer_id=each.reviewer,
            value=each.value,
            cosine=each.cosine,
            terms=each.terms,
            nearest=each.nearest[:300],
        )
        for each in nearness(texts)
    ]
