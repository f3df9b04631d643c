"""Reviews done against the plan, as a drawing and as numbers."""

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from reviews.timekeeping.seats import Seat

WIDTH, HEIGHT = 300, 190
LEFT, RIGHT, TOP, BOTTOM = 28, 8, 16, 26
ROWS = 8
Spans = Mapping[tuple[datetime, datetime], int]
"""How many seats were told of at one time and are due at another."""


@dataclass(frozen=True)
class Point:
    at: datetime
    done: int
    planned: int


@dataclass(frozen=True)
class Curve:
    """`points`: some days for the table. The lines are points of an SVG polyline."""

    points: tuple[Point, ...]
    done: int
    total: int
    line: str
    plan: str
    x: float
    y: float
    starts: datetime
    ends: datetime

    width = WIDTH
    height = HEIGHT
    left = LEFT
    floor = HEIGHT - BOTTOM
    top = TOP
    right = WIDTH - RIGHT

    @property
    def label(self) -> str:
        return (
            f"{self.done} of {self.total} reviews are done; the plan says {self.points[-1].planned} by now."
        )

    @property
    def is_late(self) -> bool:
        """Is the dot so far to the right that its number must stand before it?"""
        return self.x > WIDTH - RIGHT - 80

    @property
    def label_x(self) -> float:
        return self.x - 9 if self.is_late else self.x + 9


def curve_of(seats: Iterable[Seat], at: datetime) -> Curve | None:
    """None before anything is assigned, or without a date by which reviews are due."""
    rows = list(seats)
    spans = [(row.told_at, row.due) for row in rows]
    kept = Counter((_minute(told), due) for told, due in spans if told and due and due > told)
    if not kept:
        return None
    handed_in = sorted(row.submitted_at for row in rows if row.submitted_at)
    return _curve(kept, handed_in, min(at, max(due for _, due in kept)), at)


def _minute(at: datetime) -> datetime:
    """Finer than that nothing is drawn, and those who are told together make one span."""
    return at.replace(second=0, microsecond=0)


def _curve(spans: Spans, handed_in: Sequence[datetime], until: datetime, at: datetime) -> Curve:
    starts, ends = min(told for told, _ in spans), max(due for _, due in spans)
    total, span = sum(spans.values()), ends - starts

    def place(moment: datetime, count: float) -> str:
        x = LEFT + (WIDTH - LEFT - RIGHT) * max(0.0, min(1.0, (moment - starts) / span))
        return f"{x:.1f},{HEIGHT - BOTTOM - (HEIGHT - TOP - BOTTOM) * count / total:.1f}"

    steps = [starts + span * n / 24 for n in range(25)]
    so_far = [moment for moment in steps if moment < until] + [until]
    line = " ".join(place(moment, _count(handed_in, moment)) for moment in so_far)
    x, y = (float(part) for part in line.split()[-1].split(","))
    return Curve(
        points=tuple(_points(spans, handed_in, starts, until)),
        done=_count(handed_in, at),
        total=total,
        line=line,
        plan=" ".join(place(moment, planned(spans, moment)) for moment in steps),
        x=x,
        y=y,
        starts=starts,
        ends=ends,
    )


def _points(
    spans: Spans,
    handed_in: Sequence[datetime],
    starts: datetime,
    until: datetime,
) -> list[Point]:
    step = max((until - starts) / (ROWS - 1), timedelta(seconds=1))
    moments = [starts + step * n for n in range(ROWS - 1)] + [until]
    return [Point(each, _count(handed_in, each), round(planned(spans, each))) for each in moments]


def planned(spans: Spans, at: datetime) -> float:
    """People read first and write later: of each span a third of the reviews comes in its first half."""
    return sum(
        many * float(min(1.0, max(0.0, (at - told) / (due - told))) ** 1.6)
        for (told, due), many in spans.items()
    )


def _count(rising: Sequence[datetime], at: datetime) -> int:
    return bisect_right(rising, at)
