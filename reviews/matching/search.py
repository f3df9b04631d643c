"""The search for the floor: targets are tried outside the solver, from the proved bound downwards."""

import time
from collections.abc import Callable
from dataclasses import dataclass, replace

from reviews.matching.edges import Bools
from reviews.matching.floors import grain
from reviews.matching.network import Network
from reviews.matching.result import Progress
from reviews.matching.target import Aim, Attempt, attempt

Report = Callable[[Progress], None]
FINENESS = 4000


@dataclass(frozen=True)
class Terms:
    """What a floor may cost (`least`: the lowest total accepted), and when to be done (monotonic clock)."""

    maximum: float
    least: float
    deadline: float

    @property
    def seconds(self) -> float:
        return max(self.deadline - time.monotonic(), 0.1)

    @property
    def over(self) -> bool:
        return time.monotonic() > self.deadline


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
    """The highest floor within the terms, and the best total under it."""
    floor, ceiling, step = network.floor(start), network.ceiling(), grain(network.edges.score)
    found = Found(start, floor, ceiling, ceiling, 0.0, ((floor, network.total(start)),))
    close = max(ceiling / FINENESS, 1e-6)
    back = 0.0
    while found.high - found.low > (close if step < close else step / 2) and not over(network, terms):
        target = next_target(found, back, step)
        tried = attempt(network, target, Aim(least=terms.least), seconds=terms.seconds)
        raised = tried.chosen is not None and tried.total >= terms.least
        found = raise_low(found, tried, network) if raised else lower_high(found, tried, step)
        back = found.high - found.low if raised else max(2 * back, close)
        report(Progress("floor", network.total(found.chosen), terms.maximum, found.low, found.bound))
    return replace(found, stopped=True) if over(network, terms) else polish(network, found, terms)


def over(network: Network, terms: Terms) -> bool:
    return terms.over or (network.should_stop is not None and network.should_stop())


def next_target(found: Found, back: float, step: float) -> float:
    """Gallop down from the bound until something is found, then halve what is left between."""
    middle = (found.low + found.high) / 2
    target = max(found.high - back, middle)
    if step:
        target = step * int(target / step + 1e-3)
        if target <= found.low + step / 2:
            target += step
    return min(target, found.high)


def raise_low(found: Found, tried: Attempt, network: Network) -> Found:
    assert tried.chosen is not None  # noqa: S101 - what the caller has just checked, told to the type checker
    floor = network.floor(tried.chosen)
    curve = tuple(sorted({*found.curve, (floor, tried.total)}))
    high, bound = max(found.high, floor), max(found.bound, floor)
    return replace(
        found, chosen=tried.chosen, low=floor, high=high, bound=bound, target=tried.target, curve=curve
    )


def lower_high(found: Found, tried: Attempt, step: float) -> Found:
    high = max(tried.target - step, found.low)
    return replace(found, high=high, bound=min(found.bound, high) if tried.impossible else found.bound)


def polish(network: Network, found: Found, terms: Terms) -> Found:
    """Close the gap that the search left open in the total."""
    if not found.target:
        return found
    total = network.total(found.chosen)
    tried = attempt(network, found.low, Aim(known=total, prove=True), seconds=terms.seconds)
    if tried.chosen is None or tried.total <= total:
        return found
    return raise_low(found, tried, network)
