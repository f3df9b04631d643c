from django.db.models import OuterRef, Subquery
from django.http import Http404

from reviews.decisions.models import Decision
from submissions.accounts.models import User
from submissions.papers.access import written_by
from submissions.papers.models import Paper


def paper_with_outcome(user: User, slug: str, ref: str) -> Paper:
    """An author's paper with all that its page asks of one row; `released` is the outcome once it is out, else None."""
    out = Decision.objects.filter(paper=OuterRef("pk"), state=Decision.State.RELEASED).values("outcome")
    related = ("workshop", "call", "kind", "creator", "current__cleaning", "current__cleaned_from__source")
    mine = written_by(user).filter(workshop__slug=slug, ref=ref).select_related(*related)
    paper = mine.annotate(released=Subquery(out[:1])).first()
    if paper is None:
        raise Http404
    return paper
