"""Decisions as a sheet, and read back from one."""

import csv
import io
from collections.abc import Iterator, Sequence

from reviews.decisions.bulk import Noted
from reviews.decisions.figures import has_weights
from reviews.decisions.models import Decision
from reviews.decisions.selectors import DecisionRow
from reviews.exchange.cells import armed, csv_of
from reviews.reviewing.criteria import Criteria

START = ("number", "title", "kind", "reviews")
END = ("mean", "by_confidence", "median", "spread", "decision", "state", "meta_review", "aside")
OUTCOMES = {
    "": "",
    "undecided": "",
    "waiting list": "wait",
    **{each: each for each in Decision.Outcome.values},
}
SHOWN_PROBLEMS = 10


class WrongSheet(Exception):  # noqa: N818 - the user's slip
    """Lines that cannot be read, a sentence each; nothing was saved."""

    def __init__(self, problems: Sequence[str]) -> None:
        super().__init__(*problems)
        more = len(problems) - SHOWN_PROBLEMS
        self.problems = [*problems[:SHOWN_PROBLEMS], *([f"And {more} more."] if more > 0 else [])]


def decisions_csv(shown: Sequence[DecisionRow], scales: Criteria) -> bytes:
    own = [*(each.key for each in scales), *(["weighted"] if has_weights(scales) else [])]
    return csv_of((*START, *own, *END), (_cells(row) for row in shown))


def _cells(row: DecisionRow) -> list[str]:
    spread = "" if row.scores.spread is None else str(row.scores.spread)
    figures = [str(row.scores.done), *row.of_scales, *row.figures, spread]
    return [str(row.number), row.title, row.kind, *figures, row.outcome, row.state, row.note, row.aside]


def read(content: bytes, shown: Sequence[DecisionRow]) -> list[Noted]:
    """Every line, or WrongSheet. Lines of decisions that stand are fine as long as they say the same."""
    lines = _lines(content)
    known = {str(row.number): row for row in shown}
    seen: set[str] = set()
    noted, problems = [], []
    for at, line in lines:
        number = line.get("number", "").strip().lstrip("#")
        problem = _problem(line, number, known.get(number), seen)
        seen.add(number)
        if problem:
            problems.append(f"Line {at}: {problem}")
        elif not known[number].is_standing:
            noted.append(_noted(line, known[number]))
    if problems:
        raise WrongSheet(problems)
    return noted


def _lines(content: bytes) -> Iterator[tuple[int, dict[str, str]]]:
    """(line number as a spreadsheet counts, cells by column)."""
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise WrongSheet(["This is no text in UTF-8. Save the sheet as “CSV UTF-8” and try again."]) from None
    first = text.partition("\n")[0]
    table = csv.DictReader(io.StringIO(text, newline=""), delimiter=max(",;\t", key=first.count))
    columns = {name.strip().lower() for name in table.fieldnames or [] if name}
    if lacking := {"number", "decision"} - columns:
        raise WrongSheet(
            [f"The first line must name the columns; {' and '.join(sorted(lacking))} is missing."]
        )
    return (
        (
            at,
            {
                (name or "").strip().lower(): armed(cell)
                for name, cell in line.items()
                if isinstance(cell, str)
            },
        )
        for at, line in enumerate(table, 2)
    )


def _problem(line: dict[str, str], number: str, row: DecisionRow | None, seen: set[str]) -> str:
    if row is None:
        return f"there is no submitted paper #{number or '?'} that you may decide on."
    if number in seen:
        return f"#{number} stands here a second time."
    outcome = OUTCOMES.get(line["decision"].strip().lower())
    if outcome is None:
        return f"“{line['decision'][:40]}” is no decision; write talk, poster, wait, reject, or nothing."
    if row.is_standing and outcome != row.outcome:
        return f"the decision on #{number} is {row.state}; take it back first."
    return ""


def _noted(line: dict[str, str], row: DecisionRow) -> Noted:
    outcome = OUTCOMES[line["decision"].strip().lower()]
    return Noted(row.ref, outcome, line.get("meta_review", ""), line.get("aside", ""))
