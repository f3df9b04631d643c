"""From bytes to rows: whatever encoding, separator and line ends a spreadsheet or a system wrote."""

import csv
import io
import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from reviews.exchange.cells import armed
from reviews.exchange.markup import line

csv.field_size_limit(min(sys.maxsize, 16 * 1024 * 1024))
MAX_ROWS = 200_000


class NoTable(ValueError):
    """These bytes are no table, in words."""


@dataclass(frozen=True, slots=True)
class Row:
    """`number` as a spreadsheet shows it. A column that is not there is an empty cell."""

    number: int
    cells: Mapping[str, str]

    def __getitem__(self, column: str) -> str:
        return self.cells.get(column, "")

    def line(self, column: str) -> str:
        return line(self[column])


@dataclass(frozen=True, slots=True)
class Table:
    """`header` as written, `columns` as they are compared: small letters, without the closing question mark."""

    file: str
    header: tuple[str, ...]
    columns: tuple[str, ...]
    rows: Sequence[Row]


def decoded(data: bytes) -> str:
    """UTF-8 with or without its mark, UTF-16 with its mark, else what Windows wrote in the west; without NUL, which
    PostgreSQL keeps nowhere.
    """
    return _decoded(data).replace("\0", "")


def _decoded(data: bytes) -> str:
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return data.decode("utf-16", errors="replace")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("cp1252", errors="replace")


def lists(text: str) -> list[list[str]]:
    """Every row as its cells; the separator is the one that the first line holds most often."""
    first = text.partition("\n")[0]
    separator = max((",", "\t", ";"), key=first.count)
    found: list[list[str]] = []
    try:
        for row in csv.reader(io.StringIO(text, newline=""), delimiter=separator):
            found.append(row)
            if len(found) > MAX_ROWS:
                raise NoTable(f"has more than {MAX_ROWS:,} rows; split it")
    except csv.Error as error:
        raise NoTable(f"is no readable CSV after row {len(found):,} ({error})") from error
    return found


def headed(file: str, cells: Sequence[Sequence[str]]) -> Table:
    """The first row names the columns. Of two with one name the first counts."""
    header = tuple(line(cell) for cell in cells[0])
    return Table(file, header, tuple(map(folded, header)), list(_rows(header, cells[1:])))


def folded(name: str) -> str:
    return name.strip().lower().rstrip("?").strip()


def _rows(header: Sequence[str], cells: Sequence[Sequence[str]]) -> Iterator[Row]:
    names = [folded(name) for name in header]
    for number, row in enumerate(cells, 2):
        if any(cell.strip() for cell in row):
            pairs = list(zip(names, map(armed, row), strict=False))
            yield Row(number, dict(reversed(pairs)))


FORMS = (
    *("%Y-%m-%d %H:%M:%S", "%Y-%m-%d %H:%M", "%Y-%m-%dT%H:%M:%S", "%Y-%m-%d", "%d/%m/%Y %H:%M", "%d/%m/%Y"),
    *("%d %b %Y %H:%M", "%b %d, %Y %H:%M"),
)


def instant(text: str) -> datetime | None:
    """A date and time, in UTC where it names no zone; None for an empty cell. Raises ValueError with words."""
    text = line(text)
    if not text:
        return None
    try:
        found = datetime.fromisoformat(text)
    except ValueError:
        found = _by_form(text)
    return found if found.tzinfo else found.replace(tzinfo=UTC)


def _by_form(text: str) -> datetime:
    for form in FORMS:
        try:
            return datetime.strptime(text, form)  # noqa: DTZ007 - `instant` gives it a zone
        except ValueError:
            continue
    raise ValueError(f"“{text[:40]}” is no date")
