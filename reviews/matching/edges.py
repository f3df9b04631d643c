"""The permitted pairs as arrays, and how each form of scores becomes them."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]
Bools = NDArray[np.bool_]


@dataclass(frozen=True, eq=False)
class Edges:
    """Permitted pairs as three arrays of one length, by rising paper, then reviewer."""

    reviewer: Ints
    paper: Ints
    score: Floats

    def __len__(self) -> int:
        return len(self.score)

    def keep(self, which: Bools | Ints) -> "Edges":
        return Edges(self.reviewer[which], self.paper[which], self.score[which])

    def find(self, keys: Ints, reviewers: int) -> Ints:
        """Index of each key (paper x reviewers + reviewer), -1 where there is no such edge."""
        have = self.paper * reviewers + self.reviewer
        if not len(have):
            return np.full(len(keys), -1)
        at = np.minimum(np.searchsorted(have, keys), len(have) - 1)
        return np.where(have[at] == keys, at, -1)


Scores = Mapping[tuple[int, int], float] | NDArray[np.floating] | Edges


def from_scores(scores: Scores, reviewers: int, papers: int) -> Edges:
    """The edges in order; ValueError names the first pair that is out of range, twice there, or has a bad score."""
    edges = unpack(scores, reviewers, papers)
    refuse(edges, outside(edges.reviewer, reviewers) | outside(edges.paper, papers), "no such pair")
    refuse(edges, ~np.isfinite(edges.score), "the score is not a number")
    refuse(edges, edges.score < 0, "the score is negative")
    keys = edges.paper * reviewers + edges.reviewer
    if (np.diff(keys) <= 0).any():
        order = np.argsort(keys, kind="stable")
        edges = edges.keep(order)
        refuse(edges, np.diff(keys[order], prepend=-1) == 0, "the score is given twice")
    return edges


def unpack(scores: Scores, reviewers: int, papers: int) -> Edges:
    if isinstance(scores, Edges):
        sizes = [len(scores.reviewer), len(scores.paper), len(scores.score)]
        if len(set(sizes)) > 1:
            raise ValueError("{} reviewers, {} papers and {} scores do not make pairs".format(*sizes))
        return Edges(
            scores.reviewer.astype(np.int64), scores.paper.astype(np.int64), scores.score.astype(np.float64)
        )
    if isinstance(scores, Mapping):
        pairs = np.array(list(scores), dtype=np.int64).reshape(len(scores), 2)
        return Edges(pairs[:, 0], pairs[:, 1], np.fromiter(scores.values(), np.float64, len(scores)))
    table = np.asarray(scores, dtype=np.float64)
    if table.shape != (reviewers, papers):
        raise ValueError(
            f"scores have the shape {table.shape}, not [reviewers, papers] = {(reviewers, papers)}"
        )
    paper, reviewer = np.divmod(np.arange(table.size), max(reviewers, 1))
    return Edges(reviewer, paper, np.ascontiguousarray(table.T).ravel())


def outside(numbers: Ints, size: int) -> Bools:
    return (numbers < 0) | (numbers >= size)


def refuse(edges: Edges, wrong: Bools, reason: str) -> None:
    if wrong.any():
        first = int(np.argmax(wrong))
        pair = f"reviewer {edges.reviewer[first]}, paper {edges.paper[first]}"
        raise ValueError(f"{pair}: {reason} ({edges.score[first]:g})")
