"""Who may know what: for each persona and phase, the aspects of each paper that are hers to see."""

from dataclasses import dataclass
from enum import Enum, auto

from reviews.models import Assignment, Bid, Offer
from submissions.models import Author, Conflict, Handover, Paper, User
from tests.blindness.cast import OUTCOMES
from tests.blindness.world import Phase, World


class Aspect(Enum):
    """A part of what there is to know about one paper."""

    TITLE = auto()  # with its kind
    STATE = auto()  # submitted or withdrawn
    ABSTRACT = auto()
    TEXT = auto()  # topics, what is asked besides
    COPY = auto()  # the sanitised file and its pages
    NAMES = auto()  # authors and their affiliations, in order
    CONTACTS = auto()  # their addresses, ORCIDs, countries
    INSIDE = auto()  # versions, originals, the check, drafts, the use of language models
    REVIEWERS = auto()  # who reviews it
    COUNTS = auto()  # how many do
    REVIEWS = auto()  # scores and texts that were handed in
    ASIDES = auto()  # comments to the organizers only
    UNSENT = auto()  # what a reviewer has typed and not handed in
    OUTCOME = auto()
    NOTE = auto()  # the organizers' words in the letter
    DRAFTS = auto()  # an organizer's own draft of a decision
    CONFLICTS = auto()
    DISCUSSION = auto()  # what its reviewers and handlers say among themselves
    REMARKS = auto()  # what they say to the authors
    RESPONSE = auto()  # the authors' answer to the reviews
    ATTENDANCE = auto()  # who presents, and whether in person
    BIDS = auto()  # who wants it, and whose own papers are near to it
    RECORDS = auto()  # log, outbox, jobs


A = Aspect
NOTHING: frozenset[Aspect] = frozenset()
TO_BID_ON = frozenset({A.TITLE, A.STATE, A.ABSTRACT, A.TEXT})
BLIND = TO_BID_ON | {A.COPY}
REVIEWED = BLIND | {A.COUNTS, A.REVIEWS, A.DISCUSSION, A.REMARKS, A.RESPONSE}
WRITTEN = BLIND | {A.NAMES, A.CONTACTS, A.INSIDE, A.RESPONSE}
ANSWERED = WRITTEN | {A.COUNTS, A.REVIEWS, A.OUTCOME, A.NOTE, A.REMARKS, A.ATTENDANCE}
HANDLED = frozenset(Aspect) - {A.UNSENT, A.DRAFTS}
LISTED = frozenset({A.TITLE, A.STATE, A.ABSTRACT, A.NAMES, A.OUTCOME})
LISTED_AT_THE_DESK = LISTED | {A.CONTACTS, A.ATTENDANCE}


@dataclass(frozen=True)
class Persona:
    """`person` is a name of the world, None for a visitor."""

    name: str
    person: str | None


PERSONAS = [
    Persona("visitor", None),
    Persona("outsider", "umberto"),
    Persona("author", "amara"),
    Persona("co-author", "bastien"),
    Persona("reviewer", "ravi"),
    Persona("reviewer elsewhere", "elke"),
    Persona("reviewer and author", "rhea"),
    Persona("organizer", "ines"),
    Persona("organizer and author", "oscar"),
    Persona("organizer in conflict", "ottilie"),
    Persona("guest organizer", "gina"),
]


@dataclass(frozen=True)
class Sight:
    """What one persona may know in one phase. Own reviews, bids and drafts are always known.

    `is_guest`: handles what was handed over, and knows who serves, as reviewers are to be chosen. `is_bidding`: sees
    all papers without a conflict, and so how many they are.
    """

    world: World
    user: User | None
    is_organizer: bool
    is_guest: bool
    is_bidding: bool
    known: dict[str, frozenset[Aspect]]

    @property
    def knows_the_committee(self) -> bool:
        return self.is_organizer or self.is_guest

    def hidden(self, aspect: Aspect) -> list[Paper]:
        """The papers of which this aspect is hidden."""
        return [paper for key, paper in self.world.papers.items() if aspect not in self.known[key]]

    def strangers(self) -> list[User]:
        """People of whom this persona knows neither name nor address."""
        return [person for person in self.world.people.values() if person.pk not in self._acquaintances()]

    def _acquaintances(self) -> set[int]:
        people = self.world.people
        known = {people[name].pk for name in ("ines", "oscar", "ottilie")} if self.user else set()
        if self.user:
            known.add(self.user.pk)
        if self.knows_the_committee:
            known |= set(self.world.workshop.memberships.values_list("user", flat=True))
        handled = [paper for key, paper in self.world.papers.items() if A.REVIEWERS in self.known[key]]
        known |= set(Offer.objects.filter(paper__in=handled).values_list("user", flat=True))
        named = [paper for key, paper in self.world.papers.items() if A.CONTACTS in self.known[key]]
        known |= {paper.creator_id for paper in named}
        return known | set(
            Author.objects.filter(paper__in=named, user__isnull=False).values_list("user", flat=True)
        )


def sight_of(persona: Persona, world: World, phase: Phase | None = None, *, soon: bool = False) -> Sight:
    """What this persona may know, in the world's phase or in a later one; `soon` counts what is about to be published."""
    user = world.people[persona.person] if persona.person else None
    roles = (
        set(world.workshop.memberships.filter(user=user).values_list("role", flat=True)) if user else set()
    )
    organizes = "organizer" in roles
    phase = phase or world.phase
    is_bidding = "reviewer" in roles and phase == Phase.OPEN
    known = {
        key: _known(user, paper, organizes=organizes, is_bidding=is_bidding, soon=soon)
        for key, paper in world.papers.items()
    }
    if phase == Phase.RELEASED:
        known = {key: _after_release(key, aspects, organizes=organizes) for key, aspects in known.items()}
    known["abroad"] = WRITTEN if user and world.papers["abroad"].creator_id == user.pk else NOTHING
    return Sight(world, user, organizes, "guest" in roles, is_bidding, known)


def _known(
    user: User | None, paper: Paper, *, organizes: bool, is_bidding: bool, soon: bool
) -> frozenset[Aspect]:
    """Before release, from the rows themselves; written apart from the site's own access functions."""
    if user is None:
        return NOTHING
    if paper.creator_id == user.pk or paper.authors.filter(user=user).exists():
        return WRITTEN
    if Conflict.objects.filter(paper=paper, user=user).exists():
        return NOTHING
    if organizes or Handover.objects.filter(paper=paper, guest=user).exists():
        return HANDLED
    return _reviewing(user, paper, is_bidding=is_bidding, soon=soon)


def _reviewing(user: User, paper: Paper, *, is_bidding: bool, soon: bool) -> frozenset[Aspect]:
    """What a reviewer knows of a paper without a conflict. While bidding is open, also which are not submitted."""
    told = ["active", "draft"] if soon else ["active"]
    own = Assignment.objects.filter(paper=paper, reviewer=user, state__in=told)
    if own.filter(review__submitted_at__isnull=False).exists():
        return REVIEWED
    if own.exists():
        return BLIND
    if is_bidding:
        return TO_BID_ON if paper.state == Paper.State.SUBMITTED else frozenset({A.STATE})
    return TO_BID_ON if Bid.objects.filter(paper=paper, reviewer=user).exists() else NOTHING


def _after_release(key: str, aspects: frozenset[Aspect], *, organizes: bool) -> frozenset[Aspect]:
    if aspects == WRITTEN and key in OUTCOMES:
        aspects = ANSWERED
    if aspects >= REVIEWED and key in OUTCOMES:
        aspects |= {A.OUTCOME}
    if OUTCOMES.get(key) in {"talk", "poster"}:
        aspects |= LISTED_AT_THE_DESK if organizes else LISTED
    return aspects
