"""How invitations come about, to look at them with other words."""

from itertools import islice

from reviews.committee import handing, keeping, services, wording
from reviews.committee.models import Invitation
from submissions.accounts.models import User
from submissions.mail.rehearsal import rehearses
from submissions.papers.models import Paper
from submissions.workshops.models import Workshop

SHOWN = 3


@rehearses(wording.INVITE.kind, about_a_paper=False)
def _invite(workshop: Workshop, by: User) -> None:
    for row in islice(Invitation.objects.filter(workshop=workshop).order_by("-pk"), SHOWN):
        services.send(row, workshop, by)


@rehearses(wording.REMIND.kind, about_a_paper=False)
def _remind(workshop: Workshop, by: User) -> None:
    waiting = Invitation.objects.filter(workshop=workshop, state=Invitation.State.INVITED)
    for row in islice(waiting.order_by("-pk"), SHOWN):
        keeping.remind_one(row, workshop, by)


@rehearses(wording.GUEST.kind)
def _guest(paper: Paper, by: User) -> None:
    """As if whoever looks on were the guest."""
    handing.tell(paper.workshop, paper, by)
