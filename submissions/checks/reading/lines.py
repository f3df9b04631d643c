"""From text objects to lines in reading order."""

from collections.abc import Iterable

from submissions.checks.document import Line, Page, Run, union
from submissions.checks.reading.pdfium import Objects
from submissions.checks.text import DETACHED, accented, letters

WIDEST_GAP = 1.2
LEFT_HALF = 0.45


def layout(number: int, width: float, height: float, objects: Objects) -> Page:
    """The page's upright lines inside it, by (column, y); `stray` holds the rest."""
    inside: list[Run] = []
    outside: list[Run] = []
    for run in objects.runs:
        (inside if run.upright and _visible(run, width, height) else outside).append(run)
    lines = [_line(number, runs) for runs in _mend(_rows(inside))]
    columns = _columns(lines, width)
    for line in lines:
        line.column = int(columns == 2 and line.box[0] >= LEFT_HALF * width)
    lines.sort(key=lambda line: (line.column, round(line.baseline), line.box[0]))
    stray = [_line(number, runs) for runs in _rows(outside)]
    return Page(number, width, height, columns, lines, stray, objects.runs, objects.placed)


def _visible(run: Run, width: float, height: float) -> bool:
    x, y = (run.box[0] + run.box[2]) / 2, (run.box[1] + run.box[3]) / 2
    return -2 <= x <= width + 2 and -2 <= y <= height + 2


def _rows(runs: Iterable[Run]) -> list[list[Run]]:
    """Runs that follow each other on one baseline, in the order of the content stream."""
    rows: list[list[Run]] = []
    for run in runs:
        if rows and _continues(rows[-1], run):
            rows[-1].append(run)
        else:
            rows.append([run])
    return rows


def _continues(row: list[Run], run: Run) -> bool:
    last = row[-1]
    size = max(last.size, run.size, 1.0)
    gap = run.box[0] - last.box[2]
    if last.upright != run.upright or last.figure != run.figure or not -2.5 * size < gap < WIDEST_GAP * size:
        return False
    if abs(last.baseline - run.baseline) < 1.0:
        return gap > -0.5 * size
    overlap = min(last.box[3], run.box[3]) - max(last.box[1], run.box[1])
    least = min(last.box[3] - last.box[1], run.box[3] - run.box[1])
    return gap > -0.5 * size and overlap > 0.4 * least and abs(last.baseline - run.baseline) < 0.6 * size


def _mend(rows: list[list[Run]]) -> list[list[Run]]:
    """Join rows of one baseline that lie close to each other: not every writer keeps the order of the line."""
    shelves: dict[int, list[list[Run]]] = {}
    out: list[list[Run]] = []
    for row in sorted(rows, key=lambda r: (round(_base(r)), r[0].box[0])):
        shelf = shelves.setdefault(round(_base(row)), [])
        if shelf and abs(_base(shelf[-1]) - _base(row)) < 1.0 and _near(shelf[-1][-1], row[0]):
            shelf[-1].extend(row)
        else:
            shelf.append(row)
            out.append(row)
    return out


def _near(last: Run, run: Run) -> bool:
    """A word's distance: columns can be as close as ten points."""
    return (
        last.figure == run.figure and -0.5 < (run.box[0] - last.box[2]) / max(last.size, run.size, 1.0) < 0.5
    )


def _base(row: list[Run]) -> float:
    return max(row, key=lambda run: len(run.text)).baseline


def _line(page: int, runs: list[Run]) -> Line:
    parts: list[str] = []
    spans: list[tuple[int, Run]] = []
    at, accent, before = 0, "", None
    for run in runs:
        text = run.text.strip()
        if before is not None and not accent and _spaced(before, run):
            parts.append(" ")
            at += 1
        before = run
        if text in DETACHED:
            accent = text
            continue
        text, accent = accented(accent, text), ""
        spans.append((at, run))
        parts.append(text)
        at += len(text)
    main = max(runs, key=lambda run: len(run.text))
    box = union([run.box for run in runs]) or main.box
    text = "".join(parts)
    return Line(
        page, text, box, main.size, main.font, main.baseline, spans or [(0, main)], figure=main.figure
    )


def _spaced(before: Run, run: Run) -> bool:
    gap = run.box[0] - before.box[2]
    return (
        gap > 0.15 * max(before.size, run.size, 1.0) or before.text[-1:].isspace() or run.text[:1].isspace()
    )


def _columns(lines: list[Line], width: float) -> int:
    """2 where more letters stand in lines that keep to one half of the page than in lines across its middle."""
    halves = across = 0
    for line in lines:
        count = letters(line.text)
        if line.box[0] < LEFT_HALF * width and line.box[2] > 0.55 * width:
            across += count
        elif line.box[2] - line.box[0] > 0.25 * width:
            halves += count
    return 2 if halves > across else 1
