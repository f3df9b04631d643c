"""AN-003 to AN-005: identities in the file's own properties, in embedded figures and in annotations."""

from collections.abc import Iterator

from submissions.checks.document import Embedded, union
from submissions.checks.identity import MANGLED, NAME_LIKE, SIGNED, Known, folder_user, is_name, real_emails
from submissions.checks.report import Severity
from submissions.checks.rules.base import Hit, Paper, rule
from submissions.checks.text import clean

HOLDERS = {"/Author", "/Owner", "/Contact", "/LastSavedBy", "/UserName", "exif", "/Company", "/Manager", "/LastModifiedBy", "dc:creator", "dc:contributor", "dc:publisher", "dc:rights", "pdf:Author", "xmpRights:Owner", "xmp:Author", "meta:author", "photoshop:Credit", "photoshop:AuthorsPosition", "cc:attributionName"}  # fmt: skip
ADDRESSES = ("http://", "https://")
CLEANED = 'In LaTeX set pdfauthor={} or submit it as it is and press "Remove hidden data for me".'


def telling(key: str, raw: str, known: Known) -> tuple[Severity, str] | None:
    """Severity and words for a property's value that tells who made the file."""
    value = clean(raw)
    user, emails, named = folder_user(value), real_emails(value), known.find(value)
    signed = key == "attachment" and SIGNED.search(value)
    own = (
        (key in HOLDERS or signed)
        and not value.startswith(ADDRESSES)
        and (MANGLED.search(value) or is_name(value))
    )
    words = None
    if user:
        words = f"the folder of user '{user}'"
    elif emails:
        words = f"the address '{emails[0][0]}'"
    elif named:
        words = f"the author '{named[0][0].name}'"
    elif own:
        words = f"'{value[:80]}'"
    elif user == "":
        return "info", f"a folder of the computer ('{value[:60]}')"
    return ("error", words) if words else None


@rule(
    "AN-003", "error", "Names in the PDF's properties",
    reason="Every PDF viewer shows the properties.",
    fix=CLEANED,
    stage="structure",
)  # fmt: skip
def document_properties(paper: Paper) -> Iterator[Hit]:
    known = Known(paper.authors)
    values = [
        *paper.structure.info.items(),
        *paper.structure.xmp,
        *(("a bookmark", t) for t in paper.structure.outline),
    ]
    seen: set[str] = set()
    for key, value in values:
        found = telling(key, value, known)
        if found and found[1] not in seen:
            seen.add(found[1])
            yield Hit(
                f"The PDF's properties ({key.strip('/')}) name {found[1]}.", text=value, severity=found[0]
            )


@rule(
    "AN-004", "error", "Names inside embedded figures",
    reason="A figure exported by another program brings that program's user along, unseen.",
    fix='Export the figure again without properties, or submit it as it is and press "Remove hidden data for me".',
    stage="structure",
)  # fmt: skip
def embedded(paper: Paper) -> Iterator[Hit]:
    known = Known(paper.authors)
    seen: set[tuple[str, int]] = set()
    for item in sorted(paper.structure.embedded, key=lambda e: (e.page is None, e.page or 0)):
        found = telling(item.key, item.value, known)
        if not found or (found[1], item.figure) in seen:
            continue
        seen.add((found[1], item.figure))
        where = f"A figure on page {item.page}" if item.page else "An embedded object"
        where = "An attached file" if item.key == "attachment" else where
        box = _figure_box(paper, item)
        yield Hit(
            f"{where} carries {found[1]} ({item.key.strip('/')}).",
            item.page,
            box,
            item.value,
            severity=found[0],
        )
    for words in paper.structure.spoken:
        if named := known.find(words):
            yield Hit(f"An alternative text names the author '{named[0][0].name}'.", text=words)


def _figure_box(paper: Paper, item: Embedded) -> tuple[float, float, float, float] | None:
    if item.page is None or item.page > len(paper.pages):
        return None
    placed = paper.page(item.page).placed
    for kind, boxes in placed.items():
        numbers = paper.structure.placed.get((item.page, kind), [])
        if item.figure in numbers and len(numbers) == len(boxes):
            return union([box for number, box in zip(numbers, boxes, strict=True) if number == item.figure])
    return union(placed.get("Form", [])) or union(placed.get("Image", []))


@rule(
    "AN-005", "error", "Names in comments and forms",
    reason="Comments carry the name of whoever wrote them.",
    fix='Delete the comments or submit it as it is and press "Remove hidden data for me".',
    stage="structure",
)  # fmt: skip
def annotations(paper: Paper) -> Iterator[Hit]:
    known = Known(paper.authors)
    for note in paper.structure.notes:
        if is_name(note.author):
            yield Hit(
                f"A comment on page {note.page} carries the name '{note.author[:60]}'.",
                note.page,
                note.box,
                note.author,
            )
        elif known.find(note.contents) or real_emails(note.contents) or _signed(note.contents):
            yield Hit(
                f"A comment or field on page {note.page} names a person: '{note.contents[:60]}'.",
                note.page,
                note.box,
                note.contents,
            )


def _signed(text: str) -> bool:
    return len(text) < 60 and bool(NAME_LIKE.fullmatch(clean(text).strip())) and is_name(text)
