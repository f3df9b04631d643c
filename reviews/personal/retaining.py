"""What the end of a term means, kind by kind."""

from collections.abc import Iterable

from django.core.files.storage import default_storage
from django.db import transaction
from django.db.models import QuerySet

from reviews.attendance.access import accepted_in
from reviews.reviewing.models import Review
from submissions.checking.models import Page
from submissions.log.models import Entry
from submissions.mail.models import Letter, Mailing
from submissions.papers.models import Paper, Version
from submissions.retention.services import erases
from submissions.supplements.models import Supplement
from submissions.workshops.models import Workshop


@erases("drafts")
def drafts(workshop: Workshop) -> None:
    reviews = Review.objects.filter(assignment__paper__workshop=workshop)
    reviews.filter(submitted_at=None).delete()
    reviews.exclude(draft=None).update(draft=None)
    begun = Paper.objects.filter(workshop=workshop, state=Paper.State.DRAFT)
    drop_files(begun)
    begun.delete()
    Paper.objects.filter(workshop=workshop).exclude(draft=None).update(draft=None)


@erases("files")
def files(workshop: Workshop) -> None:
    accepted = accepted_in(workshop).values("pk")
    drop_files(Paper.objects.filter(workshop=workshop).exclude(pk__in=accepted))


@erases("logs")
def logs(workshop: Workshop) -> None:
    Entry.objects.filter(workshop=workshop).delete()
    Letter.objects.filter(workshop=workshop).delete()
    Mailing.objects.filter(workshop=workshop).delete()


def drop_files(papers: QuerySet[Paper]) -> None:
    """Versions with their checks and pictures, and supplements: rows first, files once that is certain."""
    versions = Version.objects.filter(paper__in=papers)
    pages = Page.objects.filter(version__in=versions)
    supplements = Supplement.objects.filter(paper__in=papers)
    names = {name for pair in versions.values_list("file", "blind_file") for name in pair}
    names |= {*pages.values_list("file", flat=True), *supplements.values_list("file", flat=True)}
    versions.delete()
    supplements.delete()
    transaction.on_commit(lambda: _delete(names - {""}))


def _delete(names: Iterable[str]) -> None:
    for name in names:
        default_storage.delete(name)
