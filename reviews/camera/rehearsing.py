"""How letters about final versions come about, to look at them with other words."""

from datetime import timedelta

from reviews.camera import letters, wording
from reviews.camera.models import Stage
from submissions import clock
from submissions.accounts.models import User
from submissions.mail.rehearsal import rehearses
from submissions.papers.models import Paper


@rehearses(wording.ASK.kind)
def _ask(paper: Paper, by: User) -> None:
    letters.ask(paper, _stage(paper))


@rehearses(wording.REMIND.kind)
def _remind(paper: Paper, by: User) -> None:
    letters.remind(paper, _stage(paper), at=clock.now(paper.workshop))


def _stage(paper: Paper) -> Stage:
    found = Stage.objects.filter(workshop=paper.workshop_id).first()
    return found or Stage(due_at=clock.now(paper.workshop) + timedelta(days=14))
