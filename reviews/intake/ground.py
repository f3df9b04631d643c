"""What an intake meets: all that is there already, read once, and what this organizer may know of it."""

import hashlib
import json
from dataclasses import dataclass, field
from functools import cached_property

from reviews.assignment.models import Assignment
from reviews.bidding.models import Bid
from reviews.committee.models import Invitation
from reviews.decisions.models import Decision
from reviews.exchange import Bundle, Person
from reviews.exchange import Paper as ForeignPaper
from reviews.exchange.scores import Source, sources
from reviews.exchange.sections import Part
from reviews.intake.models import Origin
from reviews.reviewing.exchange import parts_of, scales_of
from reviews.reviewing.models import Questionnaire
from reviews.reviewing.questionnaires import current, kept
from submissions.accounts.models import User
from submissions.accounts.selectors import known_addresses, owners_of
from submissions.conflicts.institutions import institution_of
from submissions.conflicts.models import Conflict
from submissions.log.models import Entry
from submissions.papers.access import withheld_from
from submissions.papers.models import Paper
from submissions.workshops.models import Call, Kind, Topic, Workshop

Kinds = Origin.Kind


@dataclass
class Ground:
    """`papers` by their number there, `people` by address. Both grow while the steps are done."""

    workshop: Workshop
    by: User
    bundle: Bundle
    call: Call
    chosen: dict[str, Source]
    parts: list[Part]
    kinds: dict[str, Kind]
    topics: dict[str, Topic]
    invitations: dict[str, Invitation]
    origins: dict[tuple[str, str], Origin]
    papers: dict[int, Paper] = field(default_factory=dict)
    people: dict[str, User] = field(default_factory=dict)
    withheld: set[int] = field(default_factory=set)
    numbers: set[int] = field(default_factory=set)
    """Those that papers here have already."""
    assignments: dict[tuple[int, str], Assignment] = field(default_factory=dict)
    decisions: dict[int, Decision] = field(default_factory=dict)
    conflicts: dict[tuple[int, str], str] = field(default_factory=dict)
    waived: set[tuple[int, str]] = field(default_factory=set)
    bids: set[tuple[int, str]] = field(default_factory=set)
    own: set[str] = field(default_factory=set)
    brought: list[str] = field(default_factory=list)
    found: list[Origin] = field(default_factory=list)
    told: list[Entry] = field(default_factory=list)

    @cached_property
    def members(self) -> dict[str, Person]:
        return {person.email: person for person in self.bundle.committee}

    @cached_property
    def form(self) -> Questionnaire:
        """What reviews that come in are taken to answer."""
        return kept(current(self.workshop))

    @cached_property
    def declared(self) -> set[tuple[int, str]]:
        """Conflicts that were declared there."""
        return {(bid.paper, bid.email) for bid in self.bundle.bids if bid.value == "conflict"}

    @property
    def system(self) -> str:
        return self.bundle.system

    def remember(self, kind: Kinds, foreign: str, digest: str, paper: Paper, **more: object) -> None:
        """Note where a row came from; what is new is written at the end, all at once."""
        said = {"digest": digest, "paper": paper, **more}
        known = self.origins.get((kind, foreign))
        if known is None:
            self.found.append(
                Origin(workshop=self.workshop, system=self.system, kind=kind, foreign=foreign, **said)
            )
        else:
            Origin.objects.filter(pk=known.pk).update(**said)

    def tell(self, verb: str, paper: Paper, **data: object) -> None:
        """A line of the log; they are written at the end, all at once."""
        row = {"workshop": self.workshop, "paper": paper, "actor": self.by, "verb": verb, "data": data}
        self.told.append(Entry(**row))

    def write_up(self) -> None:
        Origin.objects.bulk_create(self.found)
        Entry.objects.bulk_create(self.told)

    def origin(self, kind: Kinds, foreign: str) -> Origin | None:
        return self.origins.get((kind, foreign))

    def is_withheld(self, number: int) -> bool:
        """Whether this organizer must be blind on a paper: as it is here, or as its authors there make it."""
        paper = self.papers.get(number)
        if paper is not None and paper.pk in self.withheld:
            return True
        return bool(self.clash(number, self.own))

    def clash(self, number: int, addresses: set[str]) -> str:
        """Why somebody with these addresses is in conflict with the authors of a paper that is to come in."""
        foreign = self.bundle.papers.get(number)
        return clash(foreign, addresses) if foreign else ""

    def named(self, email: str) -> str:
        """As the organizer knows the person, with the address that tells two of one name apart."""
        name = self.members[email].name if email in self.members else ""
        return f"{name} <{email}>" if name else email

    def addresses_of(self, email: str) -> set[str]:
        person = self.members.get(email)
        return {email, *(person.others if person else ())}


def clash(foreign: ForeignPaper, addresses: set[str]) -> str:
    places = {place for address in addresses if (place := institution_of(address))}
    for author in foreign.authors:
        if author.email in addresses:
            return "is an author"
        if (place := institution_of(author.email)) in places:
            return f"both at {place}"
    return ""


def survey(workshop: Workshop, by: User, bundle: Bundle, call: Call) -> Ground:
    """In a number of queries that does not grow with the bundle."""
    form = current(workshop).criteria
    origins = Origin.objects.filter(workshop=workshop, system=bundle.system).select_related("paper", "review")
    ground = Ground(
        workshop=workshop,
        by=by,
        bundle=bundle,
        call=call,
        chosen=sources((review.scores for review in bundle.reviews), scales_of(form)),
        parts=parts_of(form),
        kinds={name.casefold(): kind for kind in call.kinds.all() for name in (kind.name, kind.slug)},
        topics={t.name.casefold(): t for t in Topic.objects.filter(area__workshop=workshop).order_by("-pk")},
        invitations={row.email: row for row in Invitation.objects.filter(workshop=workshop)},
        origins={(row.kind, row.foreign): row for row in origins},
    )
    _people(ground)
    _papers(ground)
    _reviewing(ground)
    return ground


def _people(ground: Ground) -> None:
    bundle = ground.bundle
    addresses = {person.email for person in bundle.committee}
    addresses |= {author.email for paper in bundle.papers.values() for author in paper.authors}
    ground.people = {user.email: user for user in User.objects.filter(email__in=addresses)}
    ground.people |= owners_of(addresses)
    ground.own = known_addresses([ground.by])[ground.by.pk]


def _papers(ground: Ground) -> None:
    found = Paper.objects.filter(
        workshop=ground.workshop, origins__system=ground.system, origins__kind=Kinds.PAPER
    ).prefetch_related("authors", "topics")
    by_pk = {paper.pk: paper for paper in found.select_related("kind", "current", "workshop", "call")}
    for (kind, foreign), origin in ground.origins.items():
        if kind == Kinds.PAPER and origin.paper_id in by_pk:
            ground.papers[int(foreign)] = by_pk[origin.paper_id]
    ground.numbers = set(Paper.objects.filter(workshop=ground.workshop).values_list("number", flat=True))
    ground.withheld = set(withheld_from(ground.by, ground.workshop).values_list("pk", flat=True))


def _reviewing(ground: Ground) -> None:
    papers = [paper.pk for paper in ground.papers.values()]
    numbers = {paper.pk: number for number, paper in ground.papers.items()}
    bids = Bid.objects.filter(paper__in=papers).values_list("paper", "reviewer__email")
    ground.bids = {(numbers[pk], email) for pk, email in bids}
    rows = Assignment.objects.filter(paper__in=papers).exclude(state=Assignment.State.REMOVED)
    for row in rows.select_related("reviewer", "paper", "review"):
        ground.assignments[numbers[row.paper_id], row.reviewer.email] = row
    for decision in Decision.objects.filter(paper__in=papers).select_related("paper"):
        if decision.state != Decision.State.DRAFT or decision.by_id == ground.by.pk:
            ground.decisions[numbers[decision.paper_id]] = decision
    for row_ in Conflict.objects.filter(paper__in=papers).select_related("user"):
        key = (numbers[row_.paper_id], row_.user.email)
        if row_.state == Conflict.State.WAIVED:
            ground.waived.add(key)
        elif row_.state == Conflict.State.ACTIVE:
            ground.conflicts[key] = row_.reason or "in conflict"


def digest(*said: object) -> str:
    """Names what another system said, so that saying it again changes nothing."""
    return hashlib.sha256(json.dumps(said, default=str, sort_keys=True).encode()).hexdigest()
