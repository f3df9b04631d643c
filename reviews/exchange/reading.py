"""Recognises each file by its header and reads all of them, committee first."""

from collections.abc import Iterable

from reviews.exchange import easychair, others
from reviews.exchange.builder import ADDRESS, Builder
from reviews.exchange.bundle import Bundle, Fault, Sheet
from reviews.exchange.shapes import Shape, best
from reviews.exchange.tables import NoTable, Table, decoded, headed, lists
from reviews.exchange.unpacking import Entry, Refused, paper_number
from reviews.exchange.workbooks import sheets

SHAPES = (*easychair.SHAPES, *others.SHAPES)
README = "README.txt"
PLAIN = "a plain list"
Found = list[tuple[int, Shape, Table]]
TABLES = {".csv", ".tsv", ".txt", ".json", ""}
NOT_READ = {
    ".xls": "is an old Excel workbook. Save it as .xlsx, or each of its sheets as CSV",
    ".zip": "is a ZIP inside a ZIP. Unpack it, and bring it in by itself",
}


def read(entries: Iterable[Entry]) -> Bundle:
    """Everything that these files say. What cannot be read is among the faults, with its place."""
    builder = Builder()
    found: Found = []
    for entry in entries:
        if entry.name == README:
            continue
        if entry.suffix == ".pdf":
            _take_pdf(builder, entry)
        elif entry.suffix in TABLES:
            found += _recognised(builder, entry)
        elif entry.suffix == ".xlsx":
            found += _sheets_of(builder, entry)
        else:
            words = NOT_READ.get(entry.suffix, "is neither a table nor a PDF")
            builder.bundle.faults.append(Fault(entry.name, 0, f"{words}."))
    for _, shape, table in sorted(found, key=lambda each: each[0]):
        shape.read(builder, table)
        builder.bundle.sheets.append(_sheet(shape, table))
    _finish(builder.bundle)
    return builder.bundle


def _recognised(builder: Builder, entry: Entry) -> Found:
    try:
        text = decoded(entry.read())
        if text.lstrip()[:1] in {"[", "{"}:
            others.read_hotcrp_papers(builder, entry.name, others.parsed_json(text))
            return []
        cells = [row for row in lists(text) if row]
    except (NoTable, Refused, ValueError) as error:
        _refused(builder, entry.name, error)
        return []
    return _known(entry.name, cells) or _take_lines(builder, entry.name, text)


def _sheets_of(builder: Builder, entry: Entry) -> Found:
    """What was read before something could not be is kept: the fault is seen before anything comes in."""
    found: Found = []
    try:
        for name, cells in sheets(entry):
            lines = "\n".join(", ".join(filter(None, row)) for row in cells)
            found += _known(name, cells) or _take_lines(builder, name, lines)
    except (NoTable, Refused) as error:
        _refused(builder, entry.name, error)
    return found


def _refused(builder: Builder, name: str, error: ValueError) -> None:
    words = str(error) if isinstance(error, Refused) else f"{error}."
    builder.bundle.faults.append(Fault(name, 0, words))


def _known(name: str, cells: list[list[str]]) -> Found:
    header = others.header_of(cells)
    table = headed(name, [header, *cells] if header else cells or [[""]])
    if header:
        table = Table(
            table.file, table.header, table.columns, [type(r)(r.number - 1, r.cells) for r in table.rows]
        )
    shape = best(SHAPES, table)
    return [(SHAPES.index(shape), shape, table)] if shape else []


def _take_lines(builder: Builder, name: str, text: str) -> Found:
    """Lines with an address each are people; anything else is not understood."""
    rows = [row for row in text.splitlines() if row.strip()]
    if rows and sum(bool(ADDRESS.search(row)) for row in rows) * 2 >= len(rows):
        builder.bundle.lines += rows
        columns = (("each line", "name, address and affiliation"),)
        builder.bundle.sheets.append(Sheet(name, PLAIN, "committee", len(rows), columns))
        return []
    head = ", ".join((rows or ["nothing"])[0].split(",")[:4])[:80]
    words = f"is no table that is known here; it begins with “{head}”."
    builder.bundle.faults.append(Fault(name, 0, words))
    return []


def _take_pdf(builder: Builder, entry: Entry) -> None:
    number, pdfs = paper_number(entry.name), builder.bundle.pdfs
    if number is None:
        builder.bundle.faults.append(Fault(entry.name, 0, "has no paper number in its name."))
    elif number in pdfs:
        words = f"is a second PDF of paper #{number}; {pdfs[number].name} is taken."
        builder.bundle.faults.append(Fault(entry.name, 0, words))
    else:
        pdfs[number] = entry


def _sheet(shape: Shape, table: Table) -> Sheet:
    columns = [
        (name, shape.becomes.get(column, "left out"))
        for name, column in zip(table.header, table.columns, strict=True)
    ]
    return Sheet(table.file, shape.system, shape.table, len(table.rows), tuple(columns))


def _finish(bundle: Bundle) -> None:
    """Which system it is, and papers that have nobody to own them."""
    systems = [sheet.system for sheet in bundle.sheets if sheet.system != PLAIN]
    bundle.system = max(set(systems), key=systems.count) if systems else PLAIN if bundle.lines else ""
    nobody = sorted(
        paper.number for paper in bundle.papers.values() if not paper.authors and not paper.is_deleted
    )
    for number in nobody:
        bundle.faults.append(
            Fault("authors", 0, f"Paper #{number} has no author with an address; it is left out.")
        )
        del bundle.papers[number]
    bundle.reviews.sort(key=lambda review: (review.paper, review.email))
