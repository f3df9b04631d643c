"""How the letter that asks to fix a paper comes about, to look at it with other words."""

from datetime import timedelta

from reviews.deskcheck import wording
from reviews.deskcheck.selectors import desk
from reviews.deskcheck.services import USUAL_HOURS, tell
from submissions import clock
from submissions.accounts.models import User
from submissions.mail.rehearsal import rehearses
from submissions.papers.models import Paper


@rehearses(wording.FIX.kind)
def _asked(paper: Paper, by: User) -> None:
    """With what is to fix in it today."""
    until = clock.now(paper.workshop) + timedelta(hours=USUAL_HOURS)
    tell(paper, desk(paper).to_fix, until=until, words=wording.FIX.placeholders["words"].sample, key="")
