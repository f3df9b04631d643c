"""Excel workbooks: each sheet is a table, as if it had been saved as CSV."""

import io
import warnings
import zipfile
from collections.abc import Iterable, Iterator
from datetime import date, datetime

from reviews.exchange.tables import MAX_ROWS, NoTable
from reviews.exchange.unpacking import MEGABYTE, Entry, Refused, refuse_bombs

MAX_UNPACKED = 300 * MEGABYTE
MAX_CELLS = 5_000_000
HEAD = 1024


def sheets(entry: Entry) -> Iterator[tuple[str, list[list[str]]]]:
    """The name of each sheet that holds something, and its rows. Raises Refused or NoTable."""
    data = entry.read()
    _refuse(entry.name, data)
    for title, rows in _opened(entry.name, data):
        cells = _cells(rows)
        if any(any(row) for row in cells):
            yield f"{entry.name}, {title}", cells


def _opened(name: str, data: bytes) -> Iterator[tuple[str, Iterable[tuple[object, ...]]]]:
    from openpyxl import load_workbook  # slow to import, and seldom wanted

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of styles and pictures, which nobody reads here
        try:
            book = load_workbook(io.BytesIO(data), read_only=True, data_only=True, keep_links=False)
            for sheet in book.worksheets:
                sheet.reset_dimensions()  # what it says of its size may be a lie
                yield sheet.title, sheet.iter_rows(values_only=True)
            book.close()
        except (Refused, NoTable):
            raise
        except Exception as error:
            raise Refused(f"{name} is no readable Excel workbook. Save it again as .xlsx or CSV.") from error


def _refuse(name: str, data: bytes) -> None:
    """Before anything of it is unpacked: far more than its size promises, and what no spreadsheet writes into XML."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            infos = archive.infolist()
            refuse_bombs(name, infos, MAX_UNPACKED)
            heads = [
                archive.open(info).read(HEAD) for info in infos if info.filename.endswith((".xml", ".rels"))
            ]
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError) as error:
        if isinstance(error, Refused):
            raise
        raise Refused(f"{name} is no readable Excel workbook. Save it again as .xlsx or CSV.") from error
    if any(b"<!DOCTYPE" in head for head in heads):
        raise Refused(f"{name} declares entities, as no spreadsheet does; nothing of it was read.")


def _cells(rows: Iterable[tuple[object, ...]]) -> list[list[str]]:
    found: list[list[str]] = []
    count = 0
    for row in rows:
        count += len(row)
        if len(found) > MAX_ROWS or count > MAX_CELLS:
            raise NoTable(f"has more than {MAX_ROWS:,} rows or {MAX_CELLS:,} cells; split it")
        found.append([_text(cell) for cell in row])
    while found and not any(found[-1]):
        found.pop()
    return found


def _text(cell: object) -> str:
    """As EasyChair's CSV has it."""
    match cell:
        case None:
            return ""
        case bool():
            return "yes" if cell else "no"
        case float() if cell.is_integer():
            return str(int(cell))
        case datetime():
            return f"{cell:%Y-%m-%d %H:%M:%S}"
        case date():
            return cell.isoformat()
    return str(cell)
