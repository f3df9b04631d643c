"""HID-00x: text that machines read and people cannot see."""

import re
from collections.abc import Iterator
from itertools import groupby

from submissions.checks.document import Line, Page, Run, union
from submissions.checks.report import Severity
from submissions.checks.rules.base import Hit, Paper, plural, rule
from submissions.checks.rules.files import standard
from submissions.checks.text import letters

LEAST_CONTRAST = 10
LEAST_LETTERS = 6
TINY = 2.5
TINY_WORDS = 4
NARROWEST = 0.1  # of the type size, a letter
LEAST_SQUEEZED = 12
MOST_PER_PAGE = 5
TO_REVIEWERS = re.compile(
    r"\b(?:ignore (?:all |any )?(?:the )?(?:previous|prior|above|other) (?:instructions|prompts|directions)"
    r"|disregard (?:all |any )?(?:the )?(?:previous|prior|above)"
    r"|(?:give|write|provide|generate|assign|recommend)[\w ,]{0,40}(?:positive|favou?rable|high)[\w ,]{0,20}(?:review|score|rating)"
    r"|do not (?:highlight|mention|list)[\w ,]{0,30}(?:negative|weakness)"
    r"|(?:llm|ai|gpt|language model)s?[\w ,]{0,15}reviewers?\b|as an? (?:ai|llm|language model)[\w ,]{0,20}review"
    r"|recommend (?:strong )?accept|positive review only)",
    re.IGNORECASE,
)


def _groups(page: Page, chosen: set[int]) -> Iterator[list[Run]]:
    """Neighbouring chosen runs in the order of the page's content; blanks and lone signs between them do not part them."""
    relevant = [run for run in page.runs if id(run) in chosen or letters(run.text) >= 2]
    for is_chosen, group in groupby(relevant, key=lambda run: id(run) in chosen):
        if is_chosen:
            yield list(group)


def _unseen(run: Run) -> bool:
    return run.contrast is not None and run.contrast < LEAST_CONTRAST and not run.clipped


def _words(runs: list[Run]) -> str:
    return " ".join(run.text.strip() for run in runs)


@rule(
    "HID-001", "error", "Text that readers cannot see",
    reason="Hidden instructions to automatic reviewers are misconduct; hidden text of any kind misleads search and screen readers.",
    fix="Remove it; if it is a leftover, delete the layer or the white text.",
)  # fmt: skip
def invisible(paper: Paper) -> Iterator[Hit]:
    # Another computer may have the font that is not embedded, so its glyphs prove nothing here.
    undrawn = {
        font.name.split("+", 1)[-1]
        for font in paper.structure.fonts
        if not font.embedded and not standard(font.name)
    }
    for page in paper.pages:
        chosen = {id(run) for run in page.runs if _unseen(run) and run.font not in undrawn}
        groups = [runs for runs in _groups(page, chosen) if letters(_words(runs)) >= LEAST_LETTERS]
        for runs in sorted(groups, key=lambda g: -letters(_words(g)))[:MOST_PER_PAGE]:
            text = _words(runs)
            count = plural(letters(text), "letter")
            yield Hit(f"Page {page.number} has {count} that readers can't see: '{text[:60]}'.", page.number, union([run.box for run in runs]), text)  # fmt: skip
        yield from _tiny(page)


def _tiny(page: Page) -> Iterator[Hit]:
    chosen = {
        id(run)
        for run in page.runs
        if not run.figure and not _unseen(run) and (0 < run.size < TINY or _squeezed(run))
    }
    for runs in _groups(page, chosen):
        text = _words(runs)
        if len(re.findall(r"[^\W\d_]{2,}", text)) >= TINY_WORDS:
            size = max(run.size for run in runs)
            kind = f"text of {size:.1f} pt" if size < TINY else "letters on top of each other"
            yield Hit(f"Page {page.number} has {kind}, too small to be read: '{text[:60]}'.", page.number, union([run.box for run in runs]), text)  # fmt: skip


def _squeezed(run: Run) -> bool:
    """Letters so narrow that they lie on each other."""
    length = max(run.box[2] - run.box[0], run.box[3] - run.box[1] if not run.upright else 0.0)
    return len(run.text) >= LEAST_SQUEEZED and length < NARROWEST * run.size * len(run.text)


def _off_page(page: Page) -> Iterator[Line]:
    for line in page.stray:
        x, y = (line.box[0] + line.box[2]) / 2, (line.box[1] + line.box[3]) / 2
        if not (0 <= x <= page.width and 0 <= y <= page.height):
            yield line


@rule(
    "HID-002", "error", "Text outside the page",
    reason="Nobody sees it, yet programs that read the paper do.",
    fix="Remove it; cropped figures often leave such text behind.",
)  # fmt: skip
def off_page(paper: Paper) -> Iterator[Hit]:
    for page in paper.pages:
        boxes = [(line.text, line.box) for line in _off_page(page)]
        boxes += [(run.text, run.box) for run in page.runs if run.clipped]
        text = " ".join(words for words, _ in boxes)
        if letters(text) < LEAST_LETTERS:
            continue
        severity: Severity = "error" if TO_REVIEWERS.search(text) else "info"
        yield Hit(f"Page {page.number} has {plural(letters(text), 'letter')} outside the page or a figure's crop: '{text[:60]}'.", page.number, union([box for _, box in boxes]), text, severity=severity)  # fmt: skip


@rule(
    "HID-003", "info", "Words addressed to automatic reviewers",
    reason="Papers about such attacks quote them; the chairs should know that it is a quotation.",
    fix="Nothing to do if it is a quotation.",
)  # fmt: skip
def quoted(paper: Paper) -> Iterator[Hit]:
    hidden = {id(run) for page in paper.pages for run in page.runs if _unseen(run)}
    for match in TO_REVIEWERS.finditer(paper.body.text):
        if any(id(run) in hidden for _, run in paper.body.line_at(match.start()).spans):
            continue
        page, box = paper.body.place(match.start(), match.end())
        yield Hit(f"Page {page} quotes words addressed to automatic reviewers.", page, box, match[0])
