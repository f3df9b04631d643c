"""Large networks are solved on few of their edges, without loss: the prices of the optimum say who is missing.

The dual prices of papers and reviewers bound what any other edge could add. Edges that could add something are taken in
and the program is solved again, until there is none: then the total is the optimum over all edges.
"""

from dataclasses import replace

import numpy as np

from reviews.matching.edges import Bools, Floats, Ints
from reviews.matching.floors import rank_within
from reviews.matching.network import Network
from reviews.matching.program import Solution
from reviews.matching.target import CORE, first_reach

LARGE = 150_000
FIRST = 16
ROUNDS = 40


def best_total(network: Network) -> tuple[Network, Bools | None]:
    """The network that further stages work on, and the edges of the best total in it; None where it cannot be met."""
    if len(network) <= LARGE:
        return network, rounded(network.program().relaxed(), len(network))
    inside, reviewer = first_edges(network), network.edges.reviewer
    for _ in range(ROUNDS):
        solution = network.keep(inside).program().relaxed()
        if not solution.found:
            if inside.all():
                return network, None
            inside = np.ones(len(network), dtype=np.bool_) if inside.mean() > 0.25 else wider(network, inside)
            continue
        gain = gains(network, solution)
        missing = ~inside & (gain > 1e-7)
        if left_to_gain(network, np.where(missing, gain, 0.0)) <= 1e-7 * solution.value:
            return thinned(network, inside, -gain, solution)
        at = np.flatnonzero(missing)
        best = best_of(gain[at], network.edges.paper[at]) | best_of(gain[at], reviewer[at])
        inside[at[best]] = True
    return network, rounded(network.program().relaxed(), len(network))


def best_of(gain: Floats, group: Ints) -> Bools:
    return rank_within(group, -gain) < FIRST


def first_edges(network: Network) -> Bools:
    edges = network.edges
    return network.locked | best_of(edges.score, edges.paper) | best_of(edges.score, edges.reviewer)


def wider(network: Network, inside: Bools) -> Bools:
    """Four times as many edges per paper and reviewer."""
    edges, size = network.edges, 4 * max(int(inside.sum()) // len(network.counted), FIRST)
    near = rank_within(edges.paper, -edges.score) < size
    return inside | near | (rank_within(edges.reviewer, -edges.score) < size)


def left_to_gain(network: Network, gain: Floats) -> float:
    """What the total could still rise by: no paper gains more than its demand times its best."""
    best = np.zeros(len(network.counted))
    np.maximum.at(best, network.edges.paper, gain)
    return float(best @ network.limits.demand)


def gains(network: Network, solution: Solution) -> Floats:
    """Per edge: the most that the total could rise by using it, at the solution's prices."""
    papers = len(network.counted)
    edges, prices = network.edges, solution.prices
    return edges.score - prices[:papers][edges.paper] - prices[papers:][edges.reviewer]


def thinned(network: Network, inside: Bools, loss: Floats, solution: Solution) -> tuple[Network, Bools]:
    """The edges in use, those of least loss, and each paper's best."""
    used = np.zeros(len(network), dtype=np.bool_)
    used[np.flatnonzero(inside)[solution.x[: int(inside.sum())] > 0.5]] = True
    demand = network.limits.demand
    near = rank_within(network.edges.paper, -network.edges.score) < CORE * demand[network.edges.paper]
    kept = used | near | network.locked | (loss <= first_reach(loss, 3 * CORE * int(demand.sum())))
    return replace(network.keep(kept), ceiling=network.best_floor(), whole=False), used[kept]


def rounded(solution: Solution, size: int) -> Bools | None:
    return np.rint(solution.x[:size]).astype(bool) if solution.found else None
