"""How letters about attendance come about, to look at them with other words."""

from datetime import timedelta

from reviews.attendance import letters, wording
from reviews.attendance.models import Attendance
from submissions import clock
from submissions.accounts.models import User
from submissions.mail.models import Letter
from submissions.mail.rehearsal import rehearses
from submissions.mail.services import put
from submissions.papers.models import Paper

IN_TWO_WEEKS = timedelta(days=14)


@rehearses(wording.ASK.kind)
def _ask(paper: Paper, by: User) -> None:
    letters.ask(_row(paper), clock.now(paper.workshop) + IN_TWO_WEEKS, key="")


@rehearses(wording.REMIND.kind)
def _remind(paper: Paper, by: User) -> None:
    letters.remind(_row(paper), clock.now(paper.workshop) + IN_TWO_WEEKS, key="")


@rehearses(wording.INVITATION.kind)
def _invitation(paper: Paper, by: User) -> None:
    """For who presents; while nobody is named, for the first author."""
    row = _row(paper)
    if not row.presenter_name and (first := paper.authors.first()):
        row.presenter_name, row.presenter_email = first.name, first.email
    subject, body = letters.composed(row)
    put(Letter(kind=wording.INVITATION.kind, to=row.presenter_email, subject=subject, body=body))


def _row(paper: Paper) -> Attendance:
    row = Attendance.objects.filter(paper=paper).first() or Attendance()
    row.paper = paper
    return row
