"""Is the reviewers' copy what it should be? It is read anew and compared with the original, page by page."""

from collections.abc import Sequence
from typing import cast

from PIL import ImageChops

from submissions.checks.document import Document
from submissions.checks.presets import FREE
from submissions.checks.reading import pdfium, pixels, structure
from submissions.checks.report import Author
from submissions.checks.rules import RULES, Paper

CLEAN = ("AN-003", "AN-004", "AN-005", "PDF-006", "PDF-007")
MOST_PAGES = 60
SCALE = 0.5
DARKER = 48
"""Steps of grey by which a pixel must differ to count; finer ones are noise of the edges."""
LARGEST_SIDE = 1000


def doubt(original: bytes, copy: bytes, authors: Sequence[Author] = ()) -> str:
    """Why the copy must not be handed out, or nothing."""
    read = structure.read(copy, most_pages=MOST_PAGES, pause=lambda: None)
    if read.fault:
        return "the copy cannot be read"
    read.spoken = []  # alternative texts stay: what they say is a finding about the original
    paper = Paper(Document(read), FREE, authors)
    left = [rule for rule in CLEAN for hit in RULES[rule].check(paper) if hit.severity != "info"]
    if left:
        return f"hidden data is left in the copy ({', '.join(sorted(set(left)))})"
    return _unlike(original, copy)


def _unlike(original: bytes, copy: bytes) -> str:
    try:
        with pdfium.File(original) as one, pdfium.File(copy) as other:
            if one.pages != other.pages:
                return "the copy has another number of pages"
            for number in range(1, min(one.pages, MOST_PAGES) + 1):
                if words := _differs(one.page(number), other.page(number)):
                    return f"page {number} of the copy {words}"
    except ValueError:
        return "the pages cannot be compared"
    return ""


def _differs(one: pdfium.PageHandle, other: pdfium.PageHandle) -> str:
    try:
        if one.words() != other.words():
            return "holds other words"
        scale = min(SCALE, LARGEST_SIDE / max(one.width, one.height, 1))
        size = max(1, round(one.width * scale)), max(1, round(one.height * scale))
        pictures = [pixels.render(page, *size, grey=True, notes=False) for page in (one, other)]
        high = cast("tuple[int, int]", ImageChops.difference(*pictures).getextrema())[1]
        return "looks different" if high > DARKER else ""
    finally:
        one.close()
        other.close()
