"""How the letter that tells of new papers comes about, to look at it with other words."""

from reviews.assignment import letters, wording
from reviews.assignment.models import Assignment
from submissions.accounts.models import User
from submissions.mail.rehearsal import rehearses
from submissions.papers.models import Paper


@rehearses(wording.ASSIGNED.kind)
def _assigned(paper: Paper, by: User) -> None:
    """To those who were told of this paper or will be; a real letter may hold more papers."""
    rows = Assignment.objects.filter(paper=paper).exclude(state=Assignment.State.REMOVED)
    letters.assigned(paper.workshop, list(rows.select_related("reviewer", "paper__call", "paper__workshop")))
