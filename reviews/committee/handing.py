"""A paper that no organizer can handle goes to a guest. Those in conflict know its number, and choose by that alone."""

from django.conf import settings
from django.db import transaction
from django.urls import reverse

from reviews.committee.wording import GUEST
from submissions import clock
from submissions.accounts.models import User
from submissions.log.models import Entry
from submissions.log.services import record
from submissions.mail.services import write
from submissions.papers.access import handlers_of
from submissions.papers.conflicts import refresh_member
from submissions.papers.models import Handover, Paper
from submissions.workshops.models import Membership, Workshop
from submissions.workshops.services import add_member

TRIES = 5
REFUSED = "handover.refused"


class CannotHandle(Exception):
    """This person cannot handle this paper. Nobody is told why: the reason may be its author. Nothing was changed."""


class TooManyTries(Exception):
    """So many people were refused for this paper that asking on would tell who wrote it."""


def hand_over(*, paper: Paper, guest: User, by: User) -> Handover:
    """Make `guest` the paper's handler. A refusal leaves nothing but its line in the log.

    `paper` came through `orphan`: nobody handles it. Raises CannotHandle and TooManyTries.
    """
    refused = Entry.objects.filter(paper=paper, verb=REFUSED)
    if refused.count() >= TRIES:
        raise TooManyTries
    try:
        with transaction.atomic():
            return _hand_over(paper, guest, by)
    except CannotHandle:
        record(REFUSED, workshop_id=paper.workshop_id, paper_id=paper.pk, actor_id=by.pk)
        raise


def _hand_over(paper: Paper, guest: User, by: User) -> Handover:
    workshop = Workshop.objects.select_for_update().get(pk=paper.workshop_id)
    if workshop.memberships.filter(user=guest).exclude(role=Membership.Role.GUEST).exists():
        raise CannotHandle
    add_member(workshop=workshop, user=guest, role=Membership.Role.GUEST)
    refresh_member(guest, workshop)
    Handover.objects.filter(paper=paper).delete()
    handover = Handover.objects.create(paper=paper, guest=guest, by=by, at=clock.now(workshop))
    if not handlers_of(paper).filter(pk=guest.pk).exists():
        raise CannotHandle
    record("paper.handed_over", workshop_id=workshop.pk, paper_id=paper.pk, actor_id=by.pk, to=guest.email)
    tell(workshop, paper, guest)
    return handover


def tell(workshop: Workshop, paper: Paper, guest: User) -> None:
    write(
        GUEST.kind,
        to=guest.email,
        key=paper.ref,
        context={
            "workshop": workshop,
            "name": guest.get_full_name(),
            "number": paper.number,
            "url": settings.SITE_URL + reverse("desk", args=[workshop.slug]),
        },
        workshop_id=workshop.pk,
        paper_id=paper.pk,
        reply_to=[guest.email],
    )
