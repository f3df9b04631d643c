"""The floor of an assignment and its trivial bound."""

import numpy as np

from reviews.matching.edges import Bools, Edges, Floats
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
    order = np.lexsort((-edges.score, edges.paper))
    paper, score = edges.paper[order], edges.score[order]
    rank = np.arange(len(paper)) - np.searchsorted(paper, paper)
    top = rank < limits.demand[paper]
    return np.bincount(paper[top], score[top], len(limits.demand)).astype(np.float64)
