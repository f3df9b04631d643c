"""The assignment as a linear or mixed-integer program, and HiGHS to solve it.

Columns: one per edge (0 or 1), then slacks. Rows: one per paper, one per reviewer, then whatever is added. Without
added rows the matrix is that of a network, so every vertex of the linear program is integral.
"""

from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum
from typing import cast

import highspy
import numpy as np

from reviews.matching.edges import Bools, Edges, Floats, Ints

Stop = Callable[[], bool]
GAP = 1e-6
NODES = 5000
INFINITY = highspy.kHighsInf
new_highs = cast("Callable[[], highspy.Highs]", highspy.Highs)
SOLVER = f"HiGHS {new_highs().version()}"


class Status(Enum):
    OPTIMAL = "optimal"
    FEASIBLE = "feasible"
    INFEASIBLE = "infeasible"
    UNKNOWN = "unknown"


@dataclass(frozen=True)
class Limits:
    """What each paper gets, and what each reviewer may be given."""

    demand: Ints
    least: Ints
    most: Ints


@dataclass(frozen=True)
class Solution:
    """`x` and `reduced` cost per column, `bound`: no solution has a higher objective."""

    status: Status
    value: float
    bound: float
    x: Floats
    reduced: Floats
    prices: Floats

    @property
    def found(self) -> bool:
        return self.status in {Status.OPTIMAL, Status.FEASIBLE}


class Program:
    """Maximise a sum over edges. Solving again after a change starts from the last basis."""

    def __init__(
        self,
        edges: Edges,
        limits: Limits,
        locked: Bools,
        *,
        should_stop: Stop | None = None,
        seed: int = 0,
    ) -> None:
        self.edges = edges
        self.highs = new_highs()
        for option, value in (("output_flag", False), ("threads", 1), ("random_seed", seed)):
            self.highs.setOptionValue(option, value)
        if should_stop is not None:
            watch(self.highs, should_stop)
        self.highs.passModel(network(edges, limits, locked))

    def add_rows(self, row: Ints, column: Ints, value: Floats, lower: Floats, upper: Floats) -> None:
        """Rows given as entries (`row` counts from 0 among the new ones) with their lower and upper sums."""
        order = np.argsort(row, kind="stable")
        starts = np.searchsorted(row[order], np.arange(len(lower)))
        self.highs.addRows(
            len(lower),
            lower.astype(np.float64),
            upper.astype(np.float64),
            len(row),
            starts.astype(np.int32),
            column[order].astype(np.int32),
            value[order].astype(np.float64),
        )

    def add_slacks(self, cost: Floats, upper: Floats, row: Ints, sign: Floats) -> None:
        """One more column per row named, with the coefficient `sign` there."""
        self.highs.addCols(
            len(cost),
            cost.astype(np.float64),
            np.zeros(len(cost)),
            upper.astype(np.float64),
            len(cost),
            np.arange(len(cost), dtype=np.int32),
            row.astype(np.int32),
            sign.astype(np.float64),
        )

    def set_cost(self, cost: Floats) -> None:
        """New coefficients of the edges."""
        count = len(cost)
        self.highs.changeColsCost(count, np.arange(count, dtype=np.int32), cost.astype(np.float64))

    def relaxed(self) -> Solution:
        """The linear program's optimum; `reduced` and `prices` (one per row) are its duals."""
        return self._run()

    def integral(self, *, seconds: float) -> Solution:
        """The mixed-integer optimum: every edge 0 or 1."""
        kinds = [highspy.HighsVarType.kInteger] * len(self.edges)
        self.highs.changeColsIntegrality(len(kinds), np.arange(len(kinds), dtype=np.int32), np.array(kinds))
        self.highs.setOptionValue("mip_rel_gap", GAP)
        self.highs.setOptionValue("mip_max_nodes", NODES)
        self.highs.setOptionValue("time_limit", self.highs.getRunTime() + seconds)
        return self._run()

    def _run(self) -> Solution:
        self.highs.run()
        model, info = self.highs.getModelStatus(), self.highs.getInfo()
        kind = highspy.HighsModelStatus
        status = Status.UNKNOWN
        if model == kind.kOptimal:
            status = Status.OPTIMAL
        elif model in {kind.kInfeasible, kind.kUnboundedOrInfeasible}:
            status = Status.INFEASIBLE
        elif info.primal_solution_status == highspy.SolutionStatus.kSolutionStatusFeasible:
            status = Status.FEASIBLE
        solution = self.highs.getSolution()
        value = info.objective_function_value
        mixed = bool(self.highs.getLp().integrality_)
        bound = info.mip_dual_bound if mixed else value
        x, reduced, prices = solution.col_value, solution.col_dual, solution.row_dual
        return Solution(status, value, bound, np.array(x), np.array(reduced), np.array(prices))


def network(edges: Edges, limits: Limits, locked: Bools) -> highspy.HighsLp:
    papers, count = len(limits.demand), len(edges)
    lp = highspy.HighsLp()
    lp.num_col_, lp.num_row_ = count, papers + len(limits.most)
    lp.sense_ = highspy.ObjSense.kMaximize
    lp.col_cost_ = edges.score
    lp.col_lower_, lp.col_upper_ = locked.astype(np.float64), np.ones(count)
    lp.row_lower_ = np.concatenate([limits.demand, limits.least]).astype(np.float64)
    lp.row_upper_ = np.concatenate([limits.demand, limits.most]).astype(np.float64)
    lp.a_matrix_.format_ = highspy.MatrixFormat.kColwise
    lp.a_matrix_.start_ = np.arange(0, 2 * count + 1, 2)
    lp.a_matrix_.index_ = np.stack([edges.paper, edges.reviewer + papers], axis=1).ravel()
    lp.a_matrix_.value_ = np.ones(2 * count)
    return lp


def watch(highs: highspy.Highs, should_stop: Stop) -> None:
    """Let the caller end a run from within the solver."""

    def check(event: highspy.highs.HighsCallbackEvent) -> None:
        event.interrupt(should_stop())

    for callback in (highs.cbSimplexInterrupt, highs.cbIpmInterrupt, highs.cbMipInterrupt):
        callback.subscribe(check)
