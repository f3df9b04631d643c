"""What a run is solved on, as arrays: made from the facts, and kept in the run's row."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from io import BytesIO
from typing import Any

import numpy as np

from reviews.assignment.validator import Pair
from reviews.matching import Edges, Problem
from reviews.matching.edges import Floats, Ints
from reviews.solving.facts import Facts
from reviews.solving.scoring import PARTS, score
from reviews.solving.wish import Wish

KEPT = (*PARTS, "said", "near")


@dataclass(frozen=True, eq=False)
class Instance:
    """`papers` and `reviewers` hold the ids of rows and columns; a pair of ids is (paper, reviewer)."""

    papers: tuple[int, ...]
    reviewers: tuple[int, ...]
    problem: Problem
    parts: Mapping[str, Floats]
    """By name, per edge as it was given: the weighted parts of the score; as "said" and "near" the bid and the affinity
    themselves, or NaN."""

    @cached_property
    def row(self) -> dict[int, int]:
        return {pk: at for at, pk in enumerate(self.papers)}

    @cached_property
    def column(self) -> dict[int, int]:
        return {pk: at for at, pk in enumerate(self.reviewers)}

    def inward(self, pairs: Iterable[Pair]) -> list[tuple[int, int]]:
        """Pairs of ids as the solver counts them, (reviewer, paper); unknown ones are left out."""
        return [
            (self.column[person], self.row[paper])
            for paper, person in pairs
            if paper in self.row and person in self.column
        ]

    def outward(self, pairs: Iterable[tuple[int, int]]) -> list[Pair]:
        return [(self.papers[paper], self.reviewers[reviewer]) for reviewer, paper in pairs]

    def score(self, pair: Pair) -> float | None:
        """None where the pair is not permitted or was not part of the run."""
        inside = self.inward([pair])
        return self.problem.score(inside[0]) if inside else None

    def parts_of(self, pair: Pair) -> dict[str, float]:
        edges = self.problem.scores
        if not isinstance(edges, Edges) or not (inside := self.inward([pair])):
            return {}
        at = int(edges.find(self.problem.keys(inside), self.problem.reviewers)[0])
        return {} if at < 0 else {name: float(values[at]) for name, values in self.parts.items()}


def build(facts: Facts, wish: Wish) -> Instance:
    """Kept pairs are locked; where they are more than was asked for, they are what is asked for."""
    papers, reviewers = [each.pk for each in facts.papers], [each.pk for each in facts.reviewers]
    scored, bids, near = score(facts, wish)
    known = facts.known
    permitted = np.ones(scored.score.shape, dtype=np.bool_)
    row, column = {pk: at for at, pk in enumerate(papers)}, {pk: at for at, pk in enumerate(reviewers)}
    for paper, person in facts.barred:
        permitted[column[person], row[paper]] = False
    paper_at, reviewer_at = np.nonzero(permitted.T)
    edges = Edges(reviewer_at, paper_at, scored.score[reviewer_at, paper_at])
    locked = [
        (column[person], row[paper])
        for paper, person in sorted(facts.kept)
        if person in column and permitted[column[person], row[paper]]
    ]
    demand, capacity = _limits(facts, wish, locked)
    problem = Problem(
        reviewers=len(reviewers),
        papers=len(papers),
        scores=edges,
        demand=demand,
        capacity=capacity,
        minimum=[min(wish.least, most) for most in capacity],
        locked=locked,
        qualified=wish.qualified,
        seniors=sorted(column[pk] for pk in known.seniors) if wish.senior and known.seniors else None,
        institutions=[known.institutions.get(pk) for pk in reviewers] if wish.institution else None,
        authors=_authors(facts, row, column) if wish.cycles else {},
    )
    tables = {**{name: getattr(scored, name) for name in PARTS}, "said": bids, "near": near}
    parts = {name: table[reviewer_at, paper_at] for name, table in tables.items()}
    return Instance(tuple(papers), tuple(reviewers), problem, parts)


def _limits(facts: Facts, wish: Wish, locked: list[tuple[int, int]]) -> tuple[list[int], list[int]]:
    """Seats of people who cannot be scored (in conflict by now, or no reviewers any more) are filled all the same."""
    seats, inside = np.zeros(len(facts.papers), int), np.zeros(len(facts.papers), int)
    loads = np.zeros(len(facts.reviewers), int)
    row = {each.pk: at for at, each in enumerate(facts.papers)}
    for paper, _ in facts.kept:
        seats[row[paper]] += 1
    for reviewer, paper in locked:
        inside[paper] += 1
        loads[reviewer] += 1
    demand = [
        max((each.wanted or wish.demand) - int(seats[at] - inside[at]), int(inside[at]))
        for at, each in enumerate(facts.papers)
    ]
    capacity = [max(each.most - each.elsewhere, int(loads[at]), 0) for at, each in enumerate(facts.reviewers)]
    return demand, capacity


def _authors(facts: Facts, row: dict[int, int], column: dict[int, int]) -> dict[int, list[int]]:
    found: dict[int, list[int]] = {}
    for paper, person in sorted(facts.written):
        found.setdefault(row[paper], []).append(column[person])
    return found


def pack(instance: Instance) -> bytes:
    problem = instance.problem
    edges = problem.scores
    assert isinstance(edges, Edges)  # noqa: S101 - for the type checker: `build` made it so
    names = [str(name or "") for name in problem.institutions or []]
    stream = BytesIO()
    np.savez_compressed(
        stream,
        papers=np.array(instance.papers, np.int64),
        reviewers=np.array(instance.reviewers, np.int64),
        at=np.stack([edges.reviewer, edges.paper]).astype(np.int32),
        score=edges.score,
        demand=problem.needs,
        capacity=problem.most,
        minimum=problem.least,
        qualified=np.array([problem.qualified]),
        locked=_array(problem.locked),
        seniors=np.array([-1] if problem.seniors is None else sorted(problem.seniors), np.int64),
        institutions=np.array(names, dtype=np.str_),
        authors=_array((paper, person) for paper, people in problem.authors.items() for person in people),
        parts=np.stack([instance.parts[name] for name in KEPT]).astype(np.float32),
    )
    return stream.getvalue()


def _array(pairs: Iterable[tuple[int, int]]) -> Ints:
    return np.array(list(pairs), np.int64).reshape(-1, 2)


def unpack(data: bytes) -> Instance:
    with np.load(BytesIO(data), allow_pickle=False) as kept:
        fields: dict[str, Any] = {name: kept[name] for name in kept.files}
    reviewer, paper = fields["at"].astype(np.int64)
    seniors, names = fields["seniors"].tolist(), fields["institutions"].tolist()
    authors: dict[int, list[int]] = {}
    for written, person in fields["authors"].tolist():
        authors.setdefault(written, []).append(person)
    problem = Problem(
        reviewers=len(fields["reviewers"]),
        papers=len(fields["papers"]),
        scores=Edges(reviewer, paper, fields["score"]),
        demand=fields["demand"].tolist(),
        capacity=fields["capacity"].tolist(),
        minimum=fields["minimum"].tolist(),
        locked=[(first, second) for first, second in fields["locked"].tolist()],
        qualified=float(fields["qualified"][0]),
        seniors=None if seniors == [-1] else seniors,
        institutions=[name or None for name in names] if names else None,
        authors=authors,
    )
    # Runs of an earlier version kept fewer of them.
    parts = dict(zip(KEPT, fields["parts"], strict=False))
    return Instance(tuple(fields["papers"].tolist()), tuple(fields["reviewers"].tolist()), problem, parts)
