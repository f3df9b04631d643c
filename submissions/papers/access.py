"""Who you are for a paper, and the only ways for a view to get one.

Missing and forbidden answer alike, by the one 404.
"""

from django.db.models import Exists, OuterRef, Q, QuerySet, Value
from django.http import Http404

from submissions import clock
from submissions.accounts.models import User
from submissions.conflicts.models import Conflict
from submissions.papers.models import Author, AuthorConsent, AuthorLink, Handover, Paper, PrivateLink, Version
from submissions.workshops.access import organizes
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


def edited_by(user: User) -> QuerySet[Paper]:
    """Those of them that this person may change: an author may be given a look only."""
    looks_only = Author.objects.filter(paper=OuterRef("pk"), user=user, rights=Author.Rights.VIEW)
    return written_by(user).filter(Q(creator=user) | ~Exists(looks_only))


def hidden_from(user: User) -> Q:
    """Papers on which this organizer or reviewer must be blind: own, or in conflict."""
    conflict = Conflict.objects.filter(paper=OuterRef("pk"), user=user, state=Conflict.State.ACTIVE)
    own_line = Author.objects.filter(Q(user=user) | Q(email=user.email), paper=OuterRef("pk"))
    return Q(creator=user) | Exists(own_line) | Exists(conflict)


def handled_by(user: User, workshop: Workshop) -> QuerySet[Paper]:
    """Papers that this organizer handles: all of the workshop but own ones, those in conflict and those to review.

    A guest organizer handles what was handed over, under the same conditions.
    """
    handed_over = Handover.objects.filter(paper=OuterRef("pk"), guest=user)
    papers = Paper.objects.filter(_runs(user) | Exists(handed_over), workshop=workshop)
    return papers.exclude(closed_to(user))


def withheld_from(user: User, workshop: Workshop) -> QuerySet[Paper]:
    """Papers of which this organizer learns the number and that they exist."""
    return Paper.objects.filter(_runs(user), workshop=workshop).filter(closed_to(user))


def closed_to(user: User) -> Q:
    """As long as a conflict is only proposed, others handle the paper: a guess that is right must not come too late."""
    guess = Conflict.objects.filter(paper=OuterRef("pk"), user=user, state=Conflict.State.PROPOSED)
    return hidden_from(user) | Exists(guess) | _reviewed_by(user)


def about_handled(user: User, workshop: Workshop) -> Q:
    """Rows of a log or an outbox about papers that this person handles, and for those who run the workshop rows without one."""
    about_no_paper = Q(paper__isnull=True) & Q(organizes(user, workshop))
    return about_no_paper | Q(paper__in=handled_by(user, workshop))


def _reviewed_by(user: User) -> Q:
    """A reviewer who became an organizer stays blind where there is a review to write."""
    return Q(
        pk__in=Paper.objects.filter(assignments__reviewer=user, assignments__state="active").values("pk")
    )


def _runs(user: User) -> Exists:
    """Is this an organizer of the paper's workshop? Asked inside the one query."""
    role = Membership.Role.ORGANIZER
    return Exists(Membership.objects.filter(workshop=OuterRef("workshop"), user=user, role=role))


def handlers_of(paper: Paper) -> QuerySet[User]:
    """Who may act on a paper: the organizers and the guest, all but its authors and those in conflict."""
    conflict = Conflict.objects.filter(paper=paper, user=OuterRef("pk")).exclude(state=Conflict.State.WAIVED)
    line = Author.objects.filter(Q(user=OuterRef("pk")) | Q(email=OuterRef("email")), paper=paper)
    role = Membership.objects.filter(
        workshop=paper.workshop_id, role=Membership.Role.ORGANIZER, user=OuterRef("pk")
    )
    guest = Handover.objects.filter(paper=paper, guest=OuterRef("pk"))
    return (
        User.objects.filter(Exists(role) | Exists(guest))
        .exclude(pk=paper.creator_id)
        .exclude(Exists(conflict))
        .exclude(Exists(line))
        .order_by("name", "pk")
    )


def handled_by_each(workshop: Workshop) -> dict[User, set[int]]:
    """What each organizer and guest of a workshop handles, by name. Two queries, for any number of people and papers."""
    roles = [Membership.Role.ORGANIZER, Membership.Role.GUEST]
    members = User.objects.filter(memberships__workshop=workshop, memberships__role__in=roles)
    people = {person.pk: person for person in members.distinct().order_by("name", "pk")}
    handled: dict[User, set[int]] = {person: set() for person in people.values()}
    each = [handled_by(who, workshop).order_by().values_list(Value(who.pk), "pk") for who in handled]
    for person, paper in each[0].union(*each[1:], all=True) if each else ():
        handled[people[person]].add(paper)
    return handled


def orphans(user: User, workshop: Workshop) -> QuerySet[Paper]:
    """Papers withheld from this organizer that nobody can handle: they want a guest."""
    paper = OuterRef(OuterRef("pk"))
    conflict = Conflict.objects.filter(paper=paper, user=OuterRef("user")).exclude(
        state=Conflict.State.WAIVED
    )
    line = Author.objects.filter(Q(user=OuterRef("user")) | Q(email=OuterRef("user__email")), paper=paper)
    is_guest = Exists(Handover.objects.filter(paper=paper, guest=OuterRef("user")))
    able = (
        Membership.objects.filter(Q(role=Membership.Role.ORGANIZER) | is_guest, workshop=OuterRef("workshop"))
        .exclude(user=OuterRef("creator"))
        .exclude(Exists(conflict))
        .exclude(Exists(line))
    )
    return withheld_from(user, workshop).exclude(state=Paper.State.WITHDRAWN).exclude(Exists(able))


def paper_for_author(user: User, slug: str, ref: str) -> Paper:
    return _one(written_by(user).filter(workshop__slug=slug), ref)


def editable_paper(user: User, slug: str, ref: str) -> Paper:
    """A paper whose author may still try to change it; the call's closing is the services' business."""
    return _one(edited_by(user).filter(workshop__slug=slug).exclude(state__in=Paper.OVER), ref)


def own_paper(user: User, slug: str, ref: str) -> Paper:
    """A paper that its author may change or withdraw, whatever has become of it."""
    return _one(edited_by(user).filter(workshop__slug=slug), ref)


def author_link(slug: str, token: str) -> AuthorLink:
    """For whoever got the letter that names them as an author."""
    links = AuthorLink.objects.select_related("paper__workshop", "paper__call", "paper__current")
    found = links.filter(paper__workshop__slug=slug, token=token).first()
    if found is None:
        raise Http404
    return found


def author_consent(slug: str, token: str) -> AuthorConsent:
    """For whoever got the letter that asks for their consent."""
    consents = AuthorConsent.objects.select_related("change__paper__workshop", "change__by")
    found = consents.filter(change__paper__workshop__slug=slug, token=token).first()
    if found is None:
        raise Http404
    return found


def paper_for_handler(user: User, workshop: Workshop, ref: str) -> Paper:
    return _one(handled_by(user, workshop), ref)


def orphan(user: User, workshop: Workshop, number: int) -> Paper:
    """By number: that is all that an organizer in conflict may know of a paper."""
    paper = orphans(user, workshop).select_related("workshop").filter(number=number).first()
    if paper is None:
        raise Http404
    return paper


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
