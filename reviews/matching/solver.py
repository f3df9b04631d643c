"""From a problem to an assignment: what can be met, the best total, then the floor."""

import time
from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from reviews.matching.edges import Bools
from reviews.matching.feasibility import Feasibility, asked, relax
from reviews.matching.floors import served_in_full
from reviews.matching.network import Network
from reviews.matching.problem import Problem
from reviews.matching.program import SOLVER, Stop
from reviews.matching.quotas import keep_quotas
from reviews.matching.result import Assignment, Progress
from reviews.matching.search import Found, Report, Terms, highest_floor
from reviews.matching.thinning import best_total

PRICES = (0.0, 0.001, 0.003, 0.01, 0.03, 0.1, 1.0)


def solve(
    problem: Problem,
    *,
    price: float = 0.01,
    floor: float | None = None,
    seconds: float = 120.0,
    seed: int = 0,
    on_progress: Report | None = None,
    should_stop: Stop | None = None,
) -> Assignment:
    """The largest floor whose price is at most `price` (a share of the best total), at the best total under it.

    A price of 0 asks for the best total alone, 1 for the highest floor whatever it costs. Never fails whole: where
    limits cannot be met, the rest is served and `unserved` and `idle` say why. `floor` asks for that floor instead,
    or the highest below it, whatever it costs: how a run is solved again after a change. After `seconds`, or once
    `should_stop` says so, the best assignment found so far is returned; the best total is always finished first.
    """
    report = on_progress or (lambda _: None)
    deadline = time.monotonic() + seconds
    report(Progress("feasibility"))
    state, network, best = feasible(problem)
    network, best, breaches = keep_quotas(problem, network, best, seconds=seconds)
    maximum, low, ceiling = network.total(best), network.floor(best), network.best_floor()
    report(Progress("total", maximum, maximum, low, ceiling, network.pairs(best)))
    network = replace(network, should_stop=should_stop, seed=seed)
    least = (1 - price) * maximum - 1e-9 if floor is None else -np.inf
    highest = (np.inf if price else low) if floor is None else floor
    found = highest_floor(network, best, Terms(maximum, least, deadline, highest), report)
    return replace(assignment(problem, network, state, found, maximum=maximum), breaches=breaches, seed=seed)


def frontier(
    problem: Problem,
    *,
    prices: Sequence[float] = PRICES,
    on_progress: Report | None = None,
    should_stop: Stop | None = None,
) -> tuple[Assignment, ...]:
    """One assignment per price, for the slider and the floor-total curve; equal ones are left out."""
    answers: list[Assignment] = []
    for price in sorted(prices):
        answer = solve(problem, price=price, on_progress=on_progress, should_stop=should_stop)
        if not answers or answer.floor > answers[-1].floor:
            answers.append(answer)
        if answer.stopped:
            break
    return tuple(answers)


def network_of(problem: Problem, state: Feasibility) -> Network:
    counted = served_in_full(problem, state.limits)
    return Network(problem.edges, state.limits, problem.is_locked, counted)


def feasible(problem: Problem) -> tuple[Feasibility, Network, Bools]:
    """Limits that can be met, the network under them, and the edges of its best total."""
    state = Feasibility(asked(problem))
    network, best = best_total(network_of(problem, state))
    if best is None:
        state = relax(problem)
        network, best = best_total(network_of(problem, state))
    return state, network, np.zeros(len(network), dtype=np.bool_) if best is None else best


def assignment(
    problem: Problem, network: Network, state: Feasibility, found: Found, *, maximum: float
) -> Assignment:
    chosen = found.chosen
    return Assignment(
        pairs=network.pairs(chosen),
        total=network.total(chosen),
        maximum=maximum,
        floor=network.floor(chosen),
        floor_bound=found.bound,
        floor_target=found.target,
        unserved=state.unserved,
        idle=state.idle,
        curve=found.curve,
        stopped=found.stopped,
        instance=problem.digest,
        solver=SOLVER,
    )
