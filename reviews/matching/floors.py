"""The floor of an assignment and its trivial bound."""

import numpy as np

from reviews.matching.edges import Bools, Edges, Floats, Ints
from reviews.matching.problem import Problem
from reviews.matching.program import Limits


def served_in_full(problem: Problem, limits: Limits) -> Bools:
    """Per paper: does it get all that it asked for? Only these count for the floor."""
    full: Bools = (limits.demand == problem.needs) & (problem.needs > 0)
    return full


def floor_of(edges: Edges, chosen: Bools, counted: Bools) -> float:
    """The score of the worst of the counted papers; 0 where there is none."""
    return worst(sums_of(edges, chosen, len(counted)), counted)


def sums_of(edges: Edges, chosen: Bools, papers: int) -> Floats:
    """Per paper: the sum of its chosen scores."""
    return np.bincount(edges.paper[chosen], edges.score[chosen], papers).astype(np.float64)


def trivial_bound(edges: Edges, limits: Limits, counted: Bools) -> float:
    """The lowest, over the counted papers, of the sum of a paper's best scores."""
    return worst(best_sums(edges, limits), counted)


def worst(sums: Floats, counted: Bools) -> float:
    return float(sums[counted].min()) if counted.any() else 0.0


def best_sums(edges: Edges, limits: Limits) -> Floats:
    """Per paper: the sum of its `demand` best scores."""
    top = rank_in_paper(edges, -edges.score) < limits.demand[edges.paper]
    return sums_of(edges, top, len(limits.demand))


def rank_in_paper(edges: Edges, key: Floats) -> Ints:
    """Per edge: how many of its paper's edges come before it, by rising key."""
    return rank_within(edges.paper, key)


def rank_within(group: Ints, key: Floats) -> Ints:
    """Per item: how many of its group come before it, by rising key; ties keep their order."""
    order = np.lexsort((key, group))
    sizes = np.bincount(group)
    rank = np.empty(len(group), dtype=np.int64)
    rank[order] = np.arange(len(group)) - np.repeat(np.cumsum(sizes) - sizes, sizes)
    return rank


def grain(scores: Floats) -> float:
    """The step that all the scores are multiples of, if it is at least 0.0001; else 0.

    The floor is then a multiple of it too, so fewer targets are worth a try.
    """
    scaled = scores * 1e4
    whole = np.rint(scaled)
    if not len(scores) or np.abs(scaled - whole).max() > 0.01:
        return 0.0
    return float(np.gcd.reduce(np.unique(whole).astype(np.int64))) / 1e4
