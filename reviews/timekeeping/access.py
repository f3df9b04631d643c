from django.http import Http404

from reviews.reviewing.models import Report
from reviews.timekeeping.models import Offer
from submissions.accounts.models import User
from submissions.papers.access import handled_by, hidden_from
from submissions.papers.blind import BlindPaper, blind
from submissions.papers.models import Paper
from submissions.workshops.models import Workshop


def offer_to(user: User, slug: str, ref: str) -> tuple[Offer, BlindPaper]:
    """One's own offer and the paper as a reviewer may know it; none on a paper that has turned out to be in conflict."""
    visible = Paper.objects.filter(workshop__slug=slug).exclude(hidden_from(user))
    related = ("paper__workshop", "paper__call", "paper__kind", "paper__current", "made_by")
    row = Offer.objects.filter(user=user, ref=ref, paper__in=visible).select_related(*related).first()
    if row is None:
        raise Http404
    return row, blind(row.paper)


def reports_for_handler(user: User, workshop: Workshop, ref: str, kind: str) -> list[Report]:
    """What the reviewer of this assignment has told of a kind, on a paper that this organizer handles."""
    papers = handled_by(user, workshop)
    rows = Report.objects.filter(assignment__ref=ref, kind=kind, assignment__paper__in=papers)
    found = list(rows.select_related("assignment__paper"))
    if not found:
        raise Http404
    return found
