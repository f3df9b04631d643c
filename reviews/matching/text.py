"""From text to weighted terms: words, Snowball stems, pairs of neighbours."""

import re
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import pairwise
from typing import cast

import numpy as np

from reviews.matching.edges import Floats, Ints

WORD = re.compile(r"[^\W\d_][^\W_]+")
STOP_WORDS = """
a about above after all also although among an and any are as at be because been before being between
both but by can could did do does doing during each either etc et al few for from further had has have
having he her here how however if in into is it its itself just may might more most much must no nor not
of on once only or other our ours out over own per same she should so some such than that the their
theirs them then there therefore these they this those through thus to too under until up upon us very
via was we were what when where whether which while who whom whose why will with within without would yet
you your fig figure table section show shows shown propose proposed paper using use used based results
approach method
"""
STOP = frozenset(STOP_WORDS.split())


@dataclass(frozen=True)
class Matrix:
    """Sparse rows: for document d the columns `column[start[d]:start[d + 1]]` with their values."""

    start: Ints
    column: Ints
    value: Floats

    def __len__(self) -> int:
        return len(self.start) - 1

    def row(self, index: int) -> tuple[Ints, Floats]:
        span = slice(self.start[index], self.start[index + 1])
        return self.column[span], self.value[span]


@lru_cache(maxsize=200_000)
def stem(word: str) -> str:
    return _stemmer()(word)


@cache
def _stemmer() -> Callable[[str], str]:
    # The library loads the stemmers of thirty languages, which no process but the solver's wants.
    from snowballstemmer import stemmer

    return cast("Callable[[str], str]", stemmer("english").stemWord)


def words(text: str) -> list[str]:
    return [word for word in WORD.findall(text.lower()) if word not in STOP]


def terms(text: str) -> Counter[str]:
    """Stems and pairs of neighbouring stems, with their counts."""
    stems = [stem(word) for word in words(text)]
    return Counter(stems) + Counter(f"{first} {second}" for first, second in pairwise(stems))


def surface(text: str) -> dict[str, str]:
    """Each term of a text as its author first wrote it."""
    found: dict[str, str] = {}
    read = words(text)
    for word in read:
        found.setdefault(stem(word), word)
    for first, second in pairwise(read):
        found.setdefault(f"{stem(first)} {stem(second)}", f"{first} {second}")
    return found


def tfidf(texts: Sequence[str]) -> tuple[Matrix, list[str]]:
    """Rows of unit length: (1 + log count) x smoothed inverse document frequency; and the columns' terms.

    A term found in one text alone can be shared by nobody, but it counts for the length of its row.
    """
    counts = [terms(text) for text in texts]
    spread = Counter(term for each in counts for term in each)
    names = sorted(spread)
    place = {term: at for at, term in enumerate(names)}
    rarity = np.log((1 + len(texts)) / (1 + np.array([spread[term] for term in names]))) + 1
    start, columns, values = [0], [np.zeros(0, np.int64)], [np.zeros(0)]
    for each in counts:
        column = np.array(sorted(place[term] for term in each), dtype=np.int64)
        tally = np.array([each[names[at]] for at in column], dtype=np.float64)
        weight = (1 + np.log(tally)) * rarity[column] if len(column) else tally
        columns.append(column)
        values.append(weight / max(float(np.linalg.norm(weight)), 1e-12))
        start.append(start[-1] + len(column))
    return Matrix(np.array(start), np.concatenate(columns), np.concatenate(values)), names
