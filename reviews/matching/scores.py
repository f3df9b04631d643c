"""The score of a pair: affinity, topics and bid, each part kept."""

from dataclasses import dataclass

import numpy as np

from reviews.matching.edges import Bools, Floats


@dataclass(frozen=True)
class Weights:
    """The organizer's; they need not add up to 1."""

    affinity: float = 0.6
    topics: float = 0.2
    bid: float = 0.2


@dataclass(frozen=True)
class Combined:
    """Arrays [reviewers, papers]: `score` is the sum of the weighted parts, held between 0 and 1.

    `unknown` marks pairs whose affinity was taken from the topics, `unbid` those that got the mean bid.
    """

    score: Floats
    affinity: Floats
    topics: Floats
    bid: Floats
    unknown: Bools
    unbid: Bools

    def parts(self, pair: tuple[int, int]) -> dict[str, float]:
        """The weighted parts of one pair, as `explain` takes them."""
        named = {"affinity": self.affinity, "topics": self.topics, "bid": self.bid}
        return {name: float(table[pair]) for name, table in named.items()}


def combine(
    affinity: Floats,
    topics: Floats | None = None,
    bids: Floats | None = None,
    *,
    weights: Weights | None = None,
) -> Combined:
    """Put together what is known, each table [reviewers, papers] from 0 to 1 with NaN for unknown.

    No bid counts as the mean of all bids of the workshop, so that silence neither helps nor harms; where nobody has
    bid, all weigh alike. An unknown affinity is taken from the topics, else from the mean affinity.
    """
    used = weights or Weights()
    shape = affinity.shape
    shared = np.zeros(shape) if topics is None else np.nan_to_num(topics, nan=0.0)
    given = np.full(shape, np.nan) if bids is None else bids
    unknown, unbid = ~np.isfinite(affinity), ~np.isfinite(given)
    stand_in = np.full(shape, mean_of(affinity)) if topics is None else shared
    parts = (
        used.affinity * np.where(unknown, stand_in, affinity),
        used.topics * shared,
        used.bid * np.where(unbid, mean_of(given), given),
    )
    return Combined(np.clip(sum(parts), 0, 1), *parts, unknown, unbid)


def mean_of(table: Floats) -> float:
    known = table[np.isfinite(table)]
    return float(known.mean()) if len(known) else 0.0
