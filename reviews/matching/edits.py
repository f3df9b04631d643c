"""What a change by hand does to an assignment, before it is saved; and who stands ready for a paper."""

from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass, replace

import numpy as np

from reviews.matching.floors import floor_of
from reviews.matching.problem import Problem
from reviews.matching.result import Assignment, Pair
from reviews.matching.validation import faults


@dataclass(frozen=True)
class Edit:
    """`total` and `floor` are the changes; `faults` say what the edited pairs break, empty if nothing."""

    assignment: Assignment
    total: float
    floor: float
    faults: tuple[str, ...]


@dataclass(frozen=True)
class Alternate:
    """A reviewer who could step in; `free` places are left under the load."""

    reviewer: int
    score: float
    free: int


def edit(
    problem: Problem,
    assignment: Assignment,
    *,
    add: Collection[tuple[int, int]] = (),
    remove: Collection[tuple[int, int]] = (),
) -> Edit:
    """The assignment with these pairs added and removed. A swap is one of each."""
    pairs = sorted((set(assignment.pairs) - {Pair(*pair) for pair in remove}) | {Pair(*pair) for pair in add})
    total = sum(problem.score(pair) or 0.0 for pair in pairs)
    floor = floor_after(problem, pairs)
    changed = replace(assignment, pairs=tuple(pairs), total=total, floor=floor)
    return Edit(changed, total - assignment.total, floor - assignment.floor, faults(problem, pairs))


def floor_after(problem: Problem, pairs: Collection[tuple[int, int]]) -> float:
    """The score of the worst paper among those that have all the reviewers they want."""
    at = problem.find(pairs)
    chosen = np.zeros(len(problem.edges), dtype=np.bool_)
    chosen[at[at >= 0]] = True
    served = np.bincount(problem.edges.paper[chosen], minlength=problem.papers)
    return floor_of(problem.edges, chosen, (served >= problem.needs) & (problem.needs > 0))


def alternates(
    problem: Problem, assignment: Assignment, paper: int, *, count: int = 3
) -> tuple[Alternate, ...]:
    """The best reviewers who are not on the paper: first those with a free place, then by score."""
    loads = Counter(reviewer for reviewer, _ in assignment.pairs)
    here = {reviewer for reviewer, other in assignment.pairs if other == paper}
    edges = problem.edges.keep(problem.edges.paper == paper)
    ready = [
        Alternate(reviewer, score, problem.capacity[reviewer] - loads[reviewer])
        for reviewer, score in zip(edges.reviewer.tolist(), edges.score.tolist(), strict=True)
        if reviewer not in here
    ]
    ready.sort(key=lambda each: (each.free <= 0, -each.score, each.reviewer))
    return tuple(ready[:count])
