"""AN-002 and AN-012: addresses, and the authors that the submission form knows."""

import re
from collections.abc import Iterator
from urllib.parse import unquote

from submissions.checks.identity import EXAMPLE_MAIL, Known, real_emails
from submissions.checks.report import Severity
from submissions.checks.rules.base import Hit, Paper, on_line, rule
from submissions.checks.text import EMAIL, fold

MARGIN = 0.08  # of the page's height, above and below: heads and feet
GROUPED = re.compile(r"[{(\[]\s*[\w.\-]+(?:\s*[,;|/]\s*[\w.\-]+)*\s*[})\]]\s*@\s*(?:[\w\-]+\.)+[A-Za-z]{2,}")
SPACED = re.compile(
    r"\b[\w.\-]{2,}\s@\s?(?:[\w\-]+\.)+[A-Za-z]{2,}\b|\b[\w.\-]{2,}@\s(?:[\w\-]+\.)+[A-Za-z]{2,}\b"
)
SPELLED = re.compile(
    r"\b[\w.\-]{2,}\s*[\[({]\s*at\s*[\])}]\s*[\w\-]+(?:\s*(?:\.|[\[({]\s*dot\s*[\])}])\s*[\w\-]+)+",
    re.IGNORECASE,
)
# Words that announce an example: the address is part of the data that the paper talks about.
QUOTED = re.compile(
    r"(?:such as|e\.g\.,?|for (?:example|instance),?|like|including|namely|messages? (?:from|by)|from:)\s*(?:from |to |by |the address )?(?:[\"'\u201c\u2018(<]*\s*$|[\"'\u201c\u2018][^\"'\u201d\u2019.]{0,60}$)",
    re.IGNORECASE,
)
NUMBER = re.compile(r"\bORCID\b[^\w.]{0,5}(?:iD\b[^\w.]{0,5})?((?:\d{4}-){3}\d{3}[\dX])\b", re.IGNORECASE)
ORCID = re.compile(r"orcid\.org/(\d{4}-\d{4}-\d{4}-\d{3}[\dX])", re.IGNORECASE)


def addresses(text: str) -> list[re.Match[str]]:
    """Addresses that can belong to a person, in all the ways they are written on title pages; each place once."""
    found = real_emails(text) if "@" in text else []
    for pattern in (GROUPED, SPACED, SPELLED) if "@" in text else (SPELLED,):
        for match in pattern.finditer(text):
            taken = any(m.start() < match.end() and match.start() < m.end() for m in found)
            if not taken and not EXAMPLE_MAIL.search(match[0]):
                found.append(match)
    return sorted(found, key=lambda m: m.start())


@rule(
    "AN-002", "error", "E-mail address or ORCID",
    reason="An address names its owner and usually the institution; an ORCID is a person's number.",
    fix="Remove it and any link to it.",
)  # fmt: skip
def email(paper: Paper) -> Iterator[Hit]:
    shown: set[tuple[int, str]] = set()
    for match in addresses(paper.body.text):
        page, box = paper.body.place(match.start(), match.end())
        shown.add((page, match[0].lower()))
        quoted = QUOTED.search(paper.body.text[max(0, match.start() - 40) : match.start()])
        severity: Severity | None = "warning" if quoted else None
        yield Hit(f"Page {page} shows the address '{match[0]}'.", page, box, match[0], severity)
    for match in NUMBER.finditer(paper.body.text):
        page, box = paper.body.place(match.start(), match.end())
        shown.add((page, match[1].lower()))
        yield Hit(f"Page {page} shows the ORCID {match[1]}.", page, box, match[1])
    for link in paper.structure.links:
        uri = unquote(link.uri).strip()
        address, number = EMAIL.search(uri) if uri.lower().startswith("mailto:") else None, ORCID.search(uri)
        where = (link.page, (address or number or [""])[0].lower())
        if where in shown or EXAMPLE_MAIL.search(uri):
            continue
        shown.add(where)
        if address:
            yield Hit(f"A link on page {link.page} opens a mail to '{address[0]}'.", link.page, link.box, address[0])  # fmt: skip
        elif number:
            yield Hit(f"A link on page {link.page} leads to the ORCID {number[1]}.", link.page, link.box, number[1])  # fmt: skip


@rule(
    "AN-012", "error", "An author of this submission",
    reason="The submission form lists this person as an author, so the paper is not anonymous.",
    fix="Remove the name, address or ORCID outside the list of references.",
)  # fmt: skip
def known_author(paper: Paper) -> Iterator[Hit]:
    known = Known(paper.authors)
    if not known.patterns and not known.exact:
        return
    for line_text in _windows(paper):
        text, offset = line_text
        for author, start, end in known.find(text):
            exact = len(fold(text)) == len(text)
            first = offset + (start if exact else 0)
            page, box = paper.body.place(first, offset + (end if exact else len(text)))
            yield Hit(
                f"Page {page} names an author of this submission: '{author.name}'.", page, box, author.name
            )
    yield from _running_heads(paper)


def _running_heads(paper: Paper) -> Iterator[Hit]:
    """Heads and feet shorten names: "J. Lindqvist et al." above the text is no citation."""
    for page in paper.pages:
        for line in page.lines:
            if page.height * MARGIN < line.box[3] and line.box[1] < page.height * (1 - MARGIN):
                continue
            author = next((each for each in paper.authors if _shortened(each.name, line.text)), None)
            if author:
                yield on_line(line, f"The head or foot of page {page.number} names an author of this submission: '{author.name}'.", text=author.name)  # fmt: skip


def _shortened(name: str, text: str) -> bool:
    first, *_, last = fold(name).split() if " " in name.strip() else ("", "")
    if len(last) < 3 or not first:
        return False
    short = rf"\b{re.escape(first[0])}\.(?: ?[a-z]\.)* ?{re.escape(last)}\b|\b{re.escape(last)},? (?:{re.escape(first[0])}\.|et al)"
    return bool(re.search(short, fold(text)))


def _windows(paper: Paper) -> Iterator[tuple[str, int]]:
    """The body's text; in pieces of two lines where folding changes its length, so that places stay right."""
    text = paper.body.text
    if len(fold(text)) == len(text):
        yield text, 0
        return
    known, at = Known(paper.authors), 0
    starts = [*paper.body.starts, len(text)]
    for number in range(len(starts) - 1):
        at, stop = starts[number], starts[min(number + 2, len(starts) - 1)]
        piece = text[at:stop]
        hits = [start for _, start, _ in known.find(piece)]
        if any(start < len(fold(text[at : starts[number + 1]])) for start in hits):
            yield piece, at
