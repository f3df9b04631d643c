"""Who has which paper, over the papers that one organizer handles and no others."""

import hashlib
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from reviews.assignment.models import Assignment
from reviews.assignment.pool import agreed_load, pool, reviewers_of
from reviews.assignment.sight import Withheld, withheld
from reviews.committee.models import Invitation
from submissions.accounts.models import User
from submissions.conflicts.models import Conflict
from submissions.papers.access import handled_by
from submissions.papers.models import Author, Paper
from submissions.workshops.models import Workshop

REVIEWS_PER_PAPER = 3


@dataclass(frozen=True)
class Seat:
    """A reviewer on a paper, as the paper's handlers see it.

    Kept: chosen by hand, locked, or told already. Barred: a conflict has come up since.
    """

    ref: str
    reviewer_id: int
    name: str
    is_draft: bool
    is_kept: bool
    is_barred: bool
    score: float | None

    @property
    def note(self) -> str:
        """Beside the name, of what nobody has been told yet."""
        if not self.is_draft:
            return ""
        return "draft, locked" if self.is_kept else "draft"


@dataclass(frozen=True)
class CoverageRow:
    pk: int
    ref: str
    number: int
    title: str
    kind: str
    wanted: int
    seats: tuple[Seat, ...]

    @property
    def missing(self) -> int:
        return max(0, self.wanted - len(self.seats))

    @property
    def words(self) -> str:
        return f"{len(self.seats)} of {self.wanted}"

    @property
    def people(self) -> list[tuple[str, str]]:
        """Names, each with what is to be said beside it."""
        return [(seat.name, seat.note) for seat in self.seats]


@dataclass(frozen=True)
class Load:
    """What a reviewer has among the papers that the viewer handles."""

    pk: int
    name: str
    assigned: int
    most: int


@dataclass(frozen=True)
class Coverage:
    rows: tuple[CoverageRow, ...]
    loads: tuple[Load, ...]
    withheld: tuple[Withheld, ...]

    @property
    def short(self) -> tuple[CoverageRow, ...]:
        return tuple(row for row in self.rows if row.missing)

    @property
    def drafts(self) -> list[Seat]:
        return [seat for row in self.rows for seat in row.seats if seat.is_draft]

    @property
    def to_be_told(self) -> list[str]:
        """Names of those who would get a letter, once each."""
        return sorted({seat.name for seat in self.drafts})

    @property
    def digest(self) -> str:
        return digest(seat.ref for seat in self.drafts)


def digest(refs: Iterable[str]) -> str:
    """Names a set of drafts, so that what is published is what was seen."""
    return hashlib.sha256(" ".join(sorted(refs)).encode()).hexdigest()[:16]


def coverage(
    user: User, workshop: Workshop, *, demand: int = REVIEWS_PER_PAPER, aside: bool = True
) -> Coverage:
    """`aside`: with the papers that are withheld, which only a list of papers needs."""
    fields = ("pk", "ref", "number", "title", "kind__name", "wanted__reviews")
    papers = list(handled_by(user, workshop).filter(state=Paper.State.SUBMITTED).values_list(*fields))
    seats = _seats([pk for pk, *_ in papers])
    rows = tuple(
        CoverageRow(pk, ref, number, title, kind or "", own or demand, tuple(seats[pk]))
        for pk, ref, number, title, kind, own in papers
    )
    counts = Counter(seat.reviewer_id for row in rows for seat in row.seats)
    loads = tuple(Load(r.pk, r.name, counts[r.pk], r.most) for r in pool(workshop))
    return Coverage(rows=rows, loads=loads, withheld=withheld(user, workshop) if aside else ())


def wanted_by(paper: Paper, demand: int = REVIEWS_PER_PAPER) -> int:
    """Reviews that this paper is to get."""
    own = getattr(paper, "wanted", None)
    return own.reviews if own else demand


def _seats(papers: list[int]) -> dict[int, list[Seat]]:
    found: dict[int, list[Seat]] = {pk: [] for pk in papers}
    conflict = Conflict.objects.filter(
        paper=OuterRef("paper"), user=OuterRef("reviewer"), state=Conflict.State.ACTIVE
    )
    rows = (
        Assignment.objects.filter(paper__in=papers)
        .exclude(state=Assignment.State.REMOVED)
        .annotate(is_barred=Exists(conflict))
    )
    people = ("paper_id", "ref", "reviewer_id", "reviewer__name", "reviewer__email")
    seats = rows.values_list(*people, "state", "is_automatic", "is_barred", "score")
    for paper, ref, person, name, email, state, is_automatic, is_barred, score in seats:
        is_draft = state == Assignment.State.DRAFT
        is_kept = not (is_draft and is_automatic)
        found[paper].append(Seat(ref, person, name or email, is_draft, is_kept, is_barred, score))
    return found


def seats(paper: Paper) -> tuple[Seat, ...]:
    return tuple(_seats([paper.pk])[paper.pk])


@dataclass(frozen=True)
class Candidate:
    """A reviewer who may get this paper. The load counts only what the viewer may see."""

    pk: int
    name: str
    affiliation: str
    assigned: int
    most: int
    shared_topics: int

    @property
    def is_full(self) -> bool:
        return self.assigned >= self.most


def candidates(user: User, workshop: Workshop, paper: Paper) -> list[Candidate]:
    """Everybody who could review this paper, the best fitting first."""
    visible = handled_by(user, workshop)
    taken = Q(assignments__paper__in=visible) & ~Q(assignments__state=Assignment.State.REMOVED)
    shared = Count("invitations__topics", filter=_topics_of(paper, workshop), distinct=True)
    people = eligible(workshop, paper).annotate(
        most=agreed_load(workshop),
        assigned=Count("assignments", filter=taken, distinct=True),
        shared=shared,
    )
    rows = people.values_list("pk", "name", "email", "affiliation", "assigned", "most", "shared")
    found = [Candidate(pk, name or email, *rest) for pk, name, email, *rest in rows]
    return sorted(found, key=lambda c: (c.is_full, -c.shared_topics, c.assigned, c.name))


def _topics_of(paper: Paper, workshop: Workshop) -> Q:
    return Q(
        invitations__workshop=workshop,
        invitations__state=Invitation.State.ACCEPTED,
        invitations__topics__in=paper.topics.all(),
    )


def eligible(workshop: Workshop, paper: Paper) -> QuerySet[User]:
    """Reviewers without a conflict on this paper who do not have it yet."""
    has_it = Assignment.objects.filter(paper=paper, reviewer=OuterRef("pk"))
    taken = Exists(has_it.exclude(state=Assignment.State.REMOVED))
    return reviewers_of(workshop).exclude(barred_from(paper) | taken)


def barred_from(paper: Paper) -> Q:
    """People in conflict with a paper, and its authors."""
    person = OuterRef("pk")
    conflict = Conflict.objects.filter(paper=paper, user=person, state=Conflict.State.ACTIVE)
    line = Author.objects.filter(Q(user=person) | Q(email=OuterRef("email")), paper=paper)
    return Exists(conflict) | Exists(line) | Q(pk=paper.creator_id)


def name_of(workshop: Workshop, reviewer_id: int) -> str:
    """Empty for somebody who does not review here."""
    person = reviewers_of(workshop).filter(pk=reviewer_id).first()
    return person.get_full_name() if person else ""
