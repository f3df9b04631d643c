"""From a problem to an assignment: what can be met, the best total, then the floor."""

from collections.abc import Callable

import numpy as np

from reviews.matching.edges import Bools
from reviews.matching.feasibility import Feasibility, asked, relax
from reviews.matching.floors import floor_of, served_in_full, trivial_bound
from reviews.matching.problem import Problem
from reviews.matching.program import SOLVER, Program, Stop
from reviews.matching.result import Assignment, Pair, Progress

Report = Callable[[Progress], None]


def solve(
    problem: Problem,
    *,
    price: float = 0.01,  # noqa: ARG001
    on_progress: Report | None = None,
    should_stop: Stop | None = None,
) -> Assignment:
    """The largest floor whose price is at most `price` (a share of the best total), at the best total under it.

    Never fails whole: where limits cannot be met, the rest is served and `unserved` and `idle` say why.
    """
    report = on_progress or (lambda _: None)
    report(Progress("feasibility"))
    state = Feasibility(asked(problem))
    program = Program(problem.edges, state.limits, problem.is_locked, should_stop=should_stop)
    best = program.relaxed()
    if not best.found:
        state = relax(problem, should_stop)
        best = Program(problem.edges, state.limits, problem.is_locked, should_stop=should_stop).relaxed()
    chosen = np.rint(best.x).astype(bool)
    report(Progress("total", best.value, best.value))
    return assignment(problem, state, chosen, maximum=best.value)


def assignment(problem: Problem, state: Feasibility, chosen: Bools, *, maximum: float) -> Assignment:
    edges, counted = problem.edges, served_in_full(problem, state.limits)
    pairs = zip(edges.reviewer[chosen].tolist(), edges.paper[chosen].tolist(), strict=True)
    return Assignment(
        pairs=tuple(sorted(Pair(reviewer, paper) for reviewer, paper in pairs)),
        total=float(edges.score[chosen].sum()),
        maximum=maximum,
        floor=floor_of(edges, chosen, counted),
        floor_bound=trivial_bound(edges, state.limits, counted),
        unserved=state.unserved,
        idle=state.idle,
        instance=problem.digest,
        solver=SOLVER,
    )
