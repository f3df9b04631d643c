"""What is known of pairs of papers and reviewers before anybody is assigned: the solver's raw material."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from django.db.models import QuerySet

from reviews.bidding.models import Bid
from reviews.committee.models import Invitation
from reviews.expertise.models import Affinity
from submissions.accounts.models import User
from submissions.accounts.selectors import known_addresses
from submissions.conflicts.institutions import institutions_of
from submissions.conflicts.models import Conflict
from submissions.papers.models import Paper
from submissions.workshops.models import Workshop

Pair = tuple[int, int]
"""(paper id, reviewer id)."""
LOWEST, STEPS = Bid.Level.NOT_FOR_ME, Bid.Level.EAGER - Bid.Level.NOT_FOR_ME


@dataclass(frozen=True)
class Nearness:
    """`value` is from 0 to 1: the share of all pairs of this workshop whose texts are no nearer than this one's.

    `cosine` is what it was made from; it compares within this workshop only. `nearest` is the title of the reviewer's
    own paper that is nearest, `terms` are the terms that bring the two together, strongest first.
    """

    value: float
    cosine: float
    terms: tuple[str, ...]
    nearest: str


@dataclass(frozen=True)
class Known:
    """Everything that a score can be made from, for the papers and the reviewers that were asked about.

    `bids`: from 0 ("Not for me") over .5 ("If need be") to 1 ("Eager"); a pair without a key was not bid on, which
    is not a low bid. `affinities`: a pair without a key is unknown, as the reviewer has no papers on file or the texts
    are still being compared. `topics_of_papers`, `topics_of_reviewers`: ids of the topics that each chose; no key, none
    chosen. `seniors`: reviewers whom an organizer called senior. `institutions`: registrable domain of the reviewer's
    addresses, else the folded affiliation; no key where nothing is known, so that two unknown ones are not the same.
    `conflicts`: pairs that must never be assigned, whatever the reason.
    """

    bids: Mapping[Pair, float]
    affinities: Mapping[Pair, Nearness]
    topics_of_papers: Mapping[int, frozenset[int]]
    topics_of_reviewers: Mapping[int, frozenset[int]]
    seniors: frozenset[int]
    institutions: Mapping[int, str]
    conflicts: frozenset[Pair]


def known(workshop: Workshop, papers: Collection[int], reviewers: Collection[int]) -> Known:
    """Ask for the papers that the viewer handles and for no others. Eight queries, whatever the numbers."""
    invitations = Invitation.objects.filter(
        workshop=workshop, user__in=reviewers, state=Invitation.State.ACCEPTED
    )
    return Known(
        bids=_bids(papers, reviewers),
        affinities=_affinities(papers, reviewers),
        topics_of_papers=_grouped(
            Paper.topics.through.objects.filter(paper__in=papers).values_list("paper_id", "topic_id")
        ),
        topics_of_reviewers=_grouped(
            invitations.filter(topics__isnull=False).values_list("user_id", "topics")
        ),
        seniors=frozenset(invitations.filter(is_senior=True).values_list("user_id", flat=True)),
        institutions=institutions(User.objects.filter(pk__in=reviewers)),
        conflicts=barred(papers, reviewers),
    )


def barred(papers: Collection[int], reviewers: Collection[int]) -> frozenset[Pair]:
    rows = Conflict.objects.filter(paper__in=papers, user__in=reviewers, state=Conflict.State.ACTIVE)
    return frozenset(rows.values_list("paper_id", "user_id"))


def institutions(people: QuerySet[User]) -> dict[int, str]:
    """Where somebody works, as one label that two people share if and only if they seem to work at one place."""
    users = list(people)
    addresses = known_addresses(users)
    found = {}
    for user in users:
        main = institutions_of([user.email]) or institutions_of(addresses[user.pk])
        if label := next(iter(sorted(main)), "") or user.affiliation.casefold().strip():
            found[user.pk] = label
    return found


def _bids(papers: Collection[int], reviewers: Collection[int]) -> dict[Pair, float]:
    rows = Bid.objects.filter(paper__in=papers, reviewer__in=reviewers)
    return {
        (paper, reviewer): (level - LOWEST) / STEPS
        for paper, reviewer, level in rows.values_list("paper_id", "reviewer_id", "level")
    }


def _affinities(papers: Collection[int], reviewers: Collection[int]) -> dict[Pair, Nearness]:
    rows = Affinity.objects.filter(paper__in=papers, reviewer__in=reviewers)
    fields = rows.values_list("paper_id", "reviewer_id", "value", "cosine", "terms", "nearest")
    return {
        (paper, reviewer): Nearness(value, cosine, tuple(terms), nearest)
        for paper, reviewer, value, cosine, terms, nearest in fields
    }


def _grouped(rows: Iterable[tuple[int | None, int]]) -> dict[int, frozenset[int]]:
    found: dict[int, set[int]] = defaultdict(set)
    for owner, topic in rows:
        if owner is not None:
            found[owner].add(topic)
    return {owner: frozenset(topics) for owner, topics in found.items()}
