"""The limits that can be met, ready to be solved for a floor: its linear relaxation and its integral core."""

from dataclasses import dataclass, field, replace

import numpy as np

from reviews.matching.edges import Bools, Edges, Floats, Ints
from reviews.matching.floors import best_sums, rank_in_paper, sums_of, worst
from reviews.matching.program import INFINITY, Limits, Program, Stop
from reviews.matching.result import Pair

SLACK = 1e-7


@dataclass(frozen=True)
class Rows:
    """Further constraints: entries (row, edge, coefficient), and each row's lower and upper sum."""

    row: Ints = field(default_factory=lambda: np.zeros(0, np.int64))
    column: Ints = field(default_factory=lambda: np.zeros(0, np.int64))
    value: Floats = field(default_factory=lambda: np.zeros(0))
    lower: Floats = field(default_factory=lambda: np.zeros(0))
    upper: Floats = field(default_factory=lambda: np.zeros(0))

    def __len__(self) -> int:
        return len(self.lower)

    def within(self, kept: Bools) -> "Rows":
        """The same rows over the kept edges alone."""
        place, stays = np.cumsum(kept) - 1, kept[self.column]
        return Rows(self.row[stays], place[self.column[stays]], self.value[stays], self.lower, self.upper)


@dataclass(frozen=True)
class Network:
    """Exact limits; `counted` papers have a say in the floor.

    A network that is not `whole` was cut down from a larger one: it can prove nothing impossible, and `ceiling` is
    the larger one's.
    """

    edges: Edges
    limits: Limits
    locked: Bools
    counted: Bools
    rows: Rows = field(default_factory=Rows)
    should_stop: Stop | None = None
    seed: int = 0
    whole: bool = True
    ceiling: float = INFINITY

    def __len__(self) -> int:
        return len(self.edges)

    def keep(self, kept: Bools) -> "Network":
        rows = self.rows.within(kept)
        return replace(self, edges=self.edges.keep(kept), locked=self.locked[kept], rows=rows)

    def program(self, target: float = -INFINITY) -> Program:
        """Best total, every counted paper at least at the target."""
        program = Program(self.edges, self.limits, self.locked, should_stop=self.should_stop, seed=self.seed)
        if len(self.rows):
            rows = self.rows
            program.add_rows(rows.row, rows.column, rows.value, rows.lower, rows.upper)
        if target > 0:
            at = np.flatnonzero(self.counted[self.edges.paper])
            row = (np.cumsum(self.counted) - 1)[self.edges.paper[at]]
            lower = np.full(int(self.counted.sum()), target - SLACK)
            program.add_rows(row, at, self.edges.score[at], lower, np.full(len(lower), INFINITY))
        return program

    def useful(self, target: float) -> Bools:
        """Per edge: can its paper still reach the target with it?"""
        edges, demand = self.edges, self.limits.demand[self.edges.paper]
        rank = rank_in_paper(edges, -edges.score)
        others = np.bincount(
            edges.paper[rank < demand - 1], edges.score[rank < demand - 1], len(self.counted)
        )
        reaches = edges.score + others[edges.paper] >= target - SLACK
        return (rank < demand) | reaches | self.locked | ~self.counted[edges.paper]

    def sums(self, chosen: Bools) -> Floats:
        return sums_of(self.edges, chosen, len(self.counted))

    def floor(self, chosen: Bools) -> float:
        return worst(self.sums(chosen), self.counted)

    def total(self, chosen: Bools) -> float:
        return float(self.edges.score[chosen].sum())

    def pairs(self, chosen: Bools) -> tuple[Pair, ...]:
        chosen_of = zip(self.edges.reviewer[chosen].tolist(), self.edges.paper[chosen].tolist(), strict=True)
        return tuple(sorted(Pair(reviewer, paper) for reviewer, paper in chosen_of))

    def best_floor(self) -> float:
        """The trivial bound on the floor."""
        return worst(best_sums(self.edges, self.limits), self.counted) if self.whole else self.ceiling
