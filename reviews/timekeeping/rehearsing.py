"""How reminders and offers come about, to look at them with other words."""

from reviews.timekeeping import digest, letters, wording
from reviews.timekeeping.models import Digest, Offer, Standby
from reviews.timekeeping.owed import owed_of
from reviews.timekeeping.seats import seats_of
from submissions import clock
from submissions.accounts.models import User
from submissions.mail.rehearsal import rehearses
from submissions.papers.models import Paper
from submissions.workshops.models import Workshop


@rehearses(wording.REMINDER.kind)
def _remind(paper: Paper, by: User) -> None:
    at = clock.now(paper.workshop)
    letters.remind(paper.workshop, owed_of(seats_of([paper.pk]), at), day=at, not_before=None)


@rehearses(wording.OFFER.kind)
def _offer(paper: Paper, by: User) -> None:
    """To the first of the pool, whether it is that person's turn or not."""
    ready = Standby.objects.filter(invitation__workshop=paper.workshop_id, invitation__user__isnull=False)
    for row in ready.select_related("invitation__user").order_by("pk")[:1]:
        letters.offer(Offer(paper=paper, user=row.invitation.user))


@rehearses(wording.DIGEST.kind, about_a_paper=False)
def _digest(workshop: Workshop, by: User) -> None:
    """That of whoever looks on, since the last one."""
    first = Digest(workshop=workshop, user=by, at=clock.now() - digest.FIRST)
    mine = Digest.objects.filter(workshop=workshop, user=by).select_related("workshop", "user")
    row = mine.first() or first
    since = row.at + workshop.clock_offset
    if lines := list(digest.lines_of(workshop, by, since)):
        digest.tell(row, lines, since=since, key="")
