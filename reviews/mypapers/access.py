from django.db.models import Exists, OuterRef, Subquery
from django.http import Http404

from reviews.camera.models import Final
from reviews.decisions.models import Decision
from reviews.discussion.models import ResponseRound
from submissions.accounts.models import User
from submissions.papers.access import edited_by, written_by
from submissions.papers.models import Paper


def paper_with_outcome(user: User, slug: str, ref: str) -> Paper:
    """An author's paper with all that its page asks of one row; `released` is the outcome once it is out, else None;
    `may_edit` is false for an author who was given a look only.
    """
    out = Decision.objects.filter(paper=OuterRef("pk"), state=Decision.State.RELEASED).values("outcome")
    related = (
        "workshop",
        "call",
        "kind",
        "creator",
        "current__cleaning",
        "current__cleaned_from__source",
        "agreement",
        "attendance",
        "desk_rejection",
        "workshop__camera_stage",
    )
    mine = written_by(user).filter(workshop__slug=slug, ref=ref).select_related(*related)
    newest = Final.objects.filter(paper=OuterRef("pk")).order_by("-number")
    paper = mine.annotate(
        final_number=Subquery(newest.values("number")[:1]),
        final_errors=Subquery(newest.values("errors")[:1]),
        released=Subquery(out[:1]),
        may_edit=Exists(edited_by(user).filter(pk=OuterRef("pk"))),
        may_answer=Exists(ResponseRound.objects.filter(workshop=OuterRef("workshop"))),
    ).first()
    if paper is None:
        raise Http404
    return paper


def final_of(paper: Paper) -> Final | None:
    """How its newest final version stands; of a paper from `paper_with_outcome`, without another query."""
    number = getattr(paper, "final_number", None)
    return Final(paper=paper, number=number, errors=getattr(paper, "final_errors", None)) if number else None


def may_edit(paper: Paper) -> bool:
    """Of a paper from `paper_with_outcome`."""
    return bool(getattr(paper, "may_edit", False))
