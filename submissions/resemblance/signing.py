"""MinHash signatures of texts, and how much of one text stands in another. Knows no database."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from rensa import RMinHash

from submissions.conflicts.folding import fold

HASHES = 256
RUN = 3
SEED = 20250816
ENGINE = f"rensa-{RMinHash.ALGORITHM_VERSION}-{HASHES}-{RUN}"
TEXT_ALIKE = 0.2
ABSTRACT_ALIKE = 0.5
LEAST = 60
"""Of a text with fewer runs of words than that (a scan, an empty page) nothing is said."""
LEAST_OF_AN_ABSTRACT = 20
FEW = 10
MOST_IN_COMMON = 0.9
END = re.compile(r"^\W*(?:\d+\W+)?(?:references|bibliography)\W*$", re.IGNORECASE | re.MULTILINE)

Digest = NDArray[np.uint32]


@dataclass(frozen=True)
class Signed:
    digest: Digest
    size: int


def sign(text: str) -> Signed:
    """Of all runs of three words. Who cites the same works has not written the same paper: the references are left out."""
    words = fold(_body(text)).split()
    runs = {" ".join(words[at : at + RUN]) for at in range(len(words) - RUN + 1)}
    made = RMinHash(num_perm=HASHES, seed=SEED)
    made.update(sorted(runs))
    return Signed(np.array(made.digest(), dtype=np.uint32), len(runs))


def _body(text: str) -> str:
    ends = [found.start() for found in END.finditer(text)]
    return text[: ends[-1]] if ends and ends[-1] > len(text) // 3 else text


def shared(
    digest: Digest, size: int, others: NDArray[np.uint32], sizes: Sequence[int]
) -> NDArray[np.float64]:
    """For each of the others, estimated: which share of the shorter of the two texts stands in the longer."""
    alike = (others == digest).mean(axis=1)
    there = np.array(sizes, dtype=float)
    shorter = np.maximum(np.minimum(there, size), 1)
    found: NDArray[np.float64] = np.minimum(alike * (there + size) / ((1 + alike) * shorter), 1.0)
    return found


def beyond_common(found: NDArray[np.float64], at: int) -> NDArray[np.float64]:
    """What is shared beyond that which most papers of the place share, such as a template's phrases or a field's.

    Row `at` is the paper itself. Where few papers are known, nothing is taken off.
    """
    others = np.delete(found, at)
    if len(others) < FEW:
        return found
    common = min(float(np.percentile(others, 90)), MOST_IN_COMMON)
    return np.clip((found - common) / (1 - common), 0, 1)
