"""What a proposal is made from, as plain data: read once, and compared before the result is saved."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from reviews.assignment.models import Assignment
from reviews.assignment.pool import PoolMember, pool
from reviews.assignment.validator import Pair, conflicted
from reviews.committee.models import Invitation
from submissions.accounts.models import User
from submissions.papers.access import handled_by
from submissions.papers.models import Paper
from submissions.workshops.models import Workshop

Topics = frozenset[int]


@dataclass(frozen=True)
class OpenPaper:
    """`places` is how many reviewers it still lacks."""

    pk: int
    number: int
    places: int
    topics: Topics


@dataclass(frozen=True)
class FreeReviewer:
    """`places` is what is left of the agreed load after all work, seen by the organizer or not."""

    pk: int
    places: int
    topics: Topics


@dataclass(frozen=True)
class Facts:
    """`barred`: in conflict, on it already, or taken off it by hand."""

    papers: tuple[OpenPaper, ...]
    reviewers: tuple[FreeReviewer, ...]
    barred: frozenset[Pair]


def gather(user: User, workshop: Workshop, *, demand: int) -> Facts:
    """The papers that this organizer handles, as if earlier automatic drafts on them were gone."""
    papers = list(handled_by(user, workshop).filter(state=Paper.State.SUBMITTED).only("pk", "number"))
    people = pool(workshop)
    work = _standing_work(workshop, {paper.pk for paper in papers})
    seats = Counter(row.paper_id for row in work if row.state != Assignment.State.REMOVED)
    loads = Counter(row.reviewer_id for row in work if row.state != Assignment.State.REMOVED)
    wants, offers = _topics_of_papers(papers), _topics_of_people(people)
    pairs = {(paper.pk, person.pk) for paper in papers for person in people}
    return Facts(
        papers=tuple(OpenPaper(p.pk, p.number, max(0, demand - seats[p.pk]), wants[p.pk]) for p in papers),
        reviewers=tuple(
            FreeReviewer(r.pk, max(0, r.most - loads[r.pk]), offers[r.invitation_id]) for r in people
        ),
        barred=frozenset(conflicted(pairs) | (pairs & {(row.paper_id, row.reviewer_id) for row in work})),
    )


def _standing_work(workshop: Workshop, replaced_on: set[int]) -> list[Assignment]:
    """All assignments of the workshop but the automatic drafts that a new proposal replaces."""
    rows = Assignment.objects.filter(paper__workshop=workshop).exclude(paper__state=Paper.State.WITHDRAWN)
    return [
        row
        for row in rows
        if not (row.is_automatic and row.state == Assignment.State.DRAFT and row.paper_id in replaced_on)
    ]


def _topics_of_papers(papers: list[Paper]) -> dict[int | None, Topics]:
    rows = Paper.topics.through.objects.filter(paper__in=papers)
    return _grouped(rows.values_list("paper_id", "topic_id"))


def _topics_of_people(people: list[PoolMember]) -> dict[int | None, Topics]:
    invitations = [person.invitation_id for person in people if person.invitation_id]
    rows = Invitation.topics.through.objects.filter(invitation__in=invitations)
    return _grouped(rows.values_list("invitation_id", "topic_id"))


def _grouped(rows: Iterable[tuple[int, int]]) -> dict[int | None, Topics]:
    found: dict[int | None, Topics] = defaultdict(frozenset)
    for owner, topic in rows:
        found[owner] |= {topic}
    return found
