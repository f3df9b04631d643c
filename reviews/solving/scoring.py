"""The score of every pair, from what is known of papers and people."""

import numpy as np

from reviews.matching import Combined, Weights, combine
from reviews.matching.edges import Floats
from reviews.solving.facts import Facts
from reviews.solving.wish import Wish

PARTS = ("affinity", "topics", "bid")


def score(facts: Facts, wish: Wish) -> tuple[Combined, Floats, Floats]:
    """Tables [reviewers, papers]; the others are what was bid, and the affinity, NaN where there was none."""
    known = facts.known
    row = {paper.pk: at for at, paper in enumerate(facts.papers)}
    column = {person.pk: at for at, person in enumerate(facts.reviewers)}
    affinity, topics, bids = np.full((3, len(column), len(row)), np.nan)
    for (paper, person), nearness in known.affinities.items():
        affinity[column[person], row[paper]] = nearness.value
    for (paper, person), bid in known.bids.items():
        bids[column[person], row[paper]] = bid
    nothing: frozenset[int] = frozenset()
    for person, at in column.items():
        chosen = known.topics_of_reviewers.get(person, nothing)
        for paper, line in row.items():
            topics[at, line] = fit(known.topics_of_papers.get(paper, nothing), chosen)
    return combine(affinity, topics, bids, weights=Weights(*wish.shares)), bids, affinity


def fit(paper: frozenset[int], reviewer: frozenset[int]) -> float:
    """The share of the paper's topics that the reviewer chose; one half when the paper names none."""
    return len(paper & reviewer) / len(paper) if paper else 0.5
