"""The mailed link opens one paper's page to its authors, without an account; organizers act on papers they handle."""

from django.db.models import QuerySet
from django.http import Http404

from reviews.attendance.models import Attendance
from reviews.decisions.models import Decision
from reviews.decisions.selectors import is_released
from submissions.accounts.models import User
from submissions.papers.access import handled_by
from submissions.papers.models import Paper
from submissions.workshops.access import workshop_for_organizer
from submissions.workshops.models import Workshop


def accepted_in(workshop: Workshop) -> QuerySet[Paper]:
    """Papers that are accepted, released and not withdrawn, by number."""
    out = Decision.objects.filter(
        paper__workshop=workshop,
        state=Decision.State.RELEASED,
        outcome__in=[Decision.Outcome.TALK, Decision.Outcome.POSTER],
    )
    papers = Paper.objects.filter(workshop=workshop, state=Paper.State.SUBMITTED)
    return papers.filter(pk__in=out.values("paper")).order_by("number")


def released_for_organizer(user: User, slug: str) -> Workshop:
    workshop = workshop_for_organizer(user, slug)
    if not is_released(workshop):
        raise Http404
    return workshop


def attendance_by_token(slug: str, token: str) -> Attendance:
    """Of a paper that is still accepted."""
    found = Attendance.objects.select_related("paper__workshop").filter(
        token=token, paper__workshop__slug=slug
    )
    row = found.first()
    if row is None or not accepted_in(row.paper.workshop).filter(pk=row.paper_id).exists():
        raise Http404
    return row


def accepted_paper_for_handler(user: User, workshop: Workshop, ref: str) -> Paper:
    papers = accepted_in(workshop).filter(pk__in=handled_by(user, workshop).values("pk"))
    paper = papers.select_related("workshop").filter(ref=ref).first()
    if paper is None:
        raise Http404
    return paper


def waiting_paper_for_handler(user: User, workshop: Workshop, ref: str) -> Paper:
    """A paper that was put on the waiting list, or had been until a moment ago."""
    released = Decision.objects.filter(paper__workshop=workshop, state=Decision.State.RELEASED)
    papers = handled_by(user, workshop).filter(pk__in=released.values("paper"))
    paper = papers.select_related("workshop").filter(ref=ref).first()
    if paper is None:
        raise Http404
    return paper
