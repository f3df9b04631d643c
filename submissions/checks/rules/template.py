"""FMT-00x: paper, margins, columns and type, measured against the call's template."""

from collections import Counter
from collections.abc import Iterator

from submissions.checks.document import Line, Page, PageFrame, union
from submissions.checks.report import Box, Severity
from submissions.checks.rules.base import Hit, Paper, listed, plural, rule
from submissions.checks.text import letters

SIZE_TOLERANCE = 3.0
BOX_TOLERANCE = 6.0
LEAST_LINES = 3
LARGE_SHARE = 0.05
SIDES = ("further left", "higher", "further right", "lower")
NAMES = {(612, 792): "US letter", (595, 842): "A4", (420, 595): "A5", (842, 1191): "A3"}
KIT = "Use the call's template unchanged."


def _named(size: tuple[float, float]) -> str:
    for (width, height), name in NAMES.items():
        if abs(size[0] - width) <= SIZE_TOLERANCE and abs(size[1] - height) <= SIZE_TOLERANCE:
            return name
    return f"{size[0]:.0f} x {size[1]:.0f} pt"


def _media(frame: PageFrame) -> tuple[float, float]:
    return frame.media[2] - frame.media[0], frame.media[3] - frame.media[1]


@rule(
    "FMT-001", "error", "Wrong paper size",
    reason="Proceedings are printed on one size; another one also changes how much fits on a page.",
    fix="Set the paper size of the template (US letter is 8.5 x 11 in) and export again.",
    stage="structure",
)  # fmt: skip
def paper_size(paper: Paper) -> Iterator[Hit]:
    wanted = paper.preset.paper_size
    if wanted is None:
        return
    wrong: dict[str, list[PageFrame]] = {}
    for frame in paper.structure.frames:
        width, height = _media(frame)
        if abs(width - wanted[0]) > SIZE_TOLERANCE or abs(height - wanted[1]) > SIZE_TOLERANCE:
            wrong.setdefault(_named((width, height)), []).append(frame)
    for name, frames in wrong.items():
        pages = (
            f"Page {frames[0].number} is"
            if len(frames) == 1
            else f"Pages {listed(f.number for f in frames)} are"
        )
        yield Hit(
            f"{pages} {name}; the template is {_named(wanted)}.",
            frames[0].number,
            (0.0, 0.0, *frames[0].size),
        )


def text_lines(page: Page) -> list[Line]:
    """Lines of running text: no figures, no page or line numbers."""
    return [line for line in page.lines if not line.figure and letters(line.text) >= 3]


@rule(
    "FMT-002", "warning", "Text outside the template's text area",
    reason="Smaller margins hide extra text.",
    fix="Remove changes of margins (\\addtolength{\\textheight}, geometry, \\vspace) from the source.",
)  # fmt: skip
def text_area(paper: Paper) -> Iterator[Hit]:
    area = paper.preset.text_box
    if area is None:
        return
    found: dict[int, tuple[list[Line], list[float]]] = {}
    large = 0
    for page in paper.pages:
        lines, excess = _outside(page, area, paper.preset.first_page_top)
        if len(lines) >= LEAST_LINES:
            found[page.number] = (lines, excess)
            spilled = sum((line.box[2] - line.box[0]) * (line.box[3] - line.box[1]) for line in lines)
            large += spilled > LARGE_SHARE * (area[2] - area[0]) * (area[3] - area[1])
    if not found:
        return
    number, (lines, excess) = next(iter(found.items()))
    side = max(range(4), key=lambda n: excess[n])
    severity: Severity = "error" if large >= 2 else "warning"
    where = f"page {listed(found)}" if len(found) == 1 else f"pages {listed(found)}"
    yield Hit(f"Text stands {excess[side]:.0f} pt {SIDES[side]} than the template allows on {where}.", number, union([line.box for line in lines]), lines[0].text, severity)  # fmt: skip


def _outside(
    page: Page, area: tuple[float, float, float, float], first_top: float | None
) -> tuple[list[Line], list[float]]:
    """Lines outside the area by more than the tolerance, and how far on each side; a running head or foot is let off."""
    left, top, right, bottom = area
    top = first_top if first_top is not None and page.number == 1 else top
    lines, excess = [], [0.0] * 4
    for line in text_lines(page):
        x0, y0, x1, y1 = _core(line)
        beyond = (left - x0, top - y0, x1 - right, y1 - bottom)
        if max(beyond) <= BOX_TOLERANCE or ((y0 < top or y1 > bottom) and _running(line, page)):
            continue
        lines.append(line)
        excess = [max(a, b) for a, b in zip(excess, beyond, strict=True)]
    return lines, excess


def _core(line: Line) -> Box:
    """The line's box without a review copy's line number at its edge."""
    words = [run.box for _, run in line.spans if not run.text.strip().isdigit()]
    return union(words) or line.box


def _running(line: Line, page: Page) -> bool:
    """A head or foot: no other line within one line's distance above or below."""
    reach = 1.6 * line.size
    return not any(
        other is not line
        and abs(other.baseline - line.baseline) < reach
        and abs(other.baseline - line.baseline) > 2
        and other.box[0] < line.box[2]
        and other.box[2] > line.box[0]
        for other in text_lines(page)
    )


@rule(
    "FMT-003", "warning", "Wrong number of columns",
    reason="The template's columns decide how much text fits on a page.",
    fix=KIT,
)  # fmt: skip
def columns(paper: Paper) -> Iterator[Hit]:
    wanted = paper.preset.columns
    pages = [page for page in paper.pages if len(page.lines) >= 10]
    other = [page.number for page in pages if page.columns != wanted]
    if wanted and len(other) * 2 > len(pages):
        yield Hit(f"Pages {listed(other)} are not set in {plural(wanted, 'column')}.", page=other[0])


def _body_sizes(paper: Paper) -> Counter[float]:
    sizes: Counter[float] = Counter()
    for line in paper.outline.body:
        sizes[round(line.size, 1)] += letters(line.text)
    return sizes


@rule(
    "FMT-004", "warning", "Body type too small",
    reason="Small type hides extra text and is hard to read.",
    fix=KIT,
)  # fmt: skip
def body_size(paper: Paper) -> Iterator[Hit]:
    wanted, sizes = paper.preset.body_pt, _body_sizes(paper)
    if wanted is None or not sizes:
        return
    size = sizes.most_common(1)[0][0]
    if size >= wanted - 0.2:
        return
    lines = [line for line in paper.outline.body if round(line.size, 1) == size and len(line.text) > 30]
    first = lines[0] if lines else None
    severity: Severity = "error" if size < wanted - 1.0 else "warning"
    yield Hit(f"Body text is {size:.1f} pt; the template uses {wanted:g} pt.", first.page if first else None, first.box if first else None, first.text if first else "", severity)  # fmt: skip


@rule(
    "FMT-005", "warning", "Lines too close",
    reason="Tighter lines hide extra text and are hard to read.",
    fix="Remove \\linespread, \\baselinestretch and the like from the source.",
)  # fmt: skip
def leading(paper: Paper) -> Iterator[Hit]:
    wanted, body_pt = paper.preset.leading_pt, paper.preset.body_pt
    if wanted is None or body_pt is None:
        return
    steps: Counter[float] = Counter()
    for above, below in zip(paper.outline.body, paper.outline.body[1:], strict=False):
        alike = abs(above.size - below.size) < 0.3 and abs(below.size - body_pt) < 0.6
        if (
            alike
            and above.page == below.page
            and above.column == below.column
            and 5 < below.baseline - above.baseline < 30
        ):
            steps[round(below.baseline - above.baseline, 1)] += 1
    if sum(steps.values()) < 50:
        return
    step = steps.most_common(1)[0][0]
    if step < 0.973 * wanted:
        yield Hit(
            f"Lines are {step:.1f} pt apart, {100 * (1 - step / wanted):.0f} % closer than the template's {wanted:g} pt.",
            page=1,
        )


@rule(
    "FMT-006", "warning", "Another typeface",
    reason="The template's typeface decides how much text fits on a page.",
    fix=KIT,
)  # fmt: skip
def typeface(paper: Paper) -> Iterator[Hit]:
    name = paper.body_style[1] or (
        "a bitmap font (Type 3)" if any(f.subtype == "Type3" for f in paper.structure.fonts) else ""
    )
    plain = "".join(c for c in name.lower() if c.isalnum())
    if paper.preset.fonts and plain and not any(family in plain for family in paper.preset.fonts):
        yield Hit(f"Body text is set in {name}; the template uses a Times typeface.", text=name)


@rule(
    "FMT-007", "info", "Template version",
    reason="Kits change from year to year.",
    fix="Use this year's author kit.",
    stage="structure",
)  # fmt: skip
def template_version(paper: Paper) -> Iterator[Hit]:
    wanted, found = paper.preset.template_version, paper.structure.info.get("/TemplateVersion", "")
    if not wanted or found == wanted or not paper.structure.frames:
        return
    yield Hit(f"The file says {found}; the call asks for {wanted}." if found else f"The file does not name its template ({wanted}).", text=found)  # fmt: skip


@rule(
    "FMT-008", "warning", "Rotated, cropped or mixed pages",
    reason="Such pages print and show differently from program to program.",
    fix="Export all pages upright, uncropped and in one size.",
    stage="structure",
)  # fmt: skip
def odd_pages(paper: Paper) -> Iterator[Hit]:
    frames = paper.structure.frames
    turned = [frame.number for frame in frames if frame.rotate]
    cropped = [frame.number for frame in frames if _cropped(frame)]
    sizes = {tuple(round(v / SIZE_TOLERANCE) for v in _media(frame)) for frame in frames}
    if turned:
        yield Hit(f"Page {listed(turned)} is rotated.", page=turned[0])
    if cropped:
        yield Hit(f"Page {listed(cropped)} is cropped: part of it is hidden.", page=cropped[0])
    if len(sizes) > 1:
        yield Hit(f"The pages have {len(sizes)} different sizes.", page=_first_other(frames))


def _cropped(frame: PageFrame) -> bool:
    return any(abs(a - b) > SIZE_TOLERANCE for a, b in zip(frame.crop, frame.media, strict=True))


def _first_other(frames: list[PageFrame]) -> int:
    return next(
        (
            f.number
            for f in frames
            if max(abs(a - b) for a, b in zip(_media(f), _media(frames[0]), strict=True)) > SIZE_TOLERANCE
        ),
        1,
    )
