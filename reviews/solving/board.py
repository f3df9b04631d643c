"""The assignment as it stands, judged on the instance of the run that was used last."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

import numpy as np

from reviews.assignment.selectors import Coverage, CoverageRow
from reviews.assignment.validator import Pair as Ids
from reviews.matching import faults
from reviews.matching.explain import Standing, standings
from reviews.matching.result import Assignment as Answer
from reviews.matching.result import Pair
from reviews.solving.instance import Instance
from reviews.solving.models import Run

STAND_INS = 3


@dataclass(frozen=True)
class Board:
    """`run` is the one whose result is in place, `instance` what it was solved on; both None before the first."""

    coverage: Coverage
    run: Run | None = None
    instance: Instance | None = None
    names: Mapping[int, str] = field(default_factory=dict)
    """Of people, by id."""

    @property
    def figures(self) -> dict[str, Any]:
        return self.run.figures if self.run else {}

    @cached_property
    def pairs(self) -> frozenset[Ids]:
        """As they stand now, over the papers that the viewer handles."""
        return frozenset((row.pk, seat.reviewer_id) for row in self.coverage.rows for seat in row.seats)

    @cached_property
    def answer(self) -> Answer:
        """The standing pairs in the run's terms."""
        if self.instance is None:
            raise LookupError("no run is in place")
        problem = self.instance.problem
        permitted = [pair for pair in self.instance.inward(self.pairs) if problem.score(pair) is not None]
        total = sum(problem.score(pair) or 0.0 for pair in permitted)
        return Answer(
            pairs=tuple(sorted(Pair(*pair) for pair in permitted)),
            total=total,
            maximum=self.figures.get("maximum", total),
            floor=0.0,
            floor_bound=self.figures.get("bound", 0.0),
            floor_target=self.figures.get("target", 0.0),
        )

    @cached_property
    def solved(self) -> Answer:
        """The run's own result, which is the best of its kind; what stands may have been changed by hand since."""
        if self.instance is None or self.run is None:
            raise LookupError("no run is in place")
        pairs = self.instance.inward((paper, person) for paper, person, _ in self.run.pairs)
        return Answer(
            pairs=tuple(sorted(Pair(*pair) for pair in pairs)),
            total=self.figures["total"],
            maximum=self.figures["maximum"],
            floor=self.figures["floor"],
            floor_bound=self.figures["bound"],
            floor_target=self.figures["target"],
        )

    @cached_property
    def standings(self) -> dict[int, Standing]:
        """By paper id; empty before the first run."""
        if self.instance is None:
            return {}
        return {
            self.instance.papers[each.paper]: each for each in standings(self.instance.problem, self.answer)
        }

    @cached_property
    def scores(self) -> dict[int, float]:
        """Of papers that have all the reviewers they want."""
        return {
            row.pk: self.standings[row.pk].score
            for row in self.coverage.rows
            if row.pk in self.standings and not row.missing
        }

    @cached_property
    def stand_ins(self) -> dict[int, list[int]]:
        """By paper: the best who are not on it and have a place left, as far as the viewer sees; empty before the first run."""
        found: dict[int, list[int]] = defaultdict(list)
        if self.instance is None:
            return found
        edges = self.instance.problem.edges
        free = {load.pk for load in self.coverage.loads if load.assigned < load.most}
        for at in np.argsort(-edges.score, kind="stable").tolist():
            pair = self.instance.papers[edges.paper[at]], self.instance.reviewers[edges.reviewer[at]]
            if pair[1] in free and pair not in self.pairs and len(found[pair[0]]) < STAND_INS:
                found[pair[0]].append(pair[1])
        return found

    @property
    def total(self) -> float:
        return self.answer.total if self.instance else 0.0

    @property
    def floor(self) -> float | None:
        return min(self.scores.values(), default=None)

    @property
    def share(self) -> float | None:
        """Of the best total."""
        maximum = self.figures.get("maximum")
        return self.total / maximum if maximum else None

    @cached_property
    def faults(self) -> tuple[str, ...]:
        return faults(self.instance.problem, self.answer.pairs) if self.instance else ()

    @property
    def is_outdated(self) -> bool:
        """Papers have come or gone since the run."""
        return self.instance is not None and set(self.instance.papers) != {
            row.pk for row in self.coverage.rows
        }

    @cached_property
    def row(self) -> dict[int, CoverageRow]:
        return {row.pk: row for row in self.coverage.rows}

    def name(self, person: int) -> str:
        return self.names.get(person, "a former reviewer")

    def title(self, paper: int) -> str:
        return f"#{self.row[paper].number}" if paper in self.row else "a paper withdrawn since"
