"""How letters about time come about, to look at them with other words."""

from datetime import timedelta

from submissions import clock
from submissions.accounts.models import User
from submissions.deadlines import letters, wording
from submissions.mail.rehearsal import rehearses
from submissions.papers.models import Paper


@rehearses(wording.MOVED.kind)
def _moved(paper: Paper, by: User) -> None:
    letters.moved(paper, paper.call, wording.MOVED.placeholders["words"].sample)


@rehearses(wording.LATE_PASS.kind)
def _late_pass(paper: Paper, by: User) -> None:
    letters.late_pass(paper, clock.now(paper.workshop) + timedelta(days=2))


@rehearses(wording.DRAFT.kind)
def _draft(paper: Paper, by: User) -> None:
    letters.reminder(paper, paper.call, 24)
