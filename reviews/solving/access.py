"""Runs are for those who may see every paper in them: figures over a hidden paper would tell of it."""

from django.db.models import Exists, OuterRef, QuerySet
from django.http import Http404

from reviews.solving.models import Run
from submissions.accounts.models import User
from submissions.papers.access import handled_by
from submissions.workshops.models import Workshop


def runs_for(user: User, workshop: Workshop) -> QuerySet[Run]:
    """The workshop's runs over nothing but papers that this person handles, newest first."""
    through = Run.papers.through.objects.filter(run=OuterRef("pk"))
    hidden = through.exclude(paper__in=handled_by(user, workshop).order_by())
    return Run.objects.filter(Exists(through), ~Exists(hidden), workshop=workshop).select_related("by")


def run_for(user: User, workshop: Workshop, ref: str) -> Run:
    run = runs_for(user, workshop).filter(ref=ref).first()
    if run is None:
        raise Http404
    return run
