"""What the solver answers with."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple


class Pair(NamedTuple):
    """One reviewer on one paper, both counted from 0; equal to the plain tuple."""

    reviewer: int
    paper: int


@dataclass(frozen=True)
class Shortage:
    """Why papers cannot be served in full: a set whose demand exceeds the places its reviewers can give.

    `free` is the sum, over the eligible reviewers, of the papers of this set each could take at most.
    """

    papers: tuple[int, ...]
    eligible: int
    free: int
    needed: int

    @property
    def missing(self) -> int:
        return self.needed - self.free

    def __str__(self) -> str:
        have = "has" if len(self.papers) == 1 else "have"
        return (
            f"{counted(self.papers, 'paper')} {have} {self.eligible} eligible "
            f"{'reviewer' if self.eligible == 1 else 'reviewers'} with {self.free} free "
            f"{'place' if self.free == 1 else 'places'}; {self.needed} "
            f"{'is' if self.needed == 1 else 'are'} needed"
        )


@dataclass(frozen=True)
class Idleness:
    """Why reviewers cannot reach their minimum load: the papers open to them have too few places."""

    reviewers: tuple[int, ...]
    open_papers: int
    places: int
    needed: int

    def __str__(self) -> str:
        return (
            f"{counted(self.reviewers, 'reviewer')} must review {self.needed} in all, but the "
            f"{self.open_papers} {'paper' if self.open_papers == 1 else 'papers'} open to them "
            f"{'has' if self.open_papers == 1 else 'have'} only {self.places} "
            f"{'place' if self.places == 1 else 'places'}"
        )


@dataclass(frozen=True)
class Breach:
    """A quota that could not be kept on a paper, in words."""

    quota: str
    paper: int
    reviewers: tuple[int, ...]
    reason: str


@dataclass(frozen=True)
class Progress:
    """Where a run stands: the stage, and the best assignment so far beside its bounds.

    `pairs` are that assignment's: whoever keeps them loses nothing when the run is killed.
    """

    stage: str
    total: float | None = None
    maximum: float | None = None
    floor: float | None = None
    floor_bound: float | None = None
    pairs: tuple[Pair, ...] = ()


@dataclass(frozen=True)
class Assignment:
    """Pairs, and the bounds that say how good they are.

    `maximum` is the best total of any assignment under the same limits. `floor` is the score of the worst paper
    among those served in full; `floor_bound` is proved: no assignment has a higher floor, whatever its total.
    `floor_target` is the floor that the total was maximised under (0: none). `curve` holds the (floor, total)
    points met on the way, by rising floor.
    """

    pairs: tuple[Pair, ...]
    total: float
    maximum: float
    floor: float
    floor_bound: float
    floor_target: float = 0.0
    unserved: tuple[Shortage, ...] = ()
    idle: tuple[Idleness, ...] = ()
    breaches: tuple[Breach, ...] = ()
    curve: tuple[tuple[float, float], ...] = ()
    stopped: bool = False
    instance: str = ""
    solver: str = ""
    seed: int = 0

    @property
    def complete(self) -> bool:
        return not self.unserved and not self.idle


def counted(numbers: Sequence[int], noun: str) -> str:
    """`paper 3`, `papers 3 and 4`, `papers 3, 4 and 9`."""
    words = [str(number) for number in numbers]
    if len(words) == 1:
        return f"{noun} {words[0]}"
    return f"{noun}s {', '.join(words[:-1])} and {words[-1]}"
