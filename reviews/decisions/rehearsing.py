"""How decision letters come about, to look at them with other words."""

from functools import partial

from django.db.models import Q

from reviews.decisions import letters, wording
from reviews.decisions.models import Decision, DeskRejection
from reviews.decisions.rejecting import tell
from submissions.accounts.models import User
from submissions.mail.rehearsal import rehearses
from submissions.papers.models import Paper

Outcome = Decision.Outcome
KINDS = {
    wording.ACCEPT.kind: (Outcome.TALK, Outcome.POSTER),
    wording.REJECT.kind: (Outcome.REJECT,),
    wording.WAIT.kind: (Outcome.WAIT,),
}


def _decided(outcomes: tuple[Outcome, ...], paper: Paper, by: User) -> None:
    """With what stands, or this organizer's own draft; else as if it were decided so."""
    mine = Decision.objects.filter(
        ~Q(state=Decision.State.DRAFT) | Q(by=by), paper=paper, outcome__in=outcomes
    )
    decision = mine.first() or Decision(outcome=outcomes[0])
    decision.paper = paper
    letters.send(decision)


for _kind, _outcomes in KINDS.items():
    rehearses(_kind)(partial(_decided, _outcomes))


@rehearses(wording.DESK_REJECT.kind)
def _rejected(paper: Paper, by: User) -> None:
    sample = wording.DESK_REJECT.placeholders["reason"].sample
    tell(DeskRejection.objects.filter(paper=paper).first() or DeskRejection(paper=paper, reason=sample))
