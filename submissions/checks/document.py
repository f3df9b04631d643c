"""One parsed paper, shared by all rules.

Stage A (structure) is read with pypdf, stage B (text with places, pictures of the pages) with PDFium. All boxes are in
points from the top left of the page as displayed, after CropBox and /Rotate.
"""

from bisect import bisect_right
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from submissions.checks.report import Box

CharBoxes = Callable[["Line", int, int], "Box | None"]


@dataclass(frozen=True, slots=True)
class PageFrame:
    """A page's boxes in its own coordinates (points, origin bottom left) and its rotation in degrees."""

    number: int
    media: Box
    crop: Box
    rotate: int

    @property
    def size(self) -> tuple[float, float]:
        """Width and height as displayed."""
        width, height = self.crop[2] - self.crop[0], self.crop[3] - self.crop[1]
        return (height, width) if self.rotate % 180 else (width, height)


@dataclass(frozen=True, slots=True)
class Link:
    page: int
    box: Box
    uri: str


@dataclass(frozen=True, slots=True)
class Note:
    """An annotation that holds words: its author (/T), its contents or a form field's value."""

    page: int
    box: Box
    kind: str
    author: str
    contents: str


@dataclass(frozen=True, slots=True)
class Active:
    """Something a viewer would run or open: kind is JavaScript, Launch, SubmitForm, OpenURI or Executable."""

    kind: str
    page: int | None
    detail: str


@dataclass(frozen=True, slots=True)
class Shown:
    """Where an object is seen: the first page that shows it, and there the figure (0: none) that it is or is part of."""

    page: int
    figure: int = 0


@dataclass(frozen=True, slots=True)
class Embedded:
    """A value in an object other than the document's own metadata: a figure's /Author, PTEX.FileName, ...

    `figure` is the number of the object that the page places, 0 where there is none.
    """

    page: int | None
    key: str
    value: str
    figure: int = 0


@dataclass(frozen=True, slots=True)
class FontFile:
    name: str
    subtype: str
    embedded: bool
    page: int


@dataclass(slots=True)
class Structure:
    """Stage A. `fault` is the sentence for a file that cannot be opened at all, with its rule.

    `placed` has the objects' numbers in the order in which a page draws them, by page and kind ("Form", "Image"), for
    pages with something embedded.
    """

    fault: tuple[str, str] | None = None
    encrypted: str = ""
    leading: int = 0
    trailing: int = 0
    page_count: int = 0
    frames: list[PageFrame] = field(default_factory=list)
    unreadable: list[int] = field(default_factory=list)
    info: dict[str, str] = field(default_factory=dict)
    xmp: list[tuple[str, str]] = field(default_factory=list)
    outline: list[str] = field(default_factory=list)
    links: list[Link] = field(default_factory=list)
    notes: list[Note] = field(default_factory=list)
    active: list[Active] = field(default_factory=list)
    attachments: list[str] = field(default_factory=list)
    extras: list[str] = field(default_factory=list)
    embedded: list[Embedded] = field(default_factory=list)
    placed: dict[tuple[int, str], list[int]] = field(default_factory=dict)
    fonts: list[FontFile] = field(default_factory=list)
    spoken: list[str] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)


@dataclass(slots=True)
class Run:
    """One text object: its words, box, size as displayed (points) and font.

    `contrast` is the range of grey levels (0-255) in its box on the rendered page; None where it was not looked at.
    `clipped`: a figure's crop leaves it out.
    """

    text: str
    box: Box
    size: float
    baseline: float
    font: str
    upright: bool
    figure: bool
    contrast: int | None = None
    clipped: bool = False


@dataclass(slots=True)
class Line:
    """Runs on one baseline of one column. `spans` are (start in text, run)."""

    page: int
    text: str
    box: Box
    size: float
    font: str
    baseline: float
    spans: list[tuple[int, Run]]
    column: int = 0
    figure: bool = False
    locate: CharBoxes | None = None

    def box_of(self, start: int, end: int) -> Box:
        """The box of text[start:end]."""
        exact = self.locate(self, start, end) if self.locate else None
        return exact or self.estimate(start, end)

    def estimate(self, start: int, end: int) -> Box:
        """As box_of, by shares of the runs' widths, where the characters' own boxes are not at hand."""
        parts = []
        for number, (at, run) in enumerate(self.spans):
            stop = self.spans[number + 1][0] if number + 1 < len(self.spans) else len(self.text)
            first, last = max(start, at), min(end, stop)
            if first < last:
                width = (run.box[2] - run.box[0]) / max(1, stop - at)
                left = run.box[0] + width * (first - at)
                parts.append((left, run.box[1], min(run.box[2], left + width * (last - first)), run.box[3]))
        return union(parts) or self.box


@dataclass(slots=True)
class Page:
    """Stage B of one page. `lines` are in reading order; `stray` lines are outside the page or not upright."""

    number: int
    width: float
    height: float
    columns: int
    lines: list[Line]
    stray: list[Line] = field(default_factory=list)
    runs: list[Run] = field(default_factory=list)
    placed: dict[str, list[Box]] = field(default_factory=dict)


@dataclass(slots=True)
class Document:
    """What the rules see. `pages` is empty until stage B ran; `stopped_at` is the page where a limit ended it."""

    structure: Structure
    pages: list[Page] = field(default_factory=list)

    def lines(self) -> Iterator[Line]:
        for page in self.pages:
            yield from page.lines


def union(boxes: Sequence[Box]) -> Box | None:
    if not boxes:
        return None
    return (
        min(b[0] for b in boxes),
        min(b[1] for b in boxes),
        max(b[2] for b in boxes),
        max(b[3] for b in boxes),
    )


class Stream:
    """Lines joined into one text for matching; words hyphenated at a line's end are whole again."""

    def __init__(self, lines: Sequence[Line]) -> None:
        self.lines = lines
        self.starts: list[int] = []
        parts: list[str] = []
        at = 0
        for line in lines:
            self.starts.append(at)
            hyphenated = line.text.endswith("-") and line.text[-2:-1].isalpha()
            part = line.text[:-1] if hyphenated else line.text + " "
            parts.append(part)
            at += len(part)
        self.text = "".join(parts)

    def line_at(self, index: int) -> Line:
        return self.lines[max(0, bisect_right(self.starts, index) - 1)]

    def place(self, start: int, end: int) -> tuple[int, Box]:
        """Page and box of text[start:end]; where it runs over several lines, the first one's part."""
        number = max(0, bisect_right(self.starts, start) - 1)
        line = self.lines[number]
        offset = self.starts[number]
        return line.page, line.box_of(start - offset, min(len(line.text), end - offset))


@dataclass(frozen=True, slots=True)
class Section:
    """A heading of the end of the paper and the lines below it, as [start, end) in the document's lines."""

    title: str
    heading: Line | None
    start: int
    end: int


@dataclass
class Outline:
    """How the paper ends: where content stops, where references stand and what follows them."""

    lines: list[Line]
    references: Section | None
    others: list[Section]
    content_end: int
    end_heading: Line | None = None

    @cached_property
    def body(self) -> list[Line]:
        """All lines outside the references."""
        if self.references is None:
            return self.lines
        return self.lines[: self.references.start] + self.lines[self.references.end :]
