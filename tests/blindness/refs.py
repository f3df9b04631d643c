"""What stands in the addresses of one world, for one person."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from django.db.models import Q

from reviews.models import Assignment, Attendance, Final, Intake, Invitation, Offer, Run, Session
from reviews.timekeeping.digest import STOP
from reviews.timekeeping.models import Digest
from submissions.models import AuthorConsent, AuthorLink, Letter, Pair, PrivateLink, Version
from tests.blindness.world import World

MADE_UP = "zzzzzzzzzzzzzzzz"


@dataclass(frozen=True)
class Refs:
    """What stands in the addresses of one world."""

    slug: str
    elsewhere: str
    papers: Sequence[str]
    versions: Sequence[str]
    assignments: Sequence[str]
    invitations: Sequence[str]
    invitation_ids: Sequence[int]
    keys: Sequence[str]
    tokens: Sequence[str]
    author_tokens: Sequence[str]
    letters: Sequence[str] = ()
    offers: Sequence[str] = ()
    intakes: Sequence[str] = (MADE_UP,)
    attendances: Sequence[str] = ()
    finals: Sequence[str] = (MADE_UP,)
    sessions: Sequence[str] = (MADE_UP,)
    runs: Sequence[str] = ()
    likenesses: Sequence[str] = (MADE_UP,)
    people: Sequence[int] = ()
    consents: Sequence[str] = (MADE_UP,)
    digests: Sequence[str] = (MADE_UP,)


def refs_of(world: World, keys: Sequence[str], *, person: str | None = None, made_up: bool = True) -> Refs:
    """Of these papers, and one that is made up; of invitations, which open to whoever holds the link, the person's own."""
    papers = [world.papers[key] for key in keys]
    rows = Assignment.objects.filter(paper__in=papers).order_by("paper__number", "pk")
    if person:
        rows = rows.filter(Q(reviewer=world.people[person]) | Q(pk=rows.values("pk")[:1]))
    asked = Invitation.objects.filter(workshop=world.workshop).order_by("pk")
    own = asked.filter(email=world.people[person].email) if person else asked.none()
    versions = Version.objects.filter(paper__in=papers).order_by("pk")
    links = PrivateLink.objects.filter(paper__in=papers, address=world.people[person].email if person else "")
    own_line = Q(paper__authors__user=world.people[person]) if person else Q(pk=None)
    asked_to_come = Attendance.objects.filter(own_line, paper__in=papers)
    written = Letter.objects.filter(paper__in=papers).order_by("pk")
    named = AuthorLink.objects.filter(paper__in=papers, email=world.people[person].email if person else "")
    asked_to_agree = AuthorConsent.objects.filter(
        change__paper__in=papers, email=world.people[person].email if person else ""
    )
    none = [MADE_UP] if made_up else []
    return Refs(
        slug=world.workshop.slug,
        elsewhere=world.elsewhere.slug,
        papers=[*(paper.ref for paper in papers), *none],
        versions=[*versions.values_list("ref", flat=True), *none],
        assignments=[*rows.values_list("ref", flat=True), *none],
        invitations=[*own.values_list("token", flat=True), MADE_UP],
        offers=[*Offer.objects.filter(paper__in=papers).values_list("ref", flat=True), *none],
        invitation_ids=[*asked.values_list("pk", flat=True)[:1], 999_999],
        keys=[*links.values_list("key", flat=True), MADE_UP],
        tokens=[*links.values_list("token", flat=True), MADE_UP],
        letters=[*written.values_list("ref", flat=True)[:2], *none],
        consents=[*asked_to_agree.values_list("token", flat=True), MADE_UP],
        author_tokens=[*named.values_list("token", flat=True), MADE_UP],
        intakes=[*_intakes(world, person), MADE_UP],
        finals=[*Final.objects.filter(paper__in=papers).values_list("ref", flat=True), MADE_UP],
        sessions=[*Session.objects.filter(workshop=world.workshop).values_list("ref", flat=True), MADE_UP],
        attendances=[*asked_to_come.values_list("token", flat=True), MADE_UP],
        runs=[
            *Run.objects.filter(papers__in=papers).distinct().order_by("pk").values_list("ref", flat=True),
            *none,
        ],
        likenesses=[*Pair.objects.filter(one__in=papers).values_list("ref", flat=True), MADE_UP],
        people=[world.people["ravi"].pk, 999_999],
        digests=[*_digests(world, person), MADE_UP],
    )


def _intakes(world: World, person: str | None) -> Iterator[str]:
    """The files that this person brought, if any."""
    if person:
        own = Intake.objects.filter(workshop=world.workshop, by=world.people[person])
        yield from own.values_list("ref", flat=True)


def _digests(world: World, person: str | None) -> Iterator[str]:
    """What opens from this person's digest, if there is one."""
    if person:
        own = Digest.objects.filter(workshop=world.workshop, user=world.people[person])
        yield from (STOP.sign(str(pk)) for pk in own.values_list("pk", flat=True))
