"""The search for the floor: targets are tried outside the solver, from the proved bound downwards."""

import time
from collections.abc import Callable
from dataclasses import dataclass, replace

import numpy as np

from reviews.matching.edges import Bools
from reviews.matching.floors import grain
from reviews.matching.network import Network
from reviews.matching.result import Progress
from reviews.matching.target import Aim, Attempt, attempt

Report = Callable[[Progress], None]
FINENESS = 4000


@dataclass(frozen=True)
class Terms:
    """What a floor may cost (`least`: the lowest total accepted), the highest wanted, and when to be done."""

    maximum: float
    least: float
    deadline: float
    highest: float = np.inf

    @property
    def seconds(self) -> float:
        return max(self.deadline - time.monotonic(), 0.1)

    @property
    def over(self) -> bool:
        return time.monotonic() > self.deadline

    def accept(self, tried: Attempt) -> bool:
        return tried.chosen is not None and tried.total >= self.least


@dataclass(frozen=True)
class Grid:
    """Targets worth a try: multiples of `step`, where the scores have one; closer than `tolerance` is close enough."""

    step: float
    tolerance: float

    def snap(self, target: float, low: float, high: float) -> float:
        if self.step:
            target = self.step * int(target / self.step + 1e-3)
            if target <= low + self.step / 2:
                target += self.step
        return min(target, high)


@dataclass(frozen=True)
class Found:
    """The best so far. `low` and `high` enclose the floor sought; no floor at any price is above `bound`."""

    chosen: Bools
    low: float
    high: float
    bound: float
    target: float = 0.0
    curve: tuple[tuple[float, float], ...] = ()
    stopped: bool = False


def highest_floor(network: Network, start: Bools, terms: Terms, report: Report) -> Found:
    """The highest floor within the terms, and the best total under it.

    Targets are tried quickly first; the proof is asked for once, just above the highest that was reached.
    """
    floor, step = network.floor(start), grain(network.edges.score)
    ceiling = min(network.best_floor(), terms.highest)
    grid = Grid(step, max(ceiling / FINENESS, step / 2, 1e-6))
    found = Found(start, floor, ceiling, network.best_floor(), 0.0, ((floor, network.total(start)),))
    while not over(network, terms):
        found = descend(network, found, terms, report, grid)
        if ceiling - found.low <= grid.tolerance or over(network, terms):
            break
        target = grid.snap(found.low + max(step, grid.tolerance), found.low, ceiling)
        tried = attempt(network, target, Aim(terms.least, thorough=True), seconds=terms.seconds)
        if not terms.accept(tried):
            found = lower(found, tried, step)
            break
        found = replace(lift(found, tried, network), high=ceiling)
    return replace(found, stopped=True) if over(network, terms) else polish(network, found, terms)


def descend(network: Network, found: Found, terms: Terms, report: Report, grid: Grid) -> Found:
    """Gallop down from the highest target until something is found, then halve what is left between."""
    back = 0.0
    while found.high - found.low > grid.tolerance and not over(network, terms):
        target = grid.snap(max(found.high - back, (found.low + found.high) / 2), found.low, found.high)
        tried = attempt(network, target, Aim(terms.least), seconds=terms.seconds)
        if terms.accept(tried):
            found, back = lift(found, tried, network), np.inf
        else:
            found, back = lower(found, tried, grid.step), max(2 * back, grid.tolerance)
        report(progress(network, found, terms))
    return found


def progress(network: Network, found: Found, terms: Terms) -> Progress:
    chosen = found.chosen
    pairs = network.pairs(chosen)
    return Progress("floor", network.total(chosen), terms.maximum, found.low, found.bound, pairs)


def over(network: Network, terms: Terms) -> bool:
    return terms.over or (network.should_stop is not None and network.should_stop())


def lift(found: Found, tried: Attempt, network: Network) -> Found:
    chosen = found.chosen if tried.chosen is None else tried.chosen
    floor = network.floor(chosen)
    curve = tuple(sorted({*found.curve, (floor, network.total(chosen))}))
    high, bound = max(found.high, floor), max(found.bound, floor)
    return replace(found, chosen=chosen, low=floor, high=high, bound=bound, target=tried.target, curve=curve)


def lower(found: Found, tried: Attempt, step: float) -> Found:
    high = max(tried.target - step, found.low)
    return replace(found, high=high, bound=min(found.bound, high) if tried.impossible else found.bound)


def polish(network: Network, found: Found, terms: Terms) -> Found:
    """Close the gap that the search left open in the total."""
    if not found.target:
        return found
    total = network.total(found.chosen)
    tried = attempt(network, found.low, Aim(known=total, thorough=True), seconds=terms.seconds)
    better = tried.chosen is not None and tried.total > total
    return lift(found, tried, network) if better else found
