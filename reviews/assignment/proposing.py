"""From the facts to a proposal: which reviewer for which paper, and in words why a paper got too few."""

from dataclasses import dataclass

from reviews.assignment.facts import Facts, Topics
from reviews.assignment.validator import Pair
from reviews.matching import Assignment, Problem, Shortage, solve

EVEN_IS_WORTH = 0.999
"""An even spread of the work is taken when it keeps this share of the best total."""


@dataclass(frozen=True)
class Proposal:
    """`scores` has the pairs. `reasons` names no load, as some of it may be work that the reader must not see."""

    scores: dict[Pair, float]
    reasons: tuple[str, ...]


def fit(paper: Topics, reviewer: Topics) -> float:
    """The share of the paper's topics that the reviewer chose; one half when the paper names none."""
    return len(paper & reviewer) / len(paper) if paper else 0.5


def propose(facts: Facts) -> Proposal:
    scores = {
        (at, row): fit(paper.topics, reviewer.topics)
        for row, paper in enumerate(facts.papers)
        for at, reviewer in enumerate(facts.reviewers)
        if (paper.pk, reviewer.pk) not in facts.barred
    }
    answer = _evenly(facts, scores)
    return Proposal(
        scores={(facts.papers[row].pk, facts.reviewers[at].pk): scores[at, row] for at, row in answer.pairs},
        reasons=tuple(_reason(facts, shortage) for shortage in answer.unserved),
    )


def _evenly(facts: Facts, scores: dict[tuple[int, int], float]) -> Assignment:
    """The best total, and among near equals the one that spreads the work."""
    most = [reviewer.places for reviewer in facts.reviewers]
    best = _solve(facts, scores, most)
    wanted = sum(paper.places for paper in facts.papers)
    share = -(-wanted // max(1, sum(places > 0 for places in most)))
    even = _solve(facts, scores, [min(places, share) for places in most])
    is_as_good = len(even.pairs) == len(best.pairs) and even.total >= EVEN_IS_WORTH * best.total
    return even if is_as_good else best


def _solve(facts: Facts, scores: dict[tuple[int, int], float], most: list[int]) -> Assignment:
    return solve(
        Problem(
            reviewers=len(facts.reviewers),
            papers=len(facts.papers),
            scores=scores,
            demand=[paper.places for paper in facts.papers],
            capacity=most,
        ),
        price=0.0,
    )


def _reason(facts: Facts, shortage: Shortage) -> str:
    numbers = ", ".join(f"#{facts.papers[at].number}" for at in shortage.papers)
    wanted = "1 more review" if shortage.needed == 1 else f"{shortage.needed} more reviews"
    people = (
        "no reviewer is without a conflict"
        if shortage.eligible == 0
        else f"the {shortage.eligible} without a conflict cannot take them all"
    )
    return (
        f"{numbers}: {wanted} wanted, but {people}. Invite somebody, raise a load or ask for fewer reviews."
    )
