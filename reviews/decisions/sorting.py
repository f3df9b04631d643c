"""Sort and filter of a table, kept in its URL. What is unknown in the URL is left aside."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar
from urllib.parse import urlencode

Row = TypeVar("Row")
Key = Callable[[Row], Any]
Filter = tuple[str, Callable[[Row], bool]]
"""A filter's label, and what it keeps."""


@dataclass(frozen=True)
class Head:
    """A column's name as a link. `direction` is "", "ascending" or "descending"."""

    label: str
    query: str
    direction: str
    is_number: bool


@dataclass(frozen=True)
class Column(Generic[Row]):
    """`key` gives what is sorted by; rows for which it gives None stand last either way."""

    label: str
    key: Key[Row]
    is_number: bool = False


@dataclass(frozen=True)
class View:
    """How a table is looked at: `sort` is a column's name, with a minus for falling; `show` a filter's."""

    sort: str
    show: str

    def query(self, **changes: str) -> str:
        parts = {"show": self.show, "sort": self.sort, **changes}
        return "?" + urlencode({name: value for name, value in parts.items() if value})


def view_of(
    asked: Mapping[str, str], columns: Mapping[str, Column[Row]], filters: Mapping[str, object]
) -> View:
    sort, show = asked.get("sort", ""), asked.get("show", "")
    return View(sort=sort if sort.removeprefix("-") in columns else "", show=show if show in filters else "")


def ordered(rows: Sequence[Row], view: View, columns: Mapping[str, Column[Row]]) -> list[Row]:
    """Rows come by number; a sort is stable on top of that."""
    name = view.sort.removeprefix("-")
    if not name:
        return list(rows)
    keyed = [(columns[name].key(row), row) for row in rows]
    known = sorted(
        (pair for pair in keyed if pair[0] is not None),
        key=lambda pair: pair[0],
        reverse=view.sort.startswith("-"),
    )
    return [row for _, row in known] + [row for key, row in keyed if key is None]


def heads(view: View, columns: Mapping[str, Column[Row]]) -> list[Head]:
    return [_head(view, name, column) for name, column in columns.items()]


def _head(view: View, name: str, column: Column[Row]) -> Head:
    """Figures are first sorted from the highest, words from A; a second click turns round."""
    first, second = (f"-{name}", name) if column.is_number and name != "number" else (name, f"-{name}")
    direction = {name: "ascending", f"-{name}": "descending"}.get(view.sort, "")
    query = view.query(sort=second if view.sort == first else first)
    return Head(column.label, query, direction, column.is_number)


@dataclass(frozen=True)
class Chip:
    label: str
    count: int
    query: str
    is_current: bool


def chips(rows: Sequence[Row], view: View, filters: Mapping[str, Filter[Row]]) -> list[Chip]:
    """Filters with how many rows each leaves; the first, without a name, leaves all."""
    named = [
        Chip(label, sum(keep(row) for row in rows), view.query(show=name), view.show == name)
        for name, (label, keep) in filters.items()
    ]
    return [Chip("all", len(rows), view.query(show=""), not view.show), *named]
