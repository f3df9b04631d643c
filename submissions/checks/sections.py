"""How a paper ends: the references, the acknowledgements before or after them, and where content stops."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence

from submissions.checks.document import Document, Line, Outline, Section
from submissions.checks.text import YEAR, letters, squeeze, strip_line_number

REFERENCES = {
    "references",
    "reference",
    "bibliography",
    "literaturecited",
    "workscited",
    "referencesandnotes",
    "referencelist",
    "listofreferences",
    "citedreferences",
    "literature",
    "literatur",
    "literaturverzeichnis",
    "bibliographie",
    "referencias",
    "referencies",
    "bibliografia",
    "riferimentibibliografici",
    "literatuur",
}
THANKS = {"acknowledgements", "acknowledgments", "acknowledgement", "acknowledgment", "acknowledgmentsanddisclosureoffunding", "acknowledgementsandfunding", "funding", "thanks"}  # fmt: skip
NUMBERED = re.compile(r"^(?:\d{1,2}|[A-Z]|[IVX]{1,5})(?:\.\d{1,2})*[.:)]?\s+(?=\S)")
APPENDIX = re.compile(r"^(?:appendix|appendices|supplement|[A-Z](?:\.\d+)*[.:]?\s+[A-Z])", re.IGNORECASE)
CAPTION = re.compile(
    r"^(?:figure|fig\.|table|algorithm|listing)\s*(?:[A-Z]?\d+|[IVX]+)(?:\s*[:.|]|\s+[\-\u2013\u2014]\s)",
    re.IGNORECASE,
)
BOLD = re.compile(r"bold|medi|black|heavy|semib|cmbx|-b$|,b", re.IGNORECASE)
ENTRY = re.compile(r"^(?:\[\d{1,3}\]|\d{1,3}\.\s|\[[A-Z][\w+ .,&]*\d{2,4}[a-z]?\])")
# "Acknowledgments. We thank ...": a heading that its paragraph goes on behind.
RUN_IN = re.compile(r"^(?:acknowledge?ments?|funding)\s?[.:\u2014\u2013]\s*(?=\S)", re.IGNORECASE)
LOOK_AHEAD = 60
LONGEST_RUN_IN = 20  # lines
LEAST_YEARS = 4
TOP = 0.13
RUNNING_HEAD = 120


def heading_key(line: Line) -> str:
    """The letters of a line that could be a heading, without number, line number, colon and case."""
    text = strip_line_number(line.text)
    if run_in := RUN_IN.match(text):
        return squeeze(run_in[0])
    if len(text) >= 60:
        return ""
    # "R EFERENCES" in small capitals looks as if it began with a section letter.
    whole = squeeze(text)
    return whole if whole in REFERENCES | THANKS else squeeze(NUMBERED.sub("", text))


def outline(document: Document, end_matter: Iterable[str]) -> Outline:
    """`end_matter`: titles that may stand after the content's last page."""
    lines = [line for line in document.lines() if not line.figure]
    keys = _keys(lines)
    body = body_style(lines)
    allowed = {squeeze(title) for title in end_matter}
    allowed |= THANKS if allowed & THANKS else set()
    start = _references(lines, keys)
    sections = _sections(lines, keys, body, allowed | THANKS | REFERENCES, start)
    references = (
        next((s for s in sections if s.start == start), None) if start is not None else _unheaded(lines)
    )
    last = max((page.number for page in document.pages), default=0)
    if references is None:
        return Outline(lines, None, sections, last)
    first = _first_end_matter(lines, keys, body, allowed, references.start)
    end = _content_end(document, lines, first) if references.heading else lines[first].page
    return Outline(lines, references, [s for s in sections if s is not references], end, lines[first])


def _keys(lines: Sequence[Line]) -> list[str]:
    """Of each line; "REFER-" above "ENCES" is one heading, which starts on the first of them."""
    keys = [heading_key(line) for line in lines]
    for number, line in enumerate(lines[:-1]):
        if line.text.rstrip().endswith("-") and keys[number] + keys[number + 1] in REFERENCES | THANKS:
            keys[number] += keys[number + 1]
    return keys


def body_style(lines: Sequence[Line]) -> tuple[float, str]:
    """Size (to 0.5 pt) and font of most letters."""
    sizes: Counter[tuple[float, str]] = Counter()
    for line in lines:
        sizes[round(line.size * 2) / 2, line.font] += len(line.text)
    return sizes.most_common(1)[0][0] if sizes else (10.0, "")


def is_heading(line: Line, body: tuple[float, str]) -> bool:
    """Short, and set apart from the body by size, weight or capitals; captions are not headings."""
    text = strip_line_number(line.text)
    if not 3 <= len(text) <= 90 or letters(text) < 3 or CAPTION.match(text) or text.endswith((",", ";")):
        return False
    bigger = line.size > body[0] + 0.8
    bold = bool(BOLD.search(line.font)) and not BOLD.search(body[1])
    capitals = text.isupper() and letters(text) > 4
    spaced = bool(re.match(r"^(?:[IVX]+\.|[A-Z]\.)?\s*[A-Z] [A-Z]{3,}", text))
    return (bigger or bold or capitals or spaced) and (text[0].isupper() or text[0].isdigit())


def _references(lines: Sequence[Line], keys: Sequence[str]) -> int | None:
    """The first heading that entries with years follow: "References" also stands in tables and author guides."""
    candidates = [n for n, key in enumerate(keys) if key in REFERENCES]
    for number in candidates:
        following = lines[number + 1 : number + 1 + LOOK_AHEAD]
        if sum(bool(YEAR.search(line.text)) for line in following) >= LEAST_YEARS:
            return number
    for number in candidates:
        following = lines[number + 1 : number + 1 + LOOK_AHEAD]
        if any(ENTRY.match(line.text) or YEAR.search(line.text) for line in following[:12]):
            return number
    # A heading whose list is still empty counts where it is set like a heading and little follows.
    body = body_style(lines)
    return next(
        (n for n in reversed(candidates) if is_heading(lines[n], body) and n > len(lines) - LOOK_AHEAD), None
    )


def _unheaded(lines: Sequence[Line]) -> Section | None:
    """A bibliography without a heading: the last stretch of numbered entries [1], [2], ... with years."""
    starts = [n for n, line in enumerate(lines) if re.match(r"^\[1\]\s", line.text)]
    for number in reversed(starts):
        following = lines[number : number + LOOK_AHEAD]
        entries = sum(bool(ENTRY.match(line.text)) for line in following)
        years = sum(bool(YEAR.search(line.text)) for line in following)
        if entries >= 5 and years >= LEAST_YEARS:
            return Section("", None, number, len(lines))
    return None


def _sections(
    lines: Sequence[Line], keys: Sequence[str], body: tuple[float, str], ends: set[str], start: int | None
) -> list[Section]:
    """The end-matter sections and, from the references on, every section."""
    heads = [
        n
        for n, line in enumerate(lines)
        if keys[n] in ends or (start is not None and n > start and _opens_section(line, keys[n], body))
    ]
    if start is not None and start not in heads:
        heads = sorted([*heads, start])
    stops = [*heads[1:], len(lines)] if heads else []
    return [
        Section(strip_line_number(lines[n].text), lines[n], n, stop)
        for n, stop in zip(heads, stops, strict=True)
    ]


def _opens_section(line: Line, key: str, body: tuple[float, str]) -> bool:
    text = strip_line_number(line.text)
    if key in THANKS:
        return True
    return is_heading(line, body) and not ENTRY.match(text) and not YEAR.search(text)


def _first_end_matter(
    lines: Sequence[Line], keys: Sequence[str], body: tuple[float, str], allowed: set[str], references: int
) -> int:
    """Walk back from the references over allowed headings, as long as no other heading lies between."""
    first = references
    for number in range(references - 1, -1, -1):
        if keys[number] in allowed and keys[number] not in REFERENCES:
            # A paragraph that starts with the word, pages before the end, is part of the text.
            if RUN_IN.match(strip_line_number(lines[number].text)) and first - number > LONGEST_RUN_IN:
                break
            first = number
        elif is_heading(lines[number], body) and (
            NUMBERED.match(lines[number].text) or lines[number].size > body[0] + 0.8
        ):
            break
    return first


def _content_end(document: Document, lines: Sequence[Line], first: int) -> int:
    heading = lines[first]
    page = document.pages[heading.page - 1]
    before = [
        line for line in lines[:first] if line.page == heading.page and not _furniture(line, page.height)
    ]
    on_top = heading.column == 0 and heading.box[1] < TOP * page.height
    count = sum(letters(line.text) for line in before)
    if count < RUNNING_HEAD and (on_top or not before):
        return heading.page - 1
    return heading.page


def _furniture(line: Line, height: float) -> bool:
    """Line numbers, page numbers and what stands in the margins above and below."""
    return line.text.strip().isdigit() or line.box[3] < 0.06 * height or line.box[1] > 0.95 * height
