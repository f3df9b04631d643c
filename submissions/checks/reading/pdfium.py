"""Stage B: text objects with box, size, font, colour and mode, through PDFium's C interface.

PDFium aborts its process when memory runs out and is not thread-safe: only the sandbox's child imports this.
"""

import ctypes
import math
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any, Self

import pypdfium2.raw as pdfium

from submissions.checks.document import Run
from submissions.checks.reading.geometry import turned
from submissions.checks.report import Box
from submissions.checks.text import clean

DEEPEST_FORM = 8
MOST_OBJECTS = 60_000
MANY_OBJECTS = 400
WHITE, PALE_ALPHA = 245, 10
HUGE_IMAGE = 40_000_000
Matrix = tuple[float, float, float, float, float, float]
IDENTITY: Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)


@dataclass(slots=True)
class Objects:
    """What lies on a page: runs of text, boxes of forms and images that it places itself, boxes of images left undrawn."""

    runs: list[Run] = field(default_factory=list)
    handles: list[Any] = field(default_factory=list)
    placed: dict[str, list[Box]] = field(default_factory=lambda: {"Form": [], "Image": []})
    undrawn: list[Box] = field(default_factory=list)


class File:
    """An open PDF; use as a context manager. Raises ValueError where PDFium cannot open it."""

    def __init__(self, data: bytes) -> None:
        pdfium.FPDF_InitLibrary()
        self._data = data  # PDFium reads from this memory for as long as the document is open
        self.handle = pdfium.FPDF_LoadMemDocument64(data, len(data), None)
        if not self.handle:
            raise ValueError(f"PDFium cannot open the file (error {pdfium.FPDF_GetLastError()})")
        self.pages: int = pdfium.FPDF_GetPageCount(self.handle)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        pdfium.FPDF_CloseDocument(self.handle)

    def page(self, number: int) -> "PageHandle":
        return PageHandle(self, number)


class PageHandle:
    """One loaded page (numbers count from 1); close it. Boxes are in displayed points."""

    def __init__(self, file: File, number: int) -> None:
        self.handle = pdfium.FPDF_LoadPage(file.handle, number - 1)
        if not self.handle:
            raise ValueError(f"page {number} cannot be read")
        self.text_page = pdfium.FPDFText_LoadPage(self.handle)
        self.width: float = pdfium.FPDF_GetPageWidthF(self.handle)
        self.height: float = pdfium.FPDF_GetPageHeightF(self.handle)
        corners = pdfium.FS_RECTF()
        pdfium.FPDF_GetPageBoundingBox(self.handle, corners)
        self.crop: Box = (corners.left, corners.bottom, corners.right, corners.top)
        self.rotate: int = 90 * pdfium.FPDFPage_GetRotation(self.handle)
        self._names: dict[int, str] = {}
        self._texts: dict[int, str] | None = None
        self._buffer = (ctypes.c_ushort * 4096)()
        self._numbers = [ctypes.c_float() for _ in range(4)]
        self._place = pdfium.FS_MATRIX()

    def close(self) -> None:
        pdfium.FPDFText_ClosePage(self.text_page)
        pdfium.FPDF_ClosePage(self.handle)

    def objects(self, pause: Callable[[], None]) -> Objects:
        out = Objects()
        count = pdfium.FPDFPage_CountObjects(self.handle)
        if count > MANY_OBJECTS:
            self._texts = self._by_object(pause)
        tops = (pdfium.FPDFPage_GetObject(self.handle, index) for index in range(min(count, MOST_OBJECTS)))
        self._collect(tops, IDENTITY, 0, out, pause)
        return out

    def _collect(
        self, handles: Iterator[Any], outer: Matrix, depth: int, out: Objects, pause: Callable[[], None]
    ) -> None:
        for number, handle in enumerate(handles):
            if number % 64 == 0:
                pause()
            kind = pdfium.FPDFPageObj_GetType(handle)
            if kind == pdfium.FPDF_PAGEOBJ_TEXT:
                if run := self._run(handle, outer, depth > 0):
                    out.runs.append(run)
                    out.handles.append((handle, outer))
            elif kind == pdfium.FPDF_PAGEOBJ_IMAGE:
                self._image(handle, outer, depth, out)
            elif kind == pdfium.FPDF_PAGEOBJ_FORM:
                if depth == 0:
                    out.placed["Form"].append(self._box(handle, outer))
                if depth < DEEPEST_FORM and len(out.runs) < MOST_OBJECTS:
                    self._texts = self._by_object(pause) if self._texts is None else self._texts
                    inner = multiply(self._matrix(handle), outer)
                    children = (pdfium.FPDFFormObj_GetObject(handle, n) for n in range(pdfium.FPDFFormObj_CountObjects(handle)))  # fmt: skip
                    self._collect(children, inner, depth + 1, out, pause)

    def _image(self, handle: Any, outer: Matrix, depth: int, out: Objects) -> None:  # a C pointer
        box = self._box(handle, outer)
        if depth == 0:
            out.placed["Image"].append(box)
        width, height = ctypes.c_uint(), ctypes.c_uint()
        if (
            pdfium.FPDFImageObj_GetImagePixelSize(handle, width, height)
            and width.value * height.value > HUGE_IMAGE
        ):
            out.undrawn.append(box)

    def _matrix(self, handle: Any) -> Matrix:  # a C pointer
        m = self._place
        pdfium.FPDFPageObj_GetMatrix(handle, m)
        return m.a, m.b, m.c, m.d, m.e, m.f

    def _box(self, handle: Any, outer: Matrix) -> Box:  # a C pointer
        left, bottom, right, top = self._numbers
        pdfium.FPDFPageObj_GetBounds(handle, left, bottom, right, top)
        box = (left.value, bottom.value, right.value, top.value)
        if outer is not IDENTITY:
            corners = [apply(outer, x, y) for x in box[::2] for y in box[1::2]]
            xs, ys = [c[0] for c in corners], [c[1] for c in corners]
            box = (min(xs), min(ys), max(xs), max(ys))
        return turned(box, self.crop, self.rotate)

    def _run(self, handle: Any, outer: Matrix, figure: bool) -> Run | None:  # noqa: FBT001  # a C pointer
        raw = self._raw(handle)
        # PDFium marks the hyphen at a line's end with U+0002 or U+FFFE.
        text = clean(raw.replace("\x02", "-").replace("\ufffe", "-")).replace("\r", " ").replace("\n", " ")
        if not text.strip():
            return None
        matrix = self._matrix(handle)
        if outer is not IDENTITY:
            matrix = multiply(matrix, outer)
        number = self._numbers[0]
        pdfium.FPDFTextObj_GetFontSize(handle, number)
        points = abs(number.value) * math.hypot(matrix[2], matrix[3])
        box = self._box(handle, outer)
        return Run(
            text=text,
            box=box,
            size=round(points, 2),
            baseline=self._baseline(matrix),
            font=self._font(handle),
            upright=self._upright(matrix),
            figure=figure,
        )

    def _raw(self, handle: Any) -> str:
        if self._texts is not None:
            return self._texts.get(ctypes.addressof(handle.contents), "")
        size = pdfium.FPDFTextObj_GetText(handle, self.text_page, self._buffer, 8192)
        return ctypes.string_at(self._buffer, max(0, min(size, 8192) - 2)).decode(
            "utf-16-le", errors="replace"
        )

    def _by_object(self, pause: Callable[[], None]) -> dict[int, str]:
        """Every text object's words in one pass over the page: PDFium's own look-up walks the page once per object."""
        parts: dict[int, list[str]] = {}
        last = 0
        for index in range(pdfium.FPDFText_CountChars(self.text_page)):
            if index % 4096 == 0:
                pause()
            owner = pdfium.FPDFText_GetTextObject(self.text_page, index)
            last = ctypes.addressof(owner.contents) if owner else last
            code = pdfium.FPDFText_GetUnicode(self.text_page, index)
            parts.setdefault(last, []).append(
                " " if 0xD800 <= code < 0xE000 or code > sys.maxunicode else chr(code)
            )
        return {address: "".join(words) for address, words in parts.items()}

    def _baseline(self, matrix: Matrix) -> float:
        spot = turned((matrix[4], matrix[5], matrix[4], matrix[5]), self.crop, self.rotate)
        return spot[1]

    def _upright(self, matrix: Matrix) -> bool:
        angle = round(math.degrees(math.atan2(matrix[1], matrix[0]))) - self.rotate
        return abs((angle + 180) % 360 - 180) <= 3

    def is_blank(self, handle: Any) -> bool:  # a C pointer
        """Whether a text object draws nothing, or in white."""
        if pdfium.FPDFTextObj_GetTextRenderMode(handle) == pdfium.FPDF_TEXTRENDERMODE_INVISIBLE:
            return True
        parts = [ctypes.c_uint() for _ in range(4)]
        if not pdfium.FPDFPageObj_GetFillColor(handle, *parts):
            return False
        red, green, blue, alpha = (part.value for part in parts)
        return alpha < PALE_ALPHA or min(red, green, blue) >= WHITE

    def clip(self, handle: Any, outer: Matrix) -> Box | None:
        """The box of an object's innermost clipping path, None where it has none."""
        path = pdfium.FPDFPageObj_GetClipPath(handle)
        count = max(0, pdfium.FPDFClipPath_CountPaths(path))
        boxes = [box for box in (self._path_box(path, number) for number in range(count)) if box]
        if not boxes:
            return None
        left, bottom = max(b[0] for b in boxes), max(b[1] for b in boxes)
        right, top = min(b[2] for b in boxes), min(b[3] for b in boxes)
        corners = [apply(outer, x, y) for x in (left, right) for y in (bottom, top)]
        xs, ys = [c[0] for c in corners], [c[1] for c in corners]
        return turned((min(xs), min(ys), max(xs), max(ys)), self.crop, self.rotate)

    def _path_box(self, path: Any, number: int) -> Box | None:
        x, y = self._numbers[:2]
        xs, ys = [], []
        for index in range(max(0, pdfium.FPDFClipPath_CountPathSegments(path, number))):
            if pdfium.FPDFPathSegment_GetPoint(pdfium.FPDFClipPath_GetPathSegment(path, number, index), x, y):
                xs.append(x.value)
                ys.append(y.value)
        return (min(xs), min(ys), max(xs), max(ys)) if xs else None

    def _font(self, handle: Any) -> str:  # a C pointer
        font = pdfium.FPDFTextObj_GetFont(handle)
        address = ctypes.addressof(font.contents) if font else 0
        if address not in self._names:
            size = pdfium.FPDFFont_GetBaseFontName(font, None, 0) if font else 0
            name = ctypes.create_string_buffer(min(size, 256) or 1)
            if size:
                pdfium.FPDFFont_GetBaseFontName(font, name, len(name))
            self._names[address] = name.value.decode("utf-8", errors="replace").split("+", 1)[-1]
        return self._names[address]

    def words(self) -> str:
        """All text of the page in PDFium's order."""
        count = max(0, pdfium.FPDFText_CountChars(self.text_page))
        room = (ctypes.c_ushort * (count + 1))()
        size = pdfium.FPDFText_GetText(self.text_page, 0, count, room)
        return ctypes.string_at(room, 2 * max(0, size - 1)).decode("utf-16-le", errors="replace")

    def characters(self) -> list[tuple[str, Box]]:
        """Every character with its box, in PDFium's order; blanks that PDFium made up are left out."""
        out = []
        left, right, bottom, top = (ctypes.c_double() for _ in range(4))
        for index in range(pdfium.FPDFText_CountChars(self.text_page)):
            code = pdfium.FPDFText_GetUnicode(self.text_page, index)
            if code > 32 and pdfium.FPDFText_GetCharBox(self.text_page, index, left, right, bottom, top):
                box = (left.value, bottom.value, right.value, top.value)
                out.append((chr(code), turned(box, self.crop, self.rotate)))
        return out


def multiply(inner: Matrix, outer: Matrix) -> Matrix:
    a, b, c, d, e, f = inner
    p, q, r, s, t, u = outer
    return a * p + b * r, a * q + b * s, c * p + d * r, c * q + d * s, e * p + f * r + t, e * q + f * s + u


def apply(matrix: Matrix, x: float, y: float) -> tuple[float, float]:
    a, b, c, d, e, f = matrix
    return a * x + c * y + e, b * x + d * y + f
