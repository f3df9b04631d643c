"""What an intake is made of: steps, each shown before it is done."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from enum import StrEnum


class Verdict(StrEnum):
    NEW = "new"
    CHANGED = "changed"
    SAME = "same"
    SKIPPED = "skipped"


Detail = tuple[str, str, str]
"""(what, before, after)"""


@dataclass(frozen=True)
class Step:
    """`do` is None where nothing is to be done; then `why` says so, or all is there already."""

    what: str
    label: str
    verdict: Verdict
    why: str = ""
    details: tuple[Detail, ...] = ()
    do: Callable[[], None] | None = None


@dataclass(frozen=True)
class Group:
    """All steps about one kind of thing, with how many of each verdict."""

    what: str
    steps: tuple[Step, ...]

    def count(self, verdict: Verdict) -> int:
        return sum(step.verdict == verdict for step in self.steps)

    @property
    def new(self) -> int:
        return self.count(Verdict.NEW)

    @property
    def changed(self) -> int:
        return self.count(Verdict.CHANGED)

    @property
    def same(self) -> int:
        return self.count(Verdict.SAME)

    @property
    def skipped(self) -> int:
        return self.count(Verdict.SKIPPED)

    @property
    def shown(self) -> list[Step]:
        """What is worth a line: changes and reasons first, then what is new."""
        order = [Verdict.CHANGED, Verdict.SKIPPED, Verdict.NEW]
        return sorted(
            (step for step in self.steps if step.verdict in order), key=lambda step: order.index(step.verdict)
        )


def grouped(steps: Iterable[Step]) -> list[Group]:
    found: dict[str, list[Step]] = {}
    for step in steps:
        found.setdefault(step.what, []).append(step)
    return [Group(what, tuple(rows)) for what, rows in found.items()]


def skipped(what: str, label: str, why: str) -> Step:
    return Step(what, label, Verdict.SKIPPED, why)


def same(what: str, label: str) -> Step:
    return Step(what, label, Verdict.SAME)
