"""Tables as CSV that every spreadsheet opens, without formulas."""

import csv
import io
from collections.abc import Iterable, Sequence

BOM = "\ufeff"
"""Tells spreadsheets that the file is UTF-8."""
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n", "\uff1d", "\uff0b", "\uff0d", "\uff20")


def defused(cell: str) -> str:
    """A cell that no spreadsheet takes for a formula."""
    return f"'{cell}" if cell.lstrip(" ").startswith(FORMULA_STARTS) else cell


def armed(cell: str) -> str:
    """What `defused` was given."""
    return cell[1:] if cell.startswith("'") and defused(cell[1:]) == cell else cell


def csv_of(head: Sequence[str], rows: Iterable[Sequence[str]]) -> bytes:
    """RFC 4180 with CRLF, UTF-8 with its mark."""
    text = io.StringIO()
    table = csv.writer(text)
    table.writerow(head)
    table.writerows([defused(cell) for cell in row] for row in rows)
    return (BOM + text.getvalue()).encode()
