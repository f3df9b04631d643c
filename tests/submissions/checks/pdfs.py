"""A tiny PDF writer: text placed with the base-14 fonts, boxes, metadata, links, raw objects; and a believable paper."""

import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import cycle

LETTER = (612, 792)
FONTS = {"Times-Roman": "F1", "Times-Bold": "F2", "Helvetica": "F3"}
WORDS = ["the", "server", "collects", "updates", "from", "clients", "and", "the", "model", "learns", "a", "shared", "prior", "over", "prompts", "while", "each", "site", "keeps", "its", "own", "records", "and", "the", "adapter", "layers", "stay", "small", "so", "that", "communication", "is", "cheap", "for", "devices", "with", "slow", "links"]  # fmt: skip


def escape(text: str) -> str:
    safe = text.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)")
    return safe.encode("cp1252", errors="replace").decode("latin-1")


@dataclass
class Sheet:
    """One page; y is measured from the top, as in findings."""

    size: tuple[float, float] = LETTER
    content: list[str] = field(default_factory=list)
    annotations: list[str] = field(default_factory=list)
    forms: dict[str, int] = field(default_factory=dict)
    extra: str = ""

    def text(self, x: float, y: float, text: str, *, size: float = 10, font: str = "Times-Roman", grey: float = 0, mode: int = 0) -> None:  # fmt: skip
        place = f"{x:g} {self.size[1] - y:g} Td"
        self.content.append(
            f"BT {grey:g} g {mode} Tr /{FONTS[font]} {size:g} Tf {place} ({escape(text)}) Tj ET"
        )

    def rectangle(self, x0: float, y0: float, x1: float, y1: float, *, grey: float) -> None:
        height = self.size[1]
        self.content.append(f"{grey:g} g {x0:g} {height - y1:g} {x1 - x0:g} {y1 - y0:g} re f 0 g")

    def link(self, box: tuple[float, float, float, float], uri: str) -> None:
        self.annotations.append(
            f"/Subtype /Link /Rect [{self._rect(box)}] /A << /S /URI /URI ({escape(uri)}) >>"
        )

    def note(self, box: tuple[float, float, float, float], author: str, contents: str) -> None:
        self.annotations.append(
            f"/Subtype /Text /Rect [{self._rect(box)}] /T ({escape(author)}) /Contents ({escape(contents)})"
        )

    def _rect(self, box: tuple[float, float, float, float]) -> str:
        x0, y0, x1, y1 = box
        return f"{x0:g} {self.size[1] - y1:g} {x1:g} {self.size[1] - y0:g}"


class Pdf:
    """Sheets and raw objects; `raw` answers with the object's number."""

    def __init__(self, *sheets: Sheet, info: str = "", catalog: str = "") -> None:
        self.sheets = list(sheets)
        self.info, self.catalog = info, catalog
        self.objects: list[bytes] = [b"", b""]  # the catalog and the page tree come last

    def raw(self, body: str | bytes) -> int:
        self.objects.append(body.encode("latin-1") if isinstance(body, str) else body)
        return len(self.objects)

    def stream(self, data: bytes, entries: str = "") -> int:
        packed = zlib.compress(data)
        head = f"<< /Length {len(packed)} /Filter /FlateDecode {entries} >>\nstream\n".encode("latin-1")
        return self.raw(head + packed + b"\nendstream")

    def build(self) -> bytes:
        objects = list(self.objects)
        copy = Pdf(*self.sheets)
        copy.objects = objects
        fonts = {name: copy.raw(f"<< /Type /Font /Subtype /Type1 /BaseFont /{base} /Encoding /WinAnsiEncoding >>") for base, name in FONTS.items()}  # fmt: skip
        kids = [copy.page(sheet, fonts) for sheet in self.sheets]
        copy.objects[0] = f"<< /Type /Catalog /Pages 2 0 R {self.catalog} >>".encode("latin-1")
        tree = " ".join(f"{kid} 0 R" for kid in kids)
        copy.objects[1] = f"<< /Type /Pages /Count {len(kids)} /Kids [{tree}] >>".encode()
        info = copy.raw(f"<< {self.info} >>") if self.info else 0
        return copy.file(info)

    def page(self, sheet: Sheet, fonts: dict[str, int]) -> int:
        content = self.stream("\n".join(sheet.content).encode("latin-1"))
        notes = " ".join(f"{self.raw(f'<< /Type /Annot {note} >>')} 0 R" for note in sheet.annotations)
        font = " ".join(f"/{name} {number} 0 R" for name, number in fonts.items())
        forms = " ".join(f"/{name} {number} 0 R" for name, number in sheet.forms.items())
        return self.raw(
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 {sheet.size[0]:g} {sheet.size[1]:g}] /Contents {content} 0 R "
            f"/Resources << /Font << {font} >> /XObject << {forms} >> >> /Annots [{notes}] {sheet.extra} >>"
        )

    def file(self, info: int) -> bytes:
        out, offsets = bytearray(b"%PDF-1.5\n%\xe2\xe3\xcf\xd3\n"), []
        for number, body in enumerate(self.objects, 1):
            offsets.append(len(out))
            out += f"{number} 0 obj\n".encode() + body + b"\nendobj\n"
        start = len(out)
        out += f"xref\n0 {len(offsets) + 1}\n0000000000 65535 f \n".encode()
        out += b"".join(f"{offset:010d} 00000 n \n".encode() for offset in offsets)
        about = f"/Info {info} 0 R" if info else ""
        out += f"trailer\n<< /Size {len(offsets) + 1} /Root 1 0 R {about} >>\nstartxref\n{start}\n%%EOF\n".encode()
        return bytes(out)


def prose(count: int) -> Iterator[str]:
    """`count` lines of about 46 characters, no two alike."""
    words = cycle(WORDS)
    for number in range(count):
        line = f"Step {number}"
        while len(line) < 42:
            line += " " + next(words)
        yield line


def entries(count: int) -> list[str]:
    return [f"Farkas, B. and Osei, K. Learning at the edge {n}. 20{10 + n % 15}." for n in range(count)]


@dataclass
class Draft:
    """A two-column paper in the making: lines flow down the left column, then the right one, then on to a new page."""

    size: tuple[float, float] = LETTER
    body: float = 10
    step: float = 11
    left: float = 54
    right: float = 315
    top: float = 60
    bottom: float = 700
    sheets: list[Sheet] = field(default_factory=list)
    y: float = 0
    column: int = 0

    def __post_init__(self) -> None:
        if not self.sheets:
            self.new_page()

    @property
    def sheet(self) -> Sheet:
        return self.sheets[-1]

    def new_page(self) -> None:
        self.sheets.append(Sheet(self.size))
        self.column, self.y = 0, self.top

    def line(self, text: str, *, font: str = "Times-Roman", size: float | None = None) -> None:
        if self.y > self.bottom:
            if self.column == 0:
                self.column, self.y = 1, self.top if len(self.sheets) > 1 else 220
            else:
                self.new_page()
        self.sheet.text(
            self.left if self.column == 0 else self.right, self.y, text, size=size or self.body, font=font
        )
        self.y += self.step

    def heading(self, text: str) -> None:
        self.y += 6
        self.line(text, font="Times-Bold", size=self.body + 2)
        self.y += 4

    def lines(self, texts: Sequence[str] | Iterator[str]) -> None:
        for text in texts:
            self.line(text)


def paper(  # each argument is one thing a test varies
    *,
    content: int = 3,
    last_lines: int = 40,
    block: Sequence[str] = ("Anonymous Submission",),
    extra: Sequence[str] = (),
    before_references: Sequence[tuple[str, Sequence[str]]] = (),
    references: str = "References",
    references_on_new_page: bool = False,
    reference_count: int = 12,
    after_references: Sequence[tuple[str, Sequence[str]]] = (),
    title: str = "Sharing Prompts across Sites without Sharing Data",
    draft: Draft | None = None,
) -> list[Sheet]:
    """Sheets of a paper whose content ends on page `content`; `extra` lines open the introduction."""
    out = draft or Draft()
    out.sheet.text(110, 96, title, size=14.3, font="Times-Bold")
    for number, line in enumerate(block):
        out.sheet.text(200, 130 + 14 * number, line, size=12)
    out.y = 210
    out.heading("Abstract")
    out.lines(prose(12))
    out.heading("1 Introduction")
    out.lines(extra)
    while len(out.sheets) < content:
        out.lines(prose(1))
    out.lines(prose(last_lines))
    for name, lines in before_references:
        out.heading(name)
        out.lines(lines)
    if references_on_new_page:
        out.new_page()
    if references:
        out.heading(references)
    out.lines(entries(reference_count))
    for name, lines in after_references:
        out.heading(name)
        out.lines(lines)
    return out.sheets
