"""Stage A: what pypdf reads of a file without rendering anything."""

import io
import logging
from collections.abc import Callable

from pypdf import PageObject, PdfReader
from pypdf.errors import DependencyError, LimitReachedError
from pypdf.generic import DictionaryObject, IndirectObject

from submissions.checks.document import PageFrame, Structure
from submissions.checks.reading import gate, metadata, objects
from submissions.checks.reading.objects import BROKEN
from submissions.checks.reading.pages import PageReader
from submissions.checks.report import Box

ENDS_EARLY = "The PDF is damaged: it ends early."
DAMAGED = "The PDF is damaged: its structure cannot be read."
LOCKED = "The PDF asks for a password before it opens."


class Problems(logging.Handler):
    """What pypdf had to mend while it read, kept as words instead of printed."""

    def __init__(self) -> None:
        super().__init__()
        self.words: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        if len(self.words) < 20:
            self.words.append(record.getMessage()[:200])


def read(data: bytes, *, most_pages: int, pause: Callable[[], None]) -> Structure:
    """Never raises for a bad file: `fault` says what is wrong. `pause` is called between pieces of work."""
    out = Structure(fault=gate.fault(data))
    if out.fault:
        return out
    out.leading, out.trailing = gate.leading(data), gate.trailing(data)
    if gate.archive(data):
        out.extras.append("a ZIP archive behind its end")
    problems = Problems()
    logger = logging.getLogger("pypdf")
    logger.handlers, logger.propagate = [problems], False
    try:
        _read(data, out, most_pages, pause)
    except LimitReachedError as error:
        out.fault = ("PDF-005", f"The PDF unpacks to more than the checker takes ({error}).")
    except BROKEN:
        out.fault = ("PDF-002", DAMAGED if b"%%EOF" in data[-2048:] else ENDS_EARLY)
    out.problems = problems.words
    if out.fault is None and out.page_count == 0:
        out.fault = ("PDF-002", "The PDF has no pages.")
    return out


def _read(data: bytes, out: Structure, most_pages: int, pause: Callable[[], None]) -> None:
    reader = PdfReader(io.BytesIO(data), strict=False)
    if reader.is_encrypted and not _unlock(reader, out):
        return
    pause()
    out.page_count = len(reader.pages)
    pages = PageReader(reader, out)
    for number in range(1, min(out.page_count, most_pages) + 1):
        pause()
        try:
            page = reader.pages[number - 1]
        except BROKEN:
            out.unreadable.append(number)
            continue
        _page(pages, page, number, out)
    own = _properties(reader, out)
    pages.catalog()
    objects.scan(reader, data, own, pages.owners, out=out, pause=pause)
    pages.place({item.page for item in out.embedded if item.page and item.figure})


def _unlock(reader: PdfReader, out: Structure) -> bool:
    out.encrypted = "password"
    try:
        opened = bool(reader.decrypt(""))
    except (DependencyError, *BROKEN):
        opened = False
    if opened:
        out.encrypted = "empty"
    else:
        out.fault = ("PDF-003", LOCKED)
    return opened


def _page(pages: PageReader, page: PageObject, number: int, out: Structure) -> None:
    try:
        out.frames.append(frame(page, number))
    except BROKEN:
        out.unreadable.append(number)
        return
    try:
        pages.read(page, out.frames[-1])
    except LimitReachedError:
        raise
    except BROKEN as error:
        out.problems.append(f"page {number}: {type(error).__name__}")


def frame(page: PageObject, number: int) -> PageFrame:
    media, crop = _corners(page.mediabox), _corners(page.cropbox)
    inside = (max(media[0], crop[0]), max(media[1], crop[1]), min(media[2], crop[2]), min(media[3], crop[3]))
    if inside[2] <= inside[0] or inside[3] <= inside[1]:
        inside = media
    return PageFrame(number, media, inside, int(page.rotation or 0) % 360)


def _corners(box: object) -> Box:
    x0, y0, x1, y1 = (float(v) for v in box)  # type: ignore[attr-defined]  # RectangleObject iterates over numbers
    return min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1)


def _properties(reader: PdfReader, out: Structure) -> set[int]:
    """Read Info, XMP and the outline; return the numbers of the objects that hold them."""
    own: set[int] = set()
    for holder, key in ((reader.trailer, "/Info"), (reader.root_object, "/Metadata")):
        reference = holder.raw_get(key) if key in holder else None
        if isinstance(reference, IndirectObject):
            own.add(reference.idnum)
    info = reader.trailer.get("/Info")
    info = info.get_object() if info is not None else None
    if isinstance(info, DictionaryObject):
        for key in info:
            value = info[key]
            out.info[str(key)] = str(value)[:2000] if isinstance(value, str) else ""
    xmp = reader.root_object.get("/Metadata")
    stream = xmp.get_object() if xmp is not None else None
    if stream is not None and hasattr(stream, "get_data"):
        out.xmp = metadata.xmp_values(stream.get_data())
    try:
        out.outline = list(_titles(reader.outline))
    except BROKEN:
        out.problems.append("outline unreadable")
    return own


def _titles(entries: object) -> list[str]:
    if isinstance(entries, list):
        return [title for entry in entries[:2000] for title in _titles(entry)]
    title = getattr(entries, "title", None)
    return [str(title)[:300]] if title else []
