"""CAM-00x: after acceptance the anonymity rules turn around; names must be there and agree with the form."""

import re
from collections.abc import Iterator

from submissions.checks.document import Stream, union
from submissions.checks.identity import AFFILIATION, ANONYMOUS, NAME_LIKE
from submissions.checks.rules.base import Hit, Paper, rule
from submissions.checks.rules.header import between, is_common, title_lines
from submissions.checks.text import fold, name_pattern


@rule(
    "CAM-001", "error", "Names missing under the title",
    reason="The final version must name its authors, all of them and in the form's order.",
    fix="Put the authors under the title as in the submission form, or correct the form.",
)  # fmt: skip
def names_present(paper: Paper) -> Iterator[Hit]:
    if not paper.pages:
        return
    lines = between(paper)
    text = fold(" ".join(line.text for line in lines))
    box = union([line.box for line in lines])
    places: list[tuple[int, str]] = []
    for author in paper.authors:
        pattern = name_pattern(author.name)
        match = pattern.search(text) if pattern else None
        if match:
            places.append((match.start(), author.name))
        else:
            yield Hit(f"Page 1 does not name '{author.name}', an author in the form.", 1, box, author.name)
    if [name for _, name in sorted(places)] != [name for _, name in places]:
        order = ", ".join(name for _, name in sorted(places))
        yield Hit(
            f"Page 1 names the authors in another order than the form: {order}.", 1, box, order, "warning"
        )
    if not paper.authors and not any(NAME_LIKE.search(line.text) for line in lines):
        yield Hit("Page 1 names no authors.", 1)


@rule(
    "CAM-002", "error", "Still anonymous",
    reason="The final version goes to readers, not to reviewers.",
    fix="Replace 'Anonymous Submission' by the authors' names and affiliations.",
)  # fmt: skip
def still_anonymous(paper: Paper) -> Iterator[Hit]:
    for line in between(paper) if paper.pages else []:
        if ANONYMOUS.search(line.text):
            yield Hit(f"Page 1 still says '{line.text.strip()[:60]}'.", 1, line.box, line.text)
            return


@rule(
    "CAM-003", "warning", "Title differs from the form",
    reason="The accept list and the proceedings take the title from the form.",
    fix="Make both titles the same.",
)  # fmt: skip
def same_title(paper: Paper) -> Iterator[Hit]:
    if not paper.pages or not paper.title:
        return
    lines = title_lines(paper)
    shown = Stream(lines).text.strip()
    if _plain(shown) != _plain(paper.title):
        yield Hit(f"The title on page 1 is '{shown[:100]}'; the form says '{paper.title[:100]}'.", 1, union([line.box for line in lines]), shown)  # fmt: skip


def _plain(title: str) -> str:
    return re.sub(r"[\W_]+", "", fold(title))


@rule(
    "CAM-004", "warning", "A name that the form does not list",
    reason="The proceedings and certificates take the authors from the form; somebody would be missing there.",
    fix="Add the person to the form's authors, or take the name off page 1.",
)  # fmt: skip
def unlisted(paper: Paper) -> Iterator[Hit]:
    if not paper.pages or not paper.authors:
        return
    patterns = [pattern for author in paper.authors if (pattern := name_pattern(author.name))]
    places = fold(" ".join(author.affiliation for author in paper.authors))
    for line in between(paper):
        if AFFILIATION.search(line.text) or "@" in line.text:
            continue
        for part in re.split(r"\s*(?:,|;|&|\band\b|\d|[*\u2217\u2020\u2021\u00a7])\s*", line.text):
            name = part.strip()
            known = any(pattern.search(fold(name)) for pattern in patterns) or fold(name) in places
            if NAME_LIKE.fullmatch(name) and not known and not is_common(paper, name):
                yield Hit(f"Page 1 names '{name}', who is no author in the form.", 1, line.box, name)
