"""PDF-00x: can the file be opened, read and handed to reviewers at all?"""

from collections.abc import Iterator

from submissions.checks.rules.base import Hit, Paper, listed, plural, rule
from submissions.checks.text import letters

LEAST_LETTERS = 200
TRAILING = 1024
STANDARD = ("courier", "helvetica", "times", "symbol", "zapfdingbats", "arial")


def standard(font: str) -> bool:
    """One of the 14 fonts that every viewer brings along."""
    return font.split("+", 1)[-1].lower().startswith(STANDARD)


def _fault(paper: Paper, number: str) -> Iterator[Hit]:
    fault = paper.structure.fault
    if fault and fault[0] == number:
        yield Hit(fault[1])


@rule(
    "PDF-001", "error", "Not a PDF",
    reason="The name ends in .pdf, the content does not: reviewers could not open it.",
    fix="Export the paper as PDF (in Word: Save as > PDF) and upload that file.",
    stage="structure",
)  # fmt: skip
def not_a_pdf(paper: Paper) -> Iterator[Hit]:
    return _fault(paper, "PDF-001")


@rule(
    "PDF-002", "error", "Damaged PDF",
    reason="Reviewers' programs may refuse the file or leave pages out.",
    fix="Export it again and check that the upload was complete.",
    stage="structure",
)  # fmt: skip
def damaged(paper: Paper) -> Iterator[Hit]:
    yield from _fault(paper, "PDF-002")
    if paper.structure.fault is None and paper.structure.unreadable:
        pages = paper.structure.unreadable
        yield Hit(f"The PDF is damaged: page {listed(pages)} cannot be read.", page=pages[0])


@rule(
    "PDF-003", "error", "Password or restrictions",
    reason="Reviewers have no password, and restrictions break reading aids.",
    fix="Remove the password and the restrictions, then upload again.",
    stage="structure",
)  # fmt: skip
def locked(paper: Paper) -> Iterator[Hit]:
    yield from _fault(paper, "PDF-003")
    if paper.structure.encrypted == "empty":
        yield Hit("The PDF opens without a password but carries restrictions.", severity="warning")


@rule(
    "PDF-004", "error", "No text, only pictures of pages",
    reason="Nothing can be searched, read aloud or checked in a scan.",
    fix="Submit the PDF made by LaTeX or Word, not a scan and not outlines.",
)  # fmt: skip
def no_text(paper: Paper) -> Iterator[Hit]:
    if not paper.pages:
        return
    counts = {page.number: sum(letters(run.text) for run in page.runs) for page in paper.pages}
    empty = [number for number, count in counts.items() if count == 0]
    if 2 * len(empty) >= len(counts):
        yield Hit(
            f"{plural(len(empty), 'page')} of {len(counts)} hold no text (page {listed(empty)}).",
            page=empty[0],
        )
    elif counts[1] < LEAST_LETTERS:
        yield Hit(f"Page 1 holds only {plural(counts[1], 'letter')} of text.", page=1)


@rule(
    "PDF-005", "error", "Checking stopped at a limit",
    reason="The rest of the paper was not checked.",
    fix="Usually a huge vector figure is the reason: turn it into a picture or simplify it.",
    stage="engine",
)  # fmt: skip
def stopped(paper: Paper) -> Iterator[Hit]:
    return _fault(paper, "PDF-005")


@rule(
    "PDF-006", "error", "Active content",
    reason="A paper must not run scripts, start programs or call a server when a reviewer opens it.",
    fix="Print the paper to a new PDF without scripts, forms and open actions.",
    stage="structure",
)  # fmt: skip
def active(paper: Paper) -> Iterator[Hit]:
    seen: set[tuple[str, int | None]] = set()
    known = {item.kind for item in paper.structure.active if item.page is not None}
    words = {"OpenURI": "an action that opens a web address", "Launch": "an action that starts a program", "SubmitForm": "an action that sends data", "Executable": "an embedded program"}  # fmt: skip
    for item in paper.structure.active:
        if (item.kind, item.page) in seen or (item.page is None and item.kind in known):
            continue
        seen.add((item.kind, item.page))
        where = f" (page {item.page})" if item.page else ""
        yield Hit(
            f"The PDF contains {words.get(item.kind, item.kind)}{where}.", page=item.page, text=item.detail
        )


@rule(
    "PDF-007", "warning", "Extra baggage",
    reason="Files, forms and bytes that travel with the paper can hold names, and no reviewer needs them.",
    fix='Remove them, or submit it as it is and press "Remove hidden data for me", which makes a clean copy.',
    stage="structure",
)  # fmt: skip
def baggage(paper: Paper) -> Iterator[Hit]:
    structure = paper.structure
    for name in dict.fromkeys(structure.attachments):
        yield Hit(f"An attached file ({name[:60]}) travels with the PDF.", text=name)
    for extra in dict.fromkeys(structure.extras):
        yield Hit(f"The PDF contains {extra}.")
    if structure.trailing > TRAILING:
        yield Hit(f"{structure.trailing} bytes of other data follow the end of the PDF.")
    if structure.leading:
        yield Hit(f"{structure.leading} bytes of other data stand before the start of the PDF.")


@rule(
    "PDF-008", "warning", "Fonts not embedded",
    reason="On another computer the text can look different or be unreadable.",
    fix="Embed all fonts when exporting; in LaTeX use Type 1 or OpenType fonts.",
    stage="structure",
)  # fmt: skip
def fonts(paper: Paper) -> Iterator[Hit]:
    missing: dict[str, int] = {}
    for font in paper.structure.fonts:
        if not font.embedded and not standard(font.name):
            missing.setdefault(font.name.split("+", 1)[-1], font.page)
    bitmap = next((font for font in paper.structure.fonts if font.subtype == "Type3"), None)
    if bitmap and paper.pages and not paper.body_style[1]:
        yield Hit("The body text is set in a bitmap font (Type 3).", page=bitmap.page)
    if missing:
        names = ", ".join(sorted(missing))
        yield Hit(
            f"{plural(len(missing), 'font')} not embedded: {names}.", page=min(missing.values()), text=names
        )
