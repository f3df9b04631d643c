"""Decisions as a sheet, and read back from one."""

from collections.abc import Sequence

from reviews.decisions.bulk import Noted
from reviews.decisions.figures import has_weights
from reviews.decisions.forms import LONGEST
from reviews.decisions.models import Decision
from reviews.decisions.selectors import DecisionRow
from reviews.exchange.cells import csv_of
from reviews.exchange.tables import NoTable, Row, decoded, headed, lists
from reviews.reviewing.criteria import Criteria

TEXTS = ("meta_review", "aside")
START = ("number", "title", "kind", "reviews")
END = ("mean", "by_confidence", "median", "spread", "decision", "state", *TEXTS)
OUTCOMES = {
    "": "",
    "undecided": "",
    "waiting list": "wait",
    **{each: each for each in Decision.Outcome.values},
}
SHOWN_PROBLEMS = 10


class WrongSheet(Exception):
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
    known = {str(row.number): row for row in shown}
    seen: set[str] = set()
    noted, problems = [], []
    for line in _lines(content):
        number = line.line("number").lstrip("#")
        problem = _problem(line, number, known.get(number), seen)
        seen.add(number)
        if problem:
            problems.append(f"Line {line.number}: {problem}")
        elif not known[number].is_standing:
            noted.append(_noted(line, known[number]))
    if problems:
        raise WrongSheet(problems)
    return noted


def _lines(content: bytes) -> Sequence[Row]:
    try:
        cells = lists(decoded(content))
    except NoTable as problem:
        raise WrongSheet([f"This {problem}."]) from None
    table = headed("", cells) if cells else None
    if lacking := {"number", "decision"} - set(table.columns if table else ()):
        names = " and no ".join(sorted(lacking))
        raise WrongSheet([f"The first line must name the columns; there is no {names}."])
    return table.rows if table else ()


def _problem(line: Row, number: str, row: DecisionRow | None, seen: set[str]) -> str:
    if row is None:
        return f"there is no submitted paper #{number or '?'} that you may decide on."
    if number in seen:
        return f"#{number} stands here a second time."
    outcome = _outcome(line)
    if outcome is None:
        return f"“{line['decision'][:40]}” is no decision; write talk, poster, wait, reject, or nothing."
    if row.is_standing and outcome != row.outcome:
        return f"the decision on #{number} is {row.state}; take it back first."
    if any(len(line[text]) > LONGEST for text in TEXTS):
        return f"a text on #{number} is longer than {LONGEST:,} characters; shorten it."
    return ""


def _outcome(line: Row) -> str | None:
    return OUTCOMES.get(line.line("decision").lower())


def _noted(line: Row, row: DecisionRow) -> Noted:
    return Noted(row.ref, _outcome(line) or "", *(line[text] for text in TEXTS))
