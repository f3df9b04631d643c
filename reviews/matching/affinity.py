"""Expertise from texts, without any download: how near a reviewer's own papers are to a submission.

A host with an embedding model of its own passes `similarity`: a function of two lists of texts that returns an array
[first, second] of cosines. Everything else stays the same.
"""

from collections.abc import Callable, Sequence
from functools import cached_property
from itertools import pairwise

import numpy as np

from reviews.matching.edges import Bools, Floats, Ints
from reviews.matching.text import Matrix, surface, tfidf

NEAREST = 5
BLOCK = 4096

Similarity = Callable[[Sequence[str], Sequence[str]], Floats]


def affinities(
    profiles: Sequence[Sequence[str]],
    submissions: Sequence[str],
    *,
    similarity: Similarity | None = None,
    nearest: int = NEAREST,
) -> Floats:
    """Affinity [reviewers, papers]: the mean similarity of the `nearest` papers in the reviewer's profile.

    A profile is a list of texts (title and abstract, or more). A reviewer without any has a row of NaN: unknown, which
    is not the same as 0.
    """
    texts = [text for profile in profiles for text in profile]
    table = similarity(texts, submissions) if similarity else Expertise(profiles, submissions).cosines
    found = np.full((len(profiles), len(submissions)), np.nan)
    for reviewer, span in enumerate(spans(profiles)):
        if len(profiles[reviewer]):
            found[reviewer] = np.sort(table[span], axis=0)[-nearest:].mean(axis=0)
    return found


def spans(profiles: Sequence[Sequence[str]]) -> list[slice]:
    """Where each profile's texts lie in the list of all."""
    ends = np.cumsum([0, *(len(profile) for profile in profiles)]).tolist()
    return [slice(first, last) for first, last in pairwise(ends)]


class Expertise:
    """Stemmed, sublinear TF-IDF (words and pairs of words) over all profiles and submissions, kept for the reasons."""

    def __init__(self, profiles: Sequence[Sequence[str]], submissions: Sequence[str]) -> None:
        self.spans, self.submissions = spans(profiles), submissions
        self._surfaces: dict[int, dict[str, str]] = {}
        self.split = sum(len(profile) for profile in profiles)
        self.matrix, self.names = tfidf([*(text for profile in profiles for text in profile), *submissions])

    @cached_property
    def cosines(self) -> Floats:
        """Array [texts of all profiles, submissions]."""
        size, split = len(self.names), self.split
        shared = present(self.matrix, 0, split, size) & present(self.matrix, split, len(self.matrix), size)
        place = np.where(shared, np.cumsum(shared) - 1, -1)
        total = np.zeros((split, len(self.submissions)))
        for low in range(0, int(shared.sum()), BLOCK):
            block = dense(self.matrix, place - low)
            total += block[:split] @ block[split:].T
        return total

    def nearest(self, reviewer: int, paper: int, *, count: int = NEAREST) -> list[tuple[int, float]]:
        """The texts of the reviewer's profile nearest to a paper: (position in the profile, cosine)."""
        mine = self.cosines[self.spans[reviewer], paper]
        return [(int(at), float(mine[at])) for at in np.argsort(-mine, kind="stable")[:count]]

    def shared_terms(self, reviewer: int, paper: int, *, count: int = 5) -> list[str]:
        """The terms that bring this pair together, strongest first, as the submission writes them."""
        weight = np.zeros(len(self.names))
        for at, _ in self.nearest(reviewer, paper):
            column, value = self.matrix.row(self.spans[reviewer].start + at)
            weight[column] += value
        column, value = self.matrix.row(self.split + paper)
        product = value * weight[column]
        ranked = [self.names[column[at]] for at in np.lexsort((column, -product)) if product[at] > 0]
        written = self._surfaces.get(paper) or self._surfaces.setdefault(
            paper, surface(self.submissions[paper])
        )
        return [written[term] for term in without_parts(ranked, count)]


def present(matrix: Matrix, first: int, last: int, size: int) -> Bools:
    """Per term: does any of these rows have it?"""
    found = np.zeros(size, dtype=np.bool_)
    found[matrix.column[matrix.start[first] : matrix.start[last]]] = True
    return found


def dense(matrix: Matrix, place: Ints) -> Floats:
    """The columns whose place is in the first block, as an array [rows, BLOCK]."""
    table = np.zeros((len(matrix), BLOCK))
    rows = np.repeat(np.arange(len(matrix)), np.diff(matrix.start))
    at = place[matrix.column]
    inside = (at >= 0) & (at < BLOCK)
    table[rows[inside], at[inside]] = matrix.value[inside]
    return table


def percentiles(affinity: Floats) -> Floats:
    """Each value's share of this workshop's values that are not above it; ties and NaN keep together."""
    known = np.isfinite(affinity)
    ordered = np.sort(affinity[known])
    scaled = np.full(affinity.shape, np.nan)
    scaled[known] = np.searchsorted(ordered, affinity[known], side="right") / max(len(ordered), 1)
    return scaled


def without_parts(ranked: list[str], top: int) -> list[str]:
    """The first few terms, leaving out a single word that a pair of words among the first already holds."""
    first = ranked[: 2 * top]
    held = {word for term in first if " " in term for word in term.split()}
    return [term for term in first if term not in held][:top]
