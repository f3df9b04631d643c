"""Final versions are for the authors of accepted papers, and for those who handle them."""

from django.http import Http404

from reviews.attendance.access import accepted_in
from reviews.camera.models import Final, Stage
from submissions.accounts.models import User
from submissions.papers.access import handled_by, written_by
from submissions.papers.models import Paper
from submissions.workshops.models import Workshop


def accepted_paper_for_author(user: User, slug: str, ref: str) -> Paper:
    """Of a workshop that asks for final versions."""
    paper = written_by(user).filter(workshop__slug=slug, ref=ref).select_related("workshop", "call").first()
    if paper is None or not accepted_in(paper.workshop).filter(pk=paper.pk).exists():
        raise Http404
    return paper


def accepted_paper_for_handler(user: User, workshop: Workshop, ref: str) -> Paper:
    paper = accepted_in(workshop).filter(ref=ref, pk__in=handled_by(user, workshop).values("pk")).first()
    if paper is None:
        raise Http404
    return paper


def stage_of(workshop: Workshop) -> Stage:
    stage = Stage.objects.filter(workshop=workshop).first()
    if stage is None:
        raise Http404
    return stage


def final_for_author(user: User, slug: str, ref: str) -> Final:
    papers = written_by(user).filter(workshop__slug=slug)
    return _one(ref, papers.values("pk"))


def final_for_handler(user: User, workshop: Workshop, ref: str) -> Final:
    return _one(ref, handled_by(user, workshop).values("pk"))


def _one(ref: str, papers: object) -> Final:
    final = Final.objects.select_related("paper__workshop").filter(ref=ref, paper__in=papers).first()
    if final is None:
        raise Http404
    return final
