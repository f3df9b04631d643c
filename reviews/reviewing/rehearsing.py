"""How the receipt of a review comes about, to look at it with other words."""

from reviews.assignment.models import Assignment
from reviews.reviewing import wording
from reviews.reviewing.services import acknowledge
from submissions.accounts.models import User
from submissions.mail.rehearsal import rehearses
from submissions.papers.models import Paper


@rehearses(wording.RECEIVED.kind)
def _received(paper: Paper, by: User) -> None:
    seats = Assignment.objects.filter(paper=paper, state=Assignment.State.ACTIVE)
    for seat in seats.select_related("reviewer", "paper__workshop", "paper__call"):
        acknowledge(seat, seat.reviewer)
