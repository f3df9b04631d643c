"""Who you are for a paper, and the only ways for a view to get one.

Missing and forbidden answer alike, by the one 404.
"""

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.http import Http404

from submissions import clock
from submissions.accounts.models import User
from submissions.conflicts.models import Conflict
from submissions.papers.models import Author, Paper, PrivateLink, Version
from submissions.workshops.models import Membership, Workshop


def written_by(user: User) -> QuerySet[Paper]:
    """Papers that this person wrote or began, across workshops."""
    if user.is_guest:
        return _begun_by(user)
    own_line = Author.objects.filter(paper=OuterRef("pk"), user=user)
    return Paper.objects.filter(Q(creator=user) | Exists(own_line))


def _begun_by(guest: User) -> QuerySet[Paper]:
    """A browser without an account keeps its papers until they are an account's, and a little longer."""
    holds = PrivateLink.objects.filter(
        Q(ends_at=None) | Q(ends_at__gt=clock.now()), paper=OuterRef("pk"), guest=guest
    )
    return Paper.objects.filter(Exists(holds))


def hidden_from(user: User) -> Q:
    """Papers on which this organizer or reviewer must be blind: own, or in conflict."""
    conflict = Conflict.objects.filter(paper=OuterRef("pk"), user=user, state=Conflict.State.ACTIVE)
    own_line = Author.objects.filter(Q(user=user) | Q(email=user.email), paper=OuterRef("pk"))
    return Q(creator=user) | Exists(own_line) | Exists(conflict)


def handled_by(user: User, workshop: Workshop) -> QuerySet[Paper]:
    """Papers that this organizer handles: all of the workshop but own ones, those in conflict and those to review."""
    return _for_organizer(user, workshop).exclude(hidden_from(user)).exclude(_reviewed_by(user))


def withheld_from(user: User, workshop: Workshop) -> QuerySet[Paper]:
    """Papers of which this organizer learns the number and that they exist."""
    return _for_organizer(user, workshop).filter(hidden_from(user) | _reviewed_by(user))


def about_handled(user: User, workshop: Workshop) -> Q:
    """Rows of a log or an outbox without a paper, and those about papers that this organizer handles."""
    return Q(paper__isnull=True) | Q(paper__in=handled_by(user, workshop))


def _reviewed_by(user: User) -> Q:
    """A reviewer who became an organizer stays blind where there is a review to write."""
    return Q(
        pk__in=Paper.objects.filter(assignments__reviewer=user, assignments__state="active").values("pk")
    )


def _for_organizer(user: User, workshop: Workshop) -> QuerySet[Paper]:
    """All papers for an organizer of the workshop, none for anybody else; asked inside the one query."""
    role = Membership.objects.filter(workshop=OuterRef("workshop"), user=user, role=Membership.Role.ORGANIZER)
    return Paper.objects.filter(Exists(role), workshop=workshop)


def handlers_of(paper: Paper) -> QuerySet[User]:
    """The organizers who may act on a paper: all but its authors and those in conflict."""
    conflict = Conflict.objects.filter(paper=paper, user=OuterRef("pk"), state=Conflict.State.ACTIVE)
    line = Author.objects.filter(Q(user=OuterRef("pk")) | Q(email=OuterRef("email")), paper=paper)
    organizers = User.objects.filter(
        memberships__workshop=paper.workshop_id, memberships__role=Membership.Role.ORGANIZER
    )
    return (
        organizers.exclude(pk=paper.creator_id)
        .exclude(Exists(conflict))
        .exclude(Exists(line))
        .order_by("name", "pk")
    )


def paper_for_author(user: User, slug: str, ref: str) -> Paper:
    return _one(written_by(user).filter(workshop__slug=slug), ref)


def editable_paper(user: User, slug: str, ref: str) -> Paper:
    """A paper whose author may still try to change it; the call's closing is the services' business."""
    return _one(written_by(user).filter(workshop__slug=slug).exclude(state=Paper.State.WITHDRAWN), ref)


def paper_for_handler(user: User, workshop: Workshop, ref: str) -> Paper:
    return _one(handled_by(user, workshop), ref)


def version_for_author(user: User, slug: str, ref: str) -> Version:
    return _version(written_by(user).filter(workshop__slug=slug), ref)


def version_for_handler(user: User, workshop: Workshop, ref: str) -> Version:
    return _version(handled_by(user, workshop), ref)


def _one(papers: QuerySet[Paper], ref: str) -> Paper:
    paper = papers.select_related("workshop", "call", "kind", "current").filter(ref=ref).first()
    if paper is None:
        raise Http404
    return paper


def _version(papers: QuerySet[Paper], ref: str) -> Version:
    version = Version.objects.select_related("paper__workshop").filter(ref=ref, paper__in=papers).first()
    if version is None:
        raise Http404
    return version


def link_by_key(slug: str, key: str) -> PrivateLink:
    """For whoever holds the key of a paper that nobody has confirmed yet."""
    return _link(PrivateLink.objects.filter(key=key, confirmed_at=None), slug)


def link_by_token(slug: str, token: str) -> PrivateLink:
    """For whoever got the letter."""
    return _link(PrivateLink.objects.filter(token=token), slug)


def link_of(user: User, paper: Paper) -> PrivateLink | None:
    """How a browser without an account holds this paper; None for everybody else."""
    return PrivateLink.objects.filter(paper=paper, guest=user).first() if user.is_guest else None


def _link(links: QuerySet[PrivateLink], slug: str) -> PrivateLink:
    link = links.select_related("paper__workshop", "paper__call", "paper__current", "guest")
    found = link.filter(paper__workshop__slug=slug).first()
    if found is None:
        raise Http404
    return found
