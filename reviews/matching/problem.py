"""An assignment problem as plain data, checked when it is made."""

import hashlib
from collections import Counter
from collections.abc import Collection, Hashable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

import numpy as np

from reviews.matching.edges import Bools, Edges, Ints, Scores, from_scores


@dataclass(frozen=True, eq=False)
class Problem:
    """Who may review what, and the limits.

    `scores` is a mapping (reviewer, paper) -> score, an array [reviewers, papers], or `Edges`. A pair absent from a
    mapping is not permitted; neither are the `banned`. Pairs under the line `qualified` are left out too, unless
    locked. `locked` pairs stand in every assignment. `seniors`, `institutions` (one per reviewer, None: unknown) and
    `authors` (paper -> reviewers who wrote it) are for quotas, which give way where they cannot be kept.

    Raises ValueError, naming the pair, paper or reviewer, for data that contradict themselves.
    """

    reviewers: int
    papers: int
    scores: Scores
    demand: Sequence[int]
    capacity: Sequence[int]
    minimum: Sequence[int] | None = None
    banned: Collection[tuple[int, int]] = ()
    locked: Collection[tuple[int, int]] = ()
    qualified: float = 0.0
    seniors: Collection[int] | None = None
    institutions: Sequence[Hashable | None] | None = None
    authors: Mapping[int, Collection[int]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        check_limits(self)
        check_locks(self)

    @cached_property
    def needs(self) -> Ints:
        """Reviews wanted, per paper."""
        return np.asarray(self.demand, dtype=np.int64)

    @cached_property
    def most(self) -> Ints:
        """Largest load, per reviewer."""
        return np.asarray(self.capacity, dtype=np.int64)

    @cached_property
    def least(self) -> Ints:
        """Smallest load, per reviewer."""
        given = np.zeros(self.reviewers) if self.minimum is None else self.minimum
        return np.asarray(given, dtype=np.int64)

    @cached_property
    def edges(self) -> Edges:
        """The permitted pairs, without banned ones and those under the line."""
        given = from_scores(self.scores, self.reviewers, self.papers)
        banned, locked = self.among(given, self.banned), self.among(given, self.locked)
        permitted = ~banned & ((given.score >= self.qualified) | locked)
        return given if permitted.all() else given.keep(permitted)

    @cached_property
    def is_locked(self) -> Bools:
        """Per edge: does it stand in every assignment?"""
        return self.among(self.edges, self.locked)

    @cached_property
    def digest(self) -> str:
        """Hash of everything that decides the answer."""
        edges, whole = self.edges, hashlib.sha256()
        loads = (self.needs, self.most, self.least)
        for array in (edges.reviewer, edges.paper, edges.score, self.is_locked, *loads):
            whole.update(array.tobytes())
        seniors = None if self.seniors is None else sorted(self.seniors)
        authors = sorted((paper, sorted(people)) for paper, people in self.authors.items())
        whole.update(repr((seniors, [str(name) for name in self.institutions or ()], authors)).encode())
        return whole.hexdigest()

    def keys(self, pairs: Collection[tuple[int, int]]) -> Ints:
        """One number per pair, rising in the order of the edges."""
        return np.fromiter((p * self.reviewers + r for r, p in pairs), np.int64, len(pairs))

    def among(self, edges: Edges, pairs: Collection[tuple[int, int]]) -> Bools:
        if not pairs:
            return np.zeros(len(edges), dtype=np.bool_)
        return np.isin(edges.paper * self.reviewers + edges.reviewer, self.keys(pairs))

    def find(self, pairs: Collection[tuple[int, int]]) -> Ints:
        """Index of each pair among the edges, -1 where it is not permitted."""
        return self.edges.find(self.keys(pairs), self.reviewers)

    def score(self, pair: tuple[int, int]) -> float | None:
        """The pair's score, None where it is not permitted."""
        at = int(self.find([pair])[0])
        return None if at < 0 else float(self.edges.score[at])


def check_limits(problem: Problem) -> None:
    for what, given, size in (
        ("demand", problem.demand, problem.papers),
        ("capacity", problem.capacity, problem.reviewers),
        ("minimum", problem.least, problem.reviewers),
        ("institutions", problem.institutions, problem.reviewers),
    ):
        if given is not None and len(given) != size:
            raise ValueError(f"{what} has {len(given)} entries, not {size}")
    for paper in np.flatnonzero(problem.needs < 0):
        raise ValueError(f"paper {paper}: the demand is negative")
    for reviewer in np.flatnonzero((problem.least < 0) | (problem.least > problem.most)):
        least, most = problem.least[reviewer], problem.most[reviewer]
        raise ValueError(
            f"reviewer {reviewer}: the loads contradict each other (at least {least}, at most {most})"
        )


def check_locks(problem: Problem) -> None:
    locked = sorted(set(problem.locked))
    banned = set(problem.banned)
    for pair, at in zip(locked, problem.find(locked), strict=True):
        if pair in banned:
            raise ValueError(f"reviewer {pair[0]}, paper {pair[1]}: locked, but banned")
        if at < 0:
            raise ValueError(f"reviewer {pair[0]}, paper {pair[1]}: locked, but not a permitted pair")
    for reviewer, count in Counter(pair[0] for pair in locked).items():
        if count > problem.most[reviewer]:
            most = problem.most[reviewer]
            raise ValueError(f"reviewer {reviewer}: {count} locked pairs are over the load of {most}")
    for paper, count in Counter(pair[1] for pair in locked).items():
        if count > problem.needs[paper]:
            needs = problem.needs[paper]
            raise ValueError(f"paper {paper}: {count} locked pairs are over the demand of {needs}")
