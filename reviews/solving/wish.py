"""What an organizer asks of a run, as it is kept with it."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any, Self

from reviews.assignment.selectors import REVIEWS_PER_PAPER


@dataclass(frozen=True)
class Wish:
    """`price` is the share of the best total that the floor may cost. Pairs under `qualified` are never made.

    The quotas (`senior`, `institution`, `cycles`) hold wherever demand, loads and conflicts leave room. `texts`,
    `topics` and `bids` are how much each weighs in a score, by their share of the three; `seed` settles ties.
    """

    demand: int = REVIEWS_PER_PAPER
    price: float = 0.01
    least: int = 0
    qualified: float = 0.0
    senior: bool = True
    institution: bool = True
    cycles: bool = True
    texts: float = 0.6
    topics: float = 0.2
    bids: float = 0.2
    seed: int = 0

    @classmethod
    def of(cls, kept: Mapping[str, Any]) -> Self:
        """From a run's row; what later versions know and it did not, is as usual."""
        known = {name: kept[name] for name in cls.__dataclass_fields__ if name in kept}
        return cls(**known)

    def as_json(self) -> dict[str, Any]:
        return asdict(self)

    @property
    def shares(self) -> tuple[float, float, float]:
        """Of texts, topics and bids; together 1."""
        whole = self.texts + self.topics + self.bids
        return self.texts / whole, self.topics / whole, self.bids / whole

    @property
    def words(self) -> list[str]:
        """For the list of runs."""
        found = [f"{self.demand} reviews a paper", f"a floor for at most {100 * self.price:g} % of the total"]
        if self.least:
            found.append(f"at least {self.least} papers for each reviewer")
        if self.qualified:
            found.append(f"no pair under {self.qualified:.2f}")
        if self.shares != USUAL.shares:
            parts = zip(self.shares, ("texts", "topics", "bids"), strict=True)
            found.append("weights " + ", ".join(f"{share:.2f} {name}" for share, name in parts))
        if self.seed:
            found.append(f"seed {self.seed}")
        dropped = [
            words
            for words, kept in (
                ("seniors", self.senior),
                ("institutions", self.institution),
                ("two-cycles", self.cycles),
            )
            if not kept
        ]
        return [*found, f"no rule on {', '.join(dropped)}"] if dropped else found


USUAL = Wish()
