"""Who asks, and what that person may know: the same rules as on the pages, row by row.

A paper is seen as its author, as its handler, or, under another ref, as its reviewer; never as two of them.
"""

from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery
from django.http import Http404

from reviews.api.models import Token
from reviews.api.services import digest_of
from reviews.assignment.access import assignments_of
from reviews.assignment.models import Assignment
from reviews.decisions.models import Decision
from reviews.reviewing.models import Review
from reviews.takeaway.sight import Sight
from submissions import clock
from submissions.accounts.models import User
from submissions.papers.access import written_by
from submissions.papers.models import Paper
from submissions.workshops.access import listed_for
from submissions.workshops.models import Workshop


def token_by_secret(secret: str) -> Token | None:
    """One that is good now, of an account that is open."""
    rows = Token.objects.filter(digest=digest_of(secret), expires_at__gt=clock.now(), user__is_active=True)
    return rows.select_related("user", "workshop").first()


def token_of(user: User, pk: int) -> Token:
    token = user.tokens.filter(pk=pk).first()
    if token is None:
        raise Http404
    return token


def workshops_for(token: Token) -> QuerySet[Workshop]:
    """Those of the home page; where the token is for one workshop, that one."""
    listed = listed_for(token.user)
    return listed.filter(pk=token.workshop_id) if token.workshop_id else listed


def _written(user: User, workshop: Workshop) -> QuerySet[Paper]:
    return written_by(user).filter(workshop=workshop).order_by()


def _handled(user: User, workshop: Workshop) -> QuerySet[Paper]:
    """Drafts are their authors'."""
    return Sight(workshop, user).papers().order_by()


def papers_for(user: User, workshop: Workshop) -> QuerySet[Paper]:
    """Written or handled, by number; `is_own` says which."""
    written, handled = _written(user, workshop), _handled(user, workshop)
    known = Q(pk__in=written.values("pk")) | Q(pk__in=handled.values("pk"))
    papers = Paper.objects.filter(known).order_by("number")
    return papers.annotate(is_own=Exists(written.filter(pk=OuterRef("pk"))))


def paper_for(user: User, workshop: Workshop, ref: str) -> Paper:
    papers = papers_for(user, workshop).select_related("workshop", "call", "kind", "current", "supplement")
    paper = papers.prefetch_related("topics").filter(ref=ref).first()
    if paper is None:
        raise Http404
    return paper


def reviews_for(user: User, workshop: Workshop) -> QuerySet[Review]:
    """Handed in and standing: of handled papers, of own ones once their decision is out, and one's own."""
    paper = OuterRef("assignment__paper")
    released = Decision.objects.filter(paper=paper, state=Decision.State.RELEASED)
    written = assignments_of(user, workshop.slug).order_by().values("pk")
    rows = Review.objects.filter(
        assignment__state=Assignment.State.ACTIVE,
        assignment__paper__workshop=workshop,
        submitted_at__isnull=False,
    ).annotate(is_own_paper=Exists(_written(user, workshop).filter(pk=paper)))
    seen = (
        Exists(_handled(user, workshop).filter(pk=paper))
        | Q(is_own_paper=True) & Exists(released)
        | Q(assignment__in=written)
    )
    related = ("assignment__paper", "assignment__reviewer", "questionnaire")
    return rows.filter(seen).select_related(*related).order_by("assignment__paper__number", "assignment__ref")


def decisions_for(user: User, workshop: Workshop) -> QuerySet[Decision]:
    """What stands for handled papers; what is out for own ones, and for those of which one has handed in a review."""
    paper = OuterRef("paper")
    reviewed = assignments_of(user, workshop.slug).order_by().filter(review__submitted_at__isnull=False)
    standing = [Decision.State.READY, Decision.State.RELEASED]
    rows = Decision.objects.filter(paper__workshop=workshop, state__in=standing).annotate(
        is_own_paper=Exists(_written(user, workshop).filter(pk=paper)),
        is_handled=Exists(_handled(user, workshop).filter(pk=paper)),
        seat=Subquery(reviewed.filter(paper=paper).values("ref")[:1]),
    )
    is_out = Q(state=Decision.State.RELEASED)
    seen = Q(is_handled=True) | is_out & (Q(is_own_paper=True) | Q(seat__isnull=False))
    return rows.filter(seen).select_related("paper").order_by("paper__number")
