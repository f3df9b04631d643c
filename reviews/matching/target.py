"""The best total under one floor, or the proof that no assignment reaches it.

First the linear relaxation. Its reduced costs say by how much the total must fall for an edge to be used, so a small
core of edges decides the mixed-integer program: once its optimum lies above what the edges left out could reach,
it is the optimum over all edges.
"""

from dataclasses import dataclass, replace

import numpy as np

from reviews.matching.edges import Bools, Floats
from reviews.matching.floors import rank_in_paper
from reviews.matching.network import Network
from reviews.matching.prices import guided
from reviews.matching.program import Solution, Status

CORE = 4
GAP = 1e-6
PROVABLE = 6000
TOO_LARGE = 250_000
"""Edges of a core above which no mixed-integer program is tried."""


@dataclass(frozen=True)
class Attempt:
    """`chosen` per edge, None where nothing was found; `bound`: no assignment at this floor has a higher total.

    A bound of minus infinity is the proof that there is none.
    """

    target: float
    chosen: Bools | None
    total: float
    bound: float

    @property
    def impossible(self) -> bool:
        return self.bound == -np.inf

    @property
    def closed(self) -> bool:
        return self.bound <= self.total + GAP * abs(self.total)


@dataclass(frozen=True)
class Aim:
    """Totals below `least` are of no interest; `known` is one already found.

    `thorough`: go beyond the first core, for the proof that nothing is there or that nothing is better.
    """

    least: float = -np.inf
    known: float = np.inf
    thorough: bool = False
    target: float = 0.0


def attempt(network: Network, target: float, aim: Aim, *, seconds: float) -> Attempt:
    """The best total found at one floor. `useful` edges alone can be part of it."""
    useful = network.useful(target)
    inner = network.keep(useful)
    relaxed = inner.program(target).relaxed()
    if relaxed.status is Status.INFEASIBLE and network.whole:
        return Attempt(target, None, -np.inf, -np.inf)
    if relaxed.status is not Status.OPTIMAL:
        return Attempt(target, None, -np.inf, np.inf)
    if relaxed.value < aim.least:
        return Attempt(target, None, -np.inf, relaxed.value)
    found = integral(inner, relaxed, replace(aim, target=target), seconds=seconds)
    if found.chosen is None:
        return found
    return replace(found, chosen=spread(found.chosen, useful))


def integral(network: Network, relaxed: Solution, aim: Aim, *, seconds: float) -> Attempt:
    x = relaxed.x[: len(network)]
    if (np.abs(x - np.rint(x)) < 1e-6).all():
        return Attempt(aim.target, np.rint(x).astype(bool), relaxed.value, relaxed.value)
    loss = np.where(x > 1e-6, 0.0, -relaxed.reduced[: len(network)])
    near = nearest(network)
    reach = max(first_reach(loss, CORE * int(network.limits.demand.sum())), relaxed.value - aim.known)
    best = Attempt(aim.target, None, -np.inf, relaxed.value)
    if aim.known < np.inf and (loss <= reach).sum() > PROVABLE:
        return best
    while True:
        core = (loss <= reach) | near
        if core.sum() > TOO_LARGE:
            return priced(network, best, seconds=seconds)
        solution = network.keep(core).program(aim.target).integral(seconds=seconds)
        best = better(best, solution, core, relaxed.value - reach, whole=network.whole)
        if solution.status is Status.UNKNOWN and best.chosen is None:
            return priced(network, best, seconds=seconds / 2)
        if core.all() or not aim.thorough or solution.status in {Status.FEASIBLE, Status.UNKNOWN}:
            return best
        lacking = relaxed.value - best.total if solution.found else np.inf
        if best.closed or (solution.found and (loss <= lacking).sum() > PROVABLE):
            return best
        reach = lacking + 1e-9 * abs(relaxed.value)


def priced(network: Network, best: Attempt, *, seconds: float) -> Attempt:
    """By prices, where the mixed-integer program is too large or has found nothing in time."""
    chosen = guided(network, best.target, seconds=seconds)
    return best if chosen is None else replace(best, chosen=chosen, total=network.total(chosen))


def nearest(network: Network) -> Bools:
    """Each paper's best edges: one near the floor may need them, though they cost others dear."""
    demand = network.limits.demand[network.edges.paper]
    return network.locked | (rank_in_paper(network.edges, -network.edges.score) < CORE * demand)


def first_reach(loss: Floats, count: int) -> float:
    """The loss that `count` edges stay within."""
    return float(np.partition(loss, count)[count]) if count < len(loss) else np.inf


def better(best: Attempt, solution: Solution, core: Bools, outside: float, *, whole: bool) -> Attempt:
    """`outside`: what an assignment with an edge outside the core can reach at most."""
    inside = -np.inf if solution.status is Status.INFEASIBLE else solution.bound
    bound = min(best.bound, inside if core.all() and whole else max(inside, outside))
    if not solution.found or solution.value <= best.total:
        return Attempt(best.target, best.chosen, best.total, bound)
    chosen = spread(np.rint(solution.x).astype(bool), core)
    return Attempt(best.target, chosen, solution.value, max(bound, solution.value))


def spread(chosen: Bools, kept: Bools) -> Bools:
    """The choice among the kept edges as a choice among all."""
    whole = np.zeros(len(kept), dtype=np.bool_)
    whole[np.flatnonzero(kept)[chosen]] = True
    return whole
