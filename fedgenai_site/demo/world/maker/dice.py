"""Choices that are the same on every machine and Python version, unlike those of `random`."""

from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import sha256
from typing import TypeVar

T = TypeVar("T")


@dataclass
class Dice:
    seed: str
    throws: int = 0

    def below(self, limit: int) -> int:
        self.throws += 1
        digest = sha256(f"{self.seed}/{self.throws}".encode()).digest()
        return int.from_bytes(digest[:8], "big") % limit

    def integer(self, low: int, high: int) -> int:
        return low + self.below(high - low + 1)

    def decimal(self, low: float, high: float) -> float:
        return self.integer(round(low * 10), round(high * 10)) / 10

    def pick(self, options: Sequence[T]) -> T:
        return options[self.below(len(options))]

    def sample(self, options: Sequence[T], size: int) -> list[T]:
        """`size` different options, in their own order."""
        places = list(range(len(options)))
        while len(places) > size:
            places.pop(self.below(len(places)))
        return [options[place] for place in places]
