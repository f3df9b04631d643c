"""AN-001 and AN-011: what stands between the title and the abstract."""

import re
from collections.abc import Iterator

from submissions.checks.document import Line, Page, union
from submissions.checks.identity import (
    AFFILIATION,
    ANONYMOUS,
    EXAMPLE_MAIL,
    NAME_LIKE,
    PLACEHOLDER,
    TEMPLATE,
    is_name,
    real_emails,
)
from submissions.checks.rules.base import Hit, Paper, rule
from submissions.checks.text import fold, letters, squeeze

SEPARATOR = re.compile(r"[,;&*†‡§¶\u2217\u22c6\d]|\band\b|\s{3,}")
RUNNING = re.compile(r"^(?:key ?words|index terms|ccs concepts|arxiv:|preprint|published as|under review|proceedings|workshop|accepted|to appear|copyright|©|\d+(?:st|nd|rd|th) )|\bconference\b|\bworkshop\b", re.IGNORECASE)  # fmt: skip
ABSTRACTS = ("abstract", "summary", "introduction", "contents", "zusammenfassung", "kurzfassung", "einleitung", "resume", "resumen", "introduccion", "sommario", "riassunto", "introduzione", "resumo", "samenvatting")  # fmt: skip
SALUTATION = re.compile(r"^(?:dear|to) |\breviewers?\b", re.IGNORECASE)
NOT_NAMES = re.compile(
    r"\b(?:research|position|original|progress|study|survey|poster|demo|tutorial|proposal|appendix|supplement\w*|materials?|technical|paper|submission|track|workshop|conference|version|draft|report|proceedings|journal|international"
    r"|preprint|review|extended|abstract|full|part|volume|january|february|march|april|june|july|august|september|october|november|december)\b",
    re.IGNORECASE,
)
INVERTED = re.compile(r"^[A-Z][\w'\u2019\-]+, [A-Z][\w'\u2019.\-]+(?:\s*;| and )")
FOOTNOTE = re.compile(r"^\W*\d{0,2}\W*(?:Department|Dept|School|Faculty|Institute|Laborator|Cent(?:er|re) for|University|College|[A-Z]\w+ (?:University|Institute|College))\b")  # fmt: skip
PROSE = re.compile(r"(?:^|(?<=\s))[^\W\d_A-Z][^\W\d_A-Z\-]{2,}(?=[\s,.;]|$)")
OWN_PAGE_MOST = 5


def title_lines(paper: Paper) -> list[Line]:
    """The lines of the largest type in the upper part of page 1."""
    page = paper.page(1)
    upper = [
        line
        for line in page.lines
        if line.box[1] < 0.45 * page.height and letters(line.text) >= 4 and not line.figure
    ]
    if not upper:
        return []
    largest = max(line.size for line in upper)
    lines = [line for line in upper if line.size > largest - 0.6]
    if largest < paper.body_style[0] + 1.0:
        return sorted(lines, key=lambda line: line.baseline)[:1]
    first = min(lines, key=lambda line: line.baseline)
    return [line for line in lines if line.baseline - first.baseline < 5 * largest]


def between(paper: Paper) -> list[Line]:
    """Lines of page 1 below the title and above the abstract, or above the first section where there is none."""
    page, titles = paper.page(1), title_lines(paper)
    if not titles:
        return []
    top = max(line.baseline for line in titles)
    limit = _abstract(paper, top)
    running = _second_column(page, limit)
    lines = [
        line
        for line in page.lines
        if top + 1 < line.baseline < limit and not line.figure and id(line) not in running
    ]
    return sorted(
        (line for line in lines if line not in titles), key=lambda line: (line.baseline, line.box[0])
    )


def _second_column(page: Page, limit: float) -> set[int]:
    """Lines of the right column's text, which can start above the left column's abstract."""
    column = sorted((line for line in page.lines if line.column == 1), key=lambda line: -line.baseline)
    found: set[int] = set()
    below: Line | None = None
    for line in column:
        if below is None or line.baseline >= limit:
            below = line
        elif below.baseline - line.baseline < 1.6 * line.size and abs(below.size - line.size) < 0.6:
            found.add(id(line))
            below = line
        else:
            break
    return found


def _abstract(paper: Paper, top: float) -> float:
    page = paper.page(1)
    below = sorted((line for line in page.lines if line.baseline > top), key=lambda line: line.baseline)
    for line in below:
        key = squeeze(line.text[:40])
        if key.startswith(ABSTRACTS) or re.match(r"^(?:1|I)\.?\s+[A-Z]", line.text):
            return line.baseline
    paragraph = (line for line in below if len(line.text) > 40 and len(PROSE.findall(line.text)) >= 5)
    first = next(paragraph, None)
    return min(first.baseline if first else page.height, 0.45 * page.height)


def _telling(paper: Paper, line: Line) -> bool:
    text = line.text.strip()
    if letters(text) < 3 or ANONYMOUS.search(text) or PLACEHOLDER.search(text) or RUNNING.search(text):
        return False
    if (
        AFFILIATION.search(re.sub(r"\S*@\S+", "", text))
        or real_emails(text)
        or ("@" in text and not EXAMPLE_MAIL.search(text))
    ):
        return True
    prose = len(PROSE.findall(text)) >= 3 or SALUTATION.search(text) or NOT_NAMES.search(text)
    names = [match[0] for match in NAME_LIKE.finditer(text) if not is_common(paper, match[0])]
    return bool(not prose and ((names and SEPARATOR.search(text)) or INVERTED.match(text)))


def is_common(paper: Paper, name: str) -> bool:
    """Whether all of it are words that the paper also writes in lower case: a subtitle then, and no name."""
    common: set[str] | None = paper.notes.get("words")
    if common is None:
        common = paper.notes["words"] = set(re.findall(r"(?<![A-Za-z])[a-z]{2,}", paper.body.text))
    return all(part.lower() in common for part in re.findall(r"[^\W\d_]{2,}", name))


@rule(
    "AN-001", "error", "Names under the title",
    reason="Review is double-blind: reviewers must not learn who wrote the paper.",
    fix="Replace names and affiliations by 'Anonymous Submission'.",
)  # fmt: skip
def author_block(paper: Paper) -> Iterator[Hit]:
    if not paper.pages:
        return
    lines = between(paper)
    telling = [line for line in lines if _telling(paper, line)] or _footnotes(paper)
    names = [line for line in lines if _bare_name(paper, line)] if not telling else []
    if not telling and not names:
        return
    shown = telling or names
    box = union([line.box for line in shown])
    yield Hit(
        f"Page 1 shows '{shown[0].text.strip()[:80]}' below the title.",
        1,
        box,
        " ".join(line.text for line in shown),
    )


def _footnotes(paper: Paper) -> list[Line]:
    """Affiliations at the foot of page 1, set smaller than the body."""
    page, body = paper.page(1), paper.body_style[0]
    small = [
        line
        for line in page.lines
        if line.size < body - 0.4 and line.box[1] > 0.6 * page.height and not line.figure
    ]
    return [line for line in small if FOOTNOTE.match(line.text) and len(PROSE.findall(line.text)) < 4]


def _bare_name(paper: Paper, line: Line) -> bool:
    """A line that is a name and nothing else."""
    text = line.text.strip()
    skip = (
        ANONYMOUS.search(text) or PLACEHOLDER.search(text) or RUNNING.search(text) or NOT_NAMES.search(text)
    )
    return bool(NAME_LIKE.fullmatch(text)) and not skip and not is_common(paper, text)


@rule(
    "AN-011", "info", "Placeholders and template leftovers",
    reason="They name nobody, but look unfinished to reviewers.",
    fix="Write 'Anonymous Submission' under the title and clear the PDF's properties.",
)  # fmt: skip
def leftovers(paper: Paper) -> Iterator[Hit]:
    if paper.pages:
        for line in between(paper):
            if PLACEHOLDER.search(line.text):
                yield Hit(
                    f"Page 1 still has the template's '{line.text.strip()[:60]}'.", 1, line.box, line.text
                )
                break
    author, title = paper.structure.info.get("/Author", ""), paper.structure.info.get("/Title", "")
    if TEMPLATE.search(author):
        yield Hit(f"The PDF's properties name the template's author ('{author[:60]}').", text=author)
    if paper.pages and _other_title(paper, title):
        yield Hit(f"The PDF's properties carry another title: '{title[:80]}'.", text=title)
    yield from _often_cited(paper)


def _other_title(paper: Paper, title: str) -> bool:
    words = set(re.findall(r"[a-z]{4,}", fold(title)))
    page = fold(" ".join(line.text for line in paper.page(1).lines))
    return len(words) >= 4 and sum(word in page for word in words) < len(words) / 2


def _often_cited(paper: Paper) -> Iterator[Hit]:
    references = paper.outline.references
    if references is None:
        return
    text = fold(" ".join(line.text for line in paper.outline.lines[references.start : references.end]))
    for author in paper.authors:
        surname = fold(author.name).split()[-1:] or [""]
        count = len(re.findall(rf"\b{re.escape(surname[0])}\b", text)) if len(surname[0]) > 3 else 0
        if count > OWN_PAGE_MOST and is_name(author.name):
            yield Hit(
                f"The references name '{author.name.split()[-1]}' {count} times; many self-citations hint at the authors."
            )
