"""How letters about a discussion come about, to look at them with other words."""

from datetime import timedelta

from reviews.discussion import letters, wording
from reviews.discussion.models import Comment, ResponseRound
from submissions import clock
from submissions.accounts.models import User
from submissions.mail.rehearsal import rehearses
from submissions.papers.models import Paper


@rehearses(wording.DISCUSSION.kind)
def _discussed(paper: Paper, by: User) -> None:
    letters.tell_reviewers(Comment(paper=paper, by=by, at=clock.now(paper.workshop)))


@rehearses(wording.RESPONSE.kind)
def _asked(paper: Paper, by: User) -> None:
    found = ResponseRound.objects.filter(workshop=paper.workshop_id).first()
    letters.ask(paper, found or ResponseRound(closes_at=clock.now(paper.workshop) + timedelta(days=5)))
