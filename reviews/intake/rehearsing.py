"""How the letter to authors of papers that were brought in comes about, to look at it with other words."""

from reviews.intake import claims, wording
from reviews.intake.models import Claim, Origin
from submissions.accounts.models import User
from submissions.mail.rehearsal import rehearses
from submissions.papers.models import Author, Paper


@rehearses(wording.CLAIM.kind)
def _moved(paper: Paper, by: User) -> None:
    """Also to those who were told, so that it can be seen afterwards."""
    if Origin.objects.filter(paper=paper, kind=Origin.Kind.PAPER).exists():
        for line in Author.objects.filter(paper=paper).select_related("paper__workshop"):
            claims.tell(line, Claim())
