"""How letters about attendance come about, to look at them with other words."""

from datetime import timedelta

from reviews.attendance import letters, wording
from reviews.attendance.models import Attendance
from submissions import clock
from submissions.accounts.models import User
from submissions.mail.rehearsal import rehearses
from submissions.papers.models import Paper

IN_TWO_WEEKS = timedelta(days=14)


@rehearses(wording.ASK.kind)
def _ask(paper: Paper, by: User) -> None:
    letters.ask(_row(paper), clock.now(paper.workshop) + IN_TWO_WEEKS, key="")


@rehearses(wording.REMIND.kind)
def _remind(paper: Paper, by: User) -> None:
    letters.remind(_row(paper), clock.now(paper.workshop) + IN_TWO_WEEKS, key="")


def _row(paper: Paper) -> Attendance:
    row = Attendance.objects.filter(paper=paper).first() or Attendance()
    row.paper = paper
    return row
