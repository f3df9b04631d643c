"""Price-guided flow: a floor without a mixed-integer program, for networks that are too large for one or take too long.

Each round is a plain flow, which is integral by itself. Papers under the floor pay more for their edges in the next
round, those well above it pay less again; the best assignment met on the way is kept. It proves nothing.
"""

import time

import numpy as np

from reviews.matching.edges import Bools
from reviews.matching.network import SLACK, Network

ROUNDS = 80
RISE, FALL = 0.6, 0.97
PATIENCE = 12


def guided(network: Network, target: float, *, seconds: float) -> Bools | None:
    """An assignment in which every counted paper reaches the target, with the best total met; None if none was met."""
    if len(network.rows):
        return None  # with quotas a plain flow is not integral
    program, until = network.program(), time.monotonic() + seconds
    weight, paper = np.ones(len(network.counted)), network.edges.paper
    best, total, since = None, -np.inf, 0
    for _ in range(ROUNDS):
        program.set_cost(network.edges.score * weight[paper])
        solution = program.relaxed()
        if not solution.found:
            break
        chosen = solution.x[: len(network)] > 0.5
        sums = network.sums(chosen)
        short = network.counted & (sums < target - SLACK)
        since += 1
        if not short.any() and network.total(chosen) > total:
            best, total, since = chosen, network.total(chosen), 0
        if (since > PATIENCE and best is not None) or time.monotonic() > until:
            break
        lack = np.where(short, 1 - sums / max(target, SLACK), 0.0)
        weight = np.where(short, weight * (1 + RISE * (0.1 + lack)), np.maximum(weight * FALL, 1.0))
    return best
