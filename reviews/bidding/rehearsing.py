"""How the reminder to bid comes about, to look at it with other words."""

from datetime import timedelta

from reviews.bidding import wording
from reviews.bidding.services import USUAL_DAYS, remind_one
from submissions import clock
from submissions.accounts.models import User
from submissions.conflicts.models import Bidding
from submissions.mail.rehearsal import rehearses
from submissions.workshops.models import Workshop


@rehearses(wording.REMINDER.kind, about_a_paper=False)
def _remind(workshop: Workshop, by: User) -> None:
    """As if whoever looks on had not bid: nobody learns who has not. A letter for each call that has bidding."""
    windows = {row.call_id: row.closes_at for row in Bidding.objects.filter(call__workshop=workshop)}
    usual = clock.now(workshop) + timedelta(days=USUAL_DAYS)
    for call in workshop.calls.select_related("workshop"):
        remind_one(by, call, windows.get(call.pk, usual))
