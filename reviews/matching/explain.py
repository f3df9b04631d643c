"""Why a pair stands, or does not: its rank, its parts, and what the assignment would be the other way round."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

import numpy as np

from reviews.matching.feasibility import asked
from reviews.matching.floors import best_sums
from reviews.matching.problem import Problem
from reviews.matching.result import Assignment, Pair
from reviews.matching.solver import solve


@dataclass(frozen=True)
class Counterfactual:
    """The assignment solved again with one pair the other way round, under the same floor.

    `total` and `floor` are the changes; `added` and `removed` the pairs that move. Where the other way round cannot
    be had, `reason` says why and nothing else counts.
    """

    total: float = 0.0
    floor: float = 0.0
    added: tuple[Pair, ...] = ()
    removed: tuple[Pair, ...] = ()
    places: int = 0
    reason: str = ""


@dataclass(frozen=True)
class Explanation:
    """`rank` counts from 1 among the paper's `eligible` reviewers by score; ties share the better rank."""

    pair: Pair
    score: float | None
    rank: int | None
    eligible: int
    assigned: bool
    locked: bool
    counterfactual: Counterfactual
    parts: Mapping[str, float] = field(default_factory=dict)

    def __str__(self) -> str:
        if self.score is None:
            return f"Reviewer {self.pair.reviewer} may not review paper {self.pair.paper}."
        terms = " + ".join(f"{name} {value:.2f}" for name, value in self.parts.items())
        made_of = f" = {terms}" if terms else ""
        return f"{self.score:.2f}{made_of}. Rank {self.rank} of {self.eligible}. {self.consequence}"

    @property
    def consequence(self) -> str:
        change = self.counterfactual
        if change.reason:
            return change.reason
        without = "Without" if self.assigned else "With"
        moved = len(change.added)
        return f"{without} this pair the total would change by {change.total:+.4f}, with {moved} new pairs."


def explain(
    problem: Problem,
    assignment: Assignment,
    pair: tuple[int, int],
    *,
    parts: Mapping[str, float] | None = None,
) -> Explanation:
    """Everything about one pair; `parts` are the weighted parts of its score, as `combine` keeps them."""
    this, score = Pair(*pair), problem.score(pair)
    rivals = problem.edges.score[problem.edges.paper == this.paper]
    return Explanation(
        pair=this,
        score=score,
        rank=None if score is None else 1 + int((rivals > score + 1e-12).sum()),
        eligible=len(rivals),
        assigned=this in set(assignment.pairs),
        locked=this in set(problem.locked),
        counterfactual=counterfactual(problem, assignment, this),
        parts=dict(parts or {}),
    )


def counterfactual(problem: Problem, assignment: Assignment, pair: Pair) -> Counterfactual:
    """Solve again with an assigned pair banned, or another one locked."""
    if problem.score(pair) is None:
        return Counterfactual(reason="The pair is not permitted.")
    try:
        turned = turn(problem, pair, assigned=pair in set(assignment.pairs))
    except ValueError as contradiction:
        return Counterfactual(reason=f"It cannot be: {contradiction}.")
    return difference(assignment, solve(turned, floor=assignment.floor_target))


def turn(problem: Problem, pair: Pair, *, assigned: bool) -> Problem:
    if assigned:
        locked = [other for other in problem.locked if other != pair]
        return replace(problem, locked=locked, banned=[*problem.banned, pair])
    return replace(problem, locked=[*problem.locked, pair])


def difference(before: Assignment, after: Assignment) -> Counterfactual:
    """What moved between two assignments: "changed 6 pairs, total -0.04, floor same"."""
    old, new = set(before.pairs), set(after.pairs)
    return Counterfactual(
        total=after.total - before.total,
        floor=after.floor - before.floor,
        added=tuple(sorted(new - old)),
        removed=tuple(sorted(old - new)),
        places=len(new) - len(old),
    )


@dataclass(frozen=True)
class Standing:
    """How one paper does: its score, the best that its own scores allow, and who could review it."""

    paper: int
    score: float
    best: float
    reviewers: int
    demand: int
    eligible: int


def standings(problem: Problem, assignment: Assignment) -> tuple[Standing, ...]:
    """Every paper, by number."""
    edges, size = problem.edges, problem.papers
    chosen = edges.keep(problem.find(assignment.pairs))
    score = np.bincount(chosen.paper, chosen.score, size)
    given = np.bincount(chosen.paper, minlength=size)
    eligible = np.bincount(edges.paper, minlength=size)
    best = best_sums(edges, asked(problem))
    return tuple(
        Standing(p, float(score[p]), float(best[p]), int(given[p]), int(problem.needs[p]), int(eligible[p]))
        for p in range(size)
    )
