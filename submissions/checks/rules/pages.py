"""PG-00x: how many pages of content, and what may stand after them."""

from collections.abc import Iterator

from submissions.checks.document import Line, Section, union
from submissions.checks.rules.base import Hit, Paper, on_line, plural, rule
from submissions.checks.sections import APPENDIX, CAPTION, REFERENCES, THANKS, heading_key
from submissions.checks.text import YEAR, letters, squeeze, strip_line_number

SECTION_LETTERS = 150
LIKE_REFERENCES = 0.25


@rule(
    "PG-001", "error", "Too much content",
    reason="The page limit is the same for all papers.",
    fix="Shorten the text; only what the call allows may stand on the last pages.",
)  # fmt: skip
def content_limit(paper: Paper) -> Iterator[Hit]:
    limit, outline = paper.preset.content_pages, paper.outline
    if limit is None or outline.content_end <= limit:
        return
    lines = _content_on(paper, limit + 1)
    box = union([line.box for line in lines])
    heading = outline.end_heading
    if heading is None:
        message = (
            f"Content runs on to page {outline.content_end}; at most {plural(limit, 'page')} of content."
        )
    else:
        title = strip_line_number(heading.text)
        column = ", right column," if heading.column else ""
        over = _pages_over(paper, limit)
        message = (
            f"Content runs on to page {outline.content_end}: '{title}' starts on page {heading.page}{column or ''} after "
            f"{plural(len(_content_on(paper, heading.page)), 'line')} of text. Shorten by about {over:.1f} "
            f"{'page' if over <= 1 else 'pages'} (at most {limit} of content)."
        )
    yield Hit(message, page=limit + 1, box=box, text=lines[0].text if lines else "")


def _content_on(paper: Paper, number: int) -> list[Line]:
    """The lines of content on a page, up to the heading where content ends."""
    outline, heading = paper.outline, paper.outline.end_heading
    stop = next((n for n, line in enumerate(outline.lines) if line is heading), len(outline.lines))
    return [line for line in outline.lines[:stop] if line.page == number and not line.text.strip().isdigit()]


def _pages_over(paper: Paper, limit: int) -> float:
    heading, end = paper.outline.end_heading, paper.outline.content_end
    if heading is None or heading.page > end:
        return float(end - limit)
    page = paper.page(heading.page)
    share = heading.box[1] / page.height
    part = (heading.column + share) / page.columns
    return max(0.1, end - 1 - limit + part)


@rule(
    "PG-002", "error", "Too many pages",
    reason="The call limits the whole paper, references included.",
    fix="Shorten the paper or its list of references.",
    stage="structure",
)  # fmt: skip
def total_limit(paper: Paper) -> Iterator[Hit]:
    total, content, count = paper.preset.total_pages, paper.preset.content_pages, paper.structure.page_count
    if total is None or count <= total:
        return
    extra = (
        f" ({content} + {total - content} for references and acknowledgements)"
        if content and content < total
        else ""
    )
    yield Hit(
        f"{count} pages; at most {total}{extra}.",
        page=total + 1 if total < len(paper.structure.frames) else None,
    )


@rule(
    "PG-003", "error", "Text that does not belong after the content",
    reason="Pages after the limit are for references and acknowledgements only.",
    fix="Move it inside the content pages, or to the supplement where the call takes one.",
)  # fmt: skip
def after_limit(paper: Paper) -> Iterator[Hit]:
    limit, references = paper.preset.content_pages, paper.outline.references
    if limit is None or references is None or paper.preset.appendix == "allowed":
        return
    allowed = {squeeze(title) for title in paper.preset.end_matter} | REFERENCES
    allowed |= THANKS if allowed & THANKS else set()
    for section in paper.outline.others:
        line = _foreign(paper, section, limit, allowed) if section.start > references.start else None
        if line and section.heading:
            title = strip_line_number(section.heading.text)
            yield on_line(
                line,
                f"Page {line.page} holds a section that is not references or acknowledgements: '{title}'.",
            )
            return


def _foreign(paper: Paper, section: Section, limit: int, allowed: set[str]) -> Line | None:
    """The first line of the section beyond the limit, if it is running text and not references."""
    heading = section.heading
    if heading is None or heading_key(heading) in allowed:
        return None
    title = strip_line_number(heading.text)
    if heading.size <= paper.body_style[0] + 0.8 and not APPENDIX.match(title):
        return None
    lines = [line for line in paper.outline.lines[section.start : section.end] if line.page > limit]
    text = [line for line in lines if line is not heading and not CAPTION.match(line.text)]
    years = sum(bool(YEAR.search(line.text)) for line in text)
    if sum(letters(line.text) for line in text) < SECTION_LETTERS or years > LIKE_REFERENCES * len(text):
        return None
    return lines[0]


@rule(
    "PG-004", "warning", "Figure or table on a reference page",
    reason="Pages after the limit are for references and acknowledgements only.",
    fix="Place the figure or table earlier, for instance with [t] before the last section.",
)  # fmt: skip
def floats(paper: Paper) -> Iterator[Hit]:
    limit = paper.preset.content_pages
    if limit is None or paper.preset.floats == "allowed" or paper.outline.content_end > limit:
        return
    for line in paper.outline.lines:
        if line.page > limit and CAPTION.match(strip_line_number(line.text)):
            name = " ".join(line.text.split()[:2]).rstrip(":.")
            yield on_line(line, f"{name} floats on to page {line.page}, which is for references only.")


@rule(
    "PG-005", "warning", "No references heading",
    reason="Without it every page counts as content.",
    fix="Give the list of references its heading.",
)  # fmt: skip
def no_references(paper: Paper) -> Iterator[Hit]:
    references, count = paper.outline.references, len(paper.pages)
    if not paper.pages or not any(paper.outline.lines):
        return
    if references is None:
        counted = f"all {count} pages were" if count > 1 else "the one page was"
        if paper.preset.content_pages:
            yield Hit(f"We found no 'References' heading, so {counted} counted as content.")
    elif references.heading is None:
        first = paper.outline.lines[references.start]
        yield on_line(first, f"The list of references on page {first.page} has no heading.")


@rule(
    "PG-006", "info", "Very short",
    reason="A file with so few pages is often not the final one.",
    fix="Look whether this is the file you meant.",
    stage="structure",
)  # fmt: skip
def short(paper: Paper) -> Iterator[Hit]:
    count = paper.structure.page_count
    if 0 < count < paper.preset.least_pages:
        yield Hit(f"Only {plural(count, 'page')}: is this the final file?")
