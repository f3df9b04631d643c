"""Which accepted papers anybody may take as PDF: none, unless an organizer has said which."""

from django.db.models.fields.files import FieldFile

from reviews.accepted.models import PublicPdfs
from reviews.attendance.access import accepted_in
from reviews.camera.models import Final
from submissions.workshops.models import Workshop

Which = PublicPdfs.Which


def shown(workshop: Workshop) -> str:
    """A value of Which, or nothing."""
    return PublicPdfs.objects.filter(workshop=workshop).values_list("which", flat=True).first() or ""


def pdfs(workshop: Workshop) -> dict[int, FieldFile]:
    """By the paper's number; in one query where none are shown, else in two or three."""
    which = shown(workshop)
    found: dict[int, FieldFile] = {}
    if which == Which.LAST:
        last = accepted_in(workshop).exclude(current=None).select_related("current")
        found = {paper.number: paper.current.file for paper in last if paper.current}
    return found | _finals(workshop) if which else {}


def _finals(workshop: Workshop) -> dict[int, FieldFile]:
    """A newer one that did not pass takes no older one away."""
    papers = accepted_in(workshop).filter(agreement__isnull=False)
    passed = Final.objects.filter(paper__in=papers, errors=0).select_related("paper").order_by("number")
    return {final.paper.number: final.file for final in passed}
