"""What the assignment page shows of a board: facts, drawings, and what needs somebody."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from reviews.solving import charts
from submissions.templatetags.ui import plural

if TYPE_CHECKING:
    from reviews.solving.board import Board

Fact = tuple[str, str, str, str]


def of(board: Board, *, show: str = "", point: str = "") -> dict[str, Any]:
    from reviews.solving.needs import needs

    found, drawn = needs(board), strip(board)
    rows = board.coverage.short if show == "short" else board.coverage.rows
    return {
        "rows": [
            (row, board.scores.get(row.pk), [board.name(pk) for pk in board.stand_ins[row.pk]])
            for row in rows
        ],
        "strip_head": charts.HEAD,
        "strip_rows": [each.row for each in drawn.strips] if drawn else [],
        "board": board,
        "facts": facts(board, len(found)),
        "needs": found,
        "strip": drawn,
        "loads": charts.histogram([(load.assigned, load.most) for load in board.coverage.loads]),
        "trade": trade(board, point),
    }


def facts(board: Board, count: int) -> list[Fact]:
    rows, figures = board.coverage.rows, board.figures
    full = sum(not row.missing for row in rows)
    covered = (
        "Papers with all reviewers",
        f"{full} of {len(rows)}",
        "",
        "ok" if full == len(rows) else "warn",
    )
    if not figures:
        return [covered]
    floor, share = board.floor, board.share
    conflicts = sum(seat.is_barred for row in rows for seat in row.seats)
    price = max(1 - share, 0.0) if share else 0.0
    return [
        covered,
        ("Conflicts", str(conflicts), "of the pairs that stand, as of now", "error" if conflicts else "ok"),
        (
            "Total",
            f"{100 * share:.2f} %" if share else "none yet",
            f"{board.total:.2f} of at most {figures['maximum']:.2f}",
            "",
        ),
        (
            "Worst paper",
            "none yet" if floor is None else f"{floor:.2f}",
            f"proved: at most {figures['bound']:.2f}",
            "",
        ),
        ("Price of fairness", f"{100 * price:.2f} %", f"solved in {figures['seconds']:.1f} s", ""),
        (
            "Need you",
            plural(count, "matter,matters"),
            "listed below" if count else "nothing to do",
            "warn" if count else "ok",
        ),
    ]


def strip(board: Board) -> charts.StripPlot | None:
    """Papers' scores now, at the best total, and before this run."""
    if board.run is None or board.instance is None:
        return None
    seen = board.row
    best = [score for pk, score in (board.run.points or [{"scores": []}])[0]["scores"] if pk in seen]
    before: dict[int, float] = {}
    for paper, person, score in board.run.before:
        if paper in seen:
            before[paper] = before.get(paper, 0.0) + (score or board.instance.score((paper, person)) or 0.0)
    runs = [("Now", list(board.scores.values())), ("Best total", best), ("Before", list(before.values()))]
    return charts.strip_plot(runs, board.figures.get("bound"))


def trade(board: Board, asked: str) -> dict[str, Any] | None:
    """The floor-total curve, and the point of it that is looked at."""
    if board.run is None or not board.run.points:
        return None
    points = [point for point in board.run.points if point["maximum"]]
    if not points:
        return None
    standing = min(range(len(points)), key=lambda at: abs(points[at]["total"] - board.total))
    chosen = min(int(asked), len(points) - 1) if asked.isdigit() else standing
    rows = [
        {
            "index": at,
            "floor": point["floor"],
            "share": 100 * point["total"] / point["maximum"],
            "price": max(100 * (1 - point["total"] / point["maximum"]), 0.0),
            "moves": len(_pairs(point) - board.pairs),
            "is_chosen": at == chosen,
        }
        for at, point in enumerate(points)
    ]
    shares = [(point["floor"], point["total"] / point["maximum"]) for point in points]
    return {
        "rows": rows,
        "chosen": rows[chosen],
        "last": len(rows) - 1,
        "curve": charts.curve(shares, chosen),
    }


def _pairs(point: dict[str, Any]) -> set[tuple[int, int]]:
    return {(paper, person) for paper, person, _ in point["pairs"]}


def of_run(figures: dict[str, Any]) -> list[Fact]:
    """What a run's own page says of it."""
    if not figures:
        return []
    share = figures["total"] / figures["maximum"] if figures["maximum"] else 1.0
    full = figures["served"] == figures["papers"]
    return [
        (
            "Papers with all reviewers",
            f"{figures['served']} of {figures['papers']}",
            "",
            "ok" if full else "warn",
        ),
        ("Total", f"{100 * share:.2f} %", f"{figures['total']:.2f} of at most {figures['maximum']:.2f}", ""),
        ("Worst paper", f"{figures['floor']:.2f}", f"proved: at most {figures['bound']:.2f}", ""),
        ("Solved in", f"{figures['seconds']:.1f} s", plural(figures["pairs"], "pair,pairs"), ""),
    ]
