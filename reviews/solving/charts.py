"""Drawings as coordinates: the templates write them as SVG attributes, and a table beside each says the same."""

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass

WIDTH, LEFT, RIGHT = 400, 66, 12
ROW, DOT = 44, 4.0


@dataclass(frozen=True)
class Tick:
    at: float
    words: str


@dataclass(frozen=True)
class Strip:
    """One run: `path` draws a round dot per paper, equal ones stacked; `floor` is where its worst paper stands."""

    label: str
    y: float
    path: str
    floor: float
    row: tuple[str, ...]


@dataclass(frozen=True)
class StripPlot:
    strips: tuple[Strip, ...]
    ticks: tuple[Tick, ...]
    bound: float | None
    height: float
    width: int = WIDTH


HEAD = ("Run", "Papers", "Worst", "Lower quarter", "Middle", "Best")


def strip_plot(runs: Sequence[tuple[str, Sequence[float]]], bound: float | None) -> StripPlot | None:
    """Scores of papers, one line a run; None while there is nothing to draw."""
    shown = [(label, sorted(scores)) for label, scores in runs if scores]
    if not shown:
        return None
    top = max([scores[-1] for _, scores in shown] + [bound or 0.0]) or 1.0

    def x(value: float) -> float:
        return round(LEFT + (WIDTH - LEFT - RIGHT) * value / top, 1)

    strips = tuple(
        Strip(
            label=label,
            y=ROW * at + 34,
            path=_dots([x(value) for value in scores], ROW * at + 34),
            floor=x(scores[0]),
            row=(label, str(len(scores)), *(f"{_quantile(scores, q):.2f}" for q in (0, 0.25, 0.5, 1))),
        )
        for at, (label, scores) in enumerate(shown)
    )
    return StripPlot(strips, _ticks(top, x), x(bound) if bound else None, ROW * len(shown) + 32)


def _dots(places: list[float], y: float) -> str:
    """Dots that would cover each other climb; more than five at one place stay where they are."""
    height: Counter[int] = Counter()
    parts = []
    for place in places:
        column = round(place / DOT)
        parts.append(f"M{place:g} {y - DOT * min(height[column], 5):g}h0")
        height[column] += 1
    return "".join(parts)


def _quantile(ordered: Sequence[float], share: float) -> float:
    return ordered[round(share * (len(ordered) - 1))]


def _ticks(top: float, x: Callable[[float], float]) -> tuple[Tick, ...]:
    step = next(size for size in (0.1, 0.25, 0.5, 1.0, 2.0, 5.0, 10.0, 100.0) if top / size <= 6)
    return tuple(Tick(x(step * n), f"{step * n:g}") for n in range(int(top / step) + 1))


@dataclass(frozen=True)
class Bar:
    x: float
    y: float
    height: float
    words: str
    count: int
    label_y: float
    width: float


@dataclass(frozen=True)
class Histogram:
    """How many reviewers have so many papers; `full` are those among them who are at their limit."""

    bars: tuple[Bar, ...]
    full: tuple[Bar, ...]
    rows: tuple[tuple[str, int, int], ...]
    width: int = WIDTH
    height: int = 150


def histogram(loads: Sequence[tuple[int, int]]) -> Histogram | None:
    """`loads`: what each reviewer has, and may have at most."""
    if not loads:
        return None
    have, full = Counter(has for has, _ in loads), Counter(has for has, most in loads if has >= most)
    last = max([*have, *(most for _, most in loads)])
    step, tallest = (WIDTH - 24) / (last + 1), max(have.values())

    def bar(count: int, at: int) -> Bar:
        height = round(96 * count / tallest, 1)
        x = round(12 + step * at + step * 0.15, 1)
        return Bar(x, 118 - height, height, str(at), count, 112 - height, round(step * 0.7, 1))

    columns = range(last + 1)
    return Histogram(
        bars=tuple(bar(have[at], at) for at in columns),
        full=tuple(bar(full[at], at) for at in columns if full[at]),
        rows=tuple((str(at), have[at], full[at]) for at in columns if have[at]),
    )


@dataclass(frozen=True)
class CurvePoint:
    x: float
    y: float
    index: int
    is_chosen: bool


@dataclass(frozen=True)
class Curve:
    points: tuple[CurvePoint, ...]
    line: str
    ticks: tuple[Tick, ...]
    lowest: str
    width: int = WIDTH
    height: int = 190


def curve(points: Sequence[tuple[float, float]], chosen: int) -> Curve | None:
    """`points`: (floor, share of the best total), by rising floor."""
    if not points:
        return None
    low = min(share for _, share in points)
    span, top = max(1 - low, 1e-4), max(floor for floor, _ in points) or 1.0
    left = 48

    def x(value: float) -> float:
        return round(left + (WIDTH - left - RIGHT) * value / top, 1)

    drawn = tuple(
        CurvePoint(x(floor), round(16 + 130 * (1 - share) / span, 1), at, at == chosen)
        for at, (floor, share) in enumerate(points)
    )
    return Curve(
        drawn, " ".join(f"{each.x:g},{each.y:g}" for each in drawn), _ticks(top, x), f"{100 * low:.1f} %"
    )
