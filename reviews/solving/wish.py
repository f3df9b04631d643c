"""What an organizer asks of a run, as it is kept with it."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any, Self

from reviews.assignment.selectors import REVIEWS_PER_PAPER


@dataclass(frozen=True)
class Wish:
    """`price` is the share of the best total that the floor may cost. Pairs under `qualified` are never made.

    The quotas (`senior`, `institution`, `cycles`) hold wherever demand, loads and conflicts leave room.
    """

    demand: int = REVIEWS_PER_PAPER
    price: float = 0.01
    least: int = 0
    qualified: float = 0.0
    senior: bool = True
    institution: bool = True
    cycles: bool = True

    @classmethod
    def of(cls, kept: Mapping[str, Any]) -> Self:
        """From a run's row; what later versions know and it did not, is as usual."""
        known = {name: kept[name] for name in cls.__dataclass_fields__ if name in kept}
        return cls(**known)

    def as_json(self) -> dict[str, Any]:
        return asdict(self)

    @property
    def words(self) -> list[str]:
        """For the list of runs."""
        found = [f"{self.demand} reviews a paper", f"a floor for at most {100 * self.price:g} % of the total"]
        if self.least:
            found.append(f"at least {self.least} papers for each reviewer")
        if self.qualified:
            found.append(f"no pair under {self.qualified:.2f}")
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
