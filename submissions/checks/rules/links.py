"""AN-008 and AN-009: links to the authors' own places."""

import re
from bisect import bisect_right
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial

from submissions.checks.document import Link
from submissions.checks.presets import Preset
from submissions.checks.report import Box, Severity
from submissions.checks.rules import claims
from submissions.checks.rules.base import Hit, Paper, rule
from submissions.checks.rules.header import title_lines

URL = re.compile(
    r"(?:https?://|www\.)[^\s<>\"'\])}]+|\b(?:github|gitlab|bitbucket|huggingface|zenodo|osf|figshare|kaggle|dropbox|tinyurl|sites\.google|drive\.google|gitee|codeberg)\.(?:com|org|co|io|ac\.uk)/[^\s<>\"'\])}]+"
    r"|\bbit\.ly/\w+|\b[\w\-]+\.github\.io(?:/[^\s<>\"'\])}]*)?|\barXiv[: ]\s?\d{4}\.\d{4,5}(?:v\d+)?",
    re.IGNORECASE,
)
ACCOUNT = re.compile(r"(?:(?:github|gitlab|bitbucket|huggingface|gitee|codeberg|kaggle)\.(?:com|org|co)|\b(?:git|gitlab|github|gitea|svn)\.[\w.\-]+)/(?:datasets/|spaces/|models/)?([\w.\-]+)|([\w\-]+)\.(?:github|gitlab)\.io", re.IGNORECASE)  # fmt: skip
DEPOSIT = re.compile(
    r"zenodo|osf\.io|figshare|dataverse|doi\.org/10\.5281|ieee-dataport|mendeley\.com", re.IGNORECASE
)
PERSONAL = re.compile(
    r"/~\w+|/people/|/(?:home|users?|staff|faculty)/\w+|sites\.google\.com|\bhomepages?\b|\.github\.io",
    re.IGNORECASE,
)
DRIVE = re.compile(
    r"drive\.google|docs\.google|forms\.gle|dropbox|onedrive|1drv\.ms|sharepoint|\bbox\.com|icloud|pan\.baidu|mega\.nz|wetransfer|notion\.so"
    r"|\bbit\.ly|tinyurl|goo\.gl|\bt\.co/|is\.gd|rb\.gy|ow\.ly|shorturl",
    re.IGNORECASE,
)
ARXIV = re.compile(r"arxiv(?:\.org/(?:abs|pdf)/|[: ]\s?)(\d{4}\.\d{4,5})", re.IGNORECASE)
STAMP = re.compile(r"arXiv:\s?\d{4}\.\d{4,5}v\d+\s*\[", re.IGNORECASE)
ANONYMOUS = re.compile(
    r"anonym|\banon[\w-]*|blind|under-?review|submi(?:ssion|tter)|\bpaper-?\d|\bx{3,}\b|hidden", re.IGNORECASE
)
# Views that a depository makes for reviewers, without the owner's name.
VIEWS = re.compile(r"4open\.science|[?&]view_only=|figshare\.com/s/", re.IGNORECASE)
ACADEMIC = re.compile(
    r"//[^/]*\.(?:edu|ac\.[a-z]{2}|edu\.[a-z]{2})(?:/|$)|//[^/]*\buni[\w-]*\.[a-z]{2}(?:/|$)", re.IGNORECASE
)
NEAR = 110
SAME_SIZE = 0.6
LONGEST_NOTE = 6  # lines
NOTE_NUMBER = re.compile(r"^\W*\d{1,2}\s?(?=[A-Z])")
FIX = "Use an anonymous link, for instance anonymous.4open.science."


def _nowhere() -> tuple[int, Box]:
    return 0, (0.0, 0.0, 0.0, 0.0)


@dataclass(frozen=True, slots=True)
class Found:
    """A link in the body with the words around it."""

    url: str
    before: str
    after: str
    place: Callable[[], tuple[int, Box]] = _nowhere
    names: frozenset[str] = frozenset()

    @property
    def others(self) -> bool:
        """Whether the words before say that somebody else made it."""
        return claims.others(self.before)

    @property
    def own(self) -> bool:
        """Whether the words around claim what is linked as the authors' own."""
        return claims.own(self.before, self.after, self.names)

    @property
    def leads_home(self) -> bool:
        """Whether the authors' own material lies at a place that tells who they are."""
        return self.own and (personal(self.url) or claims.own_site(self.before))


def found(paper: Paper) -> list[Found]:
    """Links in the text outside the references, and link annotations whose address the text does not show."""
    out: list[Found] | None = paper.notes.get("links")
    if out is None:
        title = " ".join(line.text for line in title_lines(paper)) if paper.pages else ""
        names = claims.introduced(title, paper.body.text)
        out = paper.notes["links"] = [*_in_text(paper, names)]
        out += _in_annotations(paper, names, " ".join(item.url.lower() for item in out))
    return out


def _in_annotations(paper: Paper, names: frozenset[str], shown: str) -> Iterator[Found]:
    references = _reference_areas(paper)
    for link in paper.structure.links:
        bare = re.sub(r"^https?://(?:www\.)?", "", link.uri.lower()).rstrip("/")
        if URL.match(link.uri) and bare[:40] not in shown and not _inside(link.page, link.box, references):
            yield Found(link.uri, *_around(paper, link.page, link.box), partial(_link_place, link), names)


def _link_place(link: Link) -> tuple[int, Box]:
    return link.page, link.box


def _in_text(paper: Paper, names: frozenset[str]) -> Iterator[Found]:
    text = paper.body.text
    for match in URL.finditer(text):
        before = _before(paper, match.start())
        note = re.search(r"(?:^|\s)(\d{1,2})\s*$", before)
        before = (_footnote(text, note[1]) if note else "") or before
        url = _rejoined(text, match).rstrip(".,;:")
        place = partial(paper.body.place, match.start(), match.end())
        yield Found(url, before, text[match.end() : match.end() + NEAR], place, names)


def _before(paper: Paper, at: int) -> str:
    """The words before a place; in a footnote those from its mark on, for it does not go on from the column above."""
    body = paper.body
    number = bisect_right(body.starts, at) - 1
    line, start = body.lines[number], max(0, at - NEAR)
    for back in range(number, max(-1, number - LONGEST_NOTE), -1):
        above = body.lines[back]
        if above.size > max(paper.body_style[0], line.size) + SAME_SIZE:
            start = max(start, body.starts[back + 1])  # a heading
        if above.page != line.page or abs(above.size - line.size) > SAME_SIZE:
            break
        if NOTE_NUMBER.match(above.text) and above.size < paper.body_style[0] - SAME_SIZE:
            start = max(start, body.starts[back])
            break
    return NOTE_NUMBER.sub("", body.text[start:at])


def _rejoined(text: str, match: re.Match[str]) -> str:
    """An address that runs on in the next line: "github.com/name/ project"."""
    rest = re.match(r" ?([\w\-./~%#?=&]+)", text[match.end() :])
    broken = match[0].endswith(("/", "-", "_"))
    return match[0] + rest[1] if broken and rest and not rest[1].isdigit() else match[0]


def _footnote(text: str, number: str) -> str:
    """The words before a footnote's mark, where they claim code, data or the like as the authors' own."""
    for mark in re.finditer(rf"[a-z)][.,]? ?{number}(?=[\s.,;)])", text):
        words = text[max(0, mark.start() - NEAR) : mark.start() + 1]
        words = words[claims.sentence_start(words, len(words)) :]
        if claims.FIRM.search(words) or claims.LOOSE.search(words):
            return words
    return ""


def _around(paper: Paper, number: int, box: Box) -> tuple[str, str]:
    """The words before and after a place on a page, in reading order."""
    if number > len(paper.pages):
        return "", ""
    lines = paper.page(number).lines
    shared = {n: _overlap(line.box, box) for n, line in enumerate(lines)}
    best = max(shared, key=lambda n: shared[n], default=0)
    if shared.get(best, 0.0) <= 0:
        return "", ""
    words = " ".join(line.text for line in lines[max(0, best - 2) : best + 1])
    return words[-2 * NEAR :], " ".join(line.text for line in lines[best + 1 : best + 2])


def _overlap(one: Box, other: Box) -> float:
    width = min(one[2], other[2]) - max(one[0], other[0])
    height = min(one[3], other[3]) - max(one[1], other[1])
    return width * height if width > 0 and height > 0 else 0.0


def _reference_areas(paper: Paper) -> list[tuple[int, Box]]:
    section = paper.outline.references
    return (
        [(line.page, line.box) for line in paper.outline.lines[section.start : section.end]]
        if section
        else []
    )


def _inside(page: int, box: Box, areas: list[tuple[int, Box]]) -> bool:
    x, y = (box[0] + box[2]) / 2, (box[1] + box[3]) / 2
    return any(
        page == number and area[0] - 2 <= x <= area[2] + 2 and area[1] - 3 <= y <= area[3] + 3
        for number, area in areas
    )


def allowed(url: str, preset: Preset) -> bool:
    """Whether an address hides its owner. Of an account the name counts, not what it calls its projects."""
    account = ACCOUNT.search(url)
    owner = (account[1] or account[2]) if account else url
    listed = any(place.lower() in url.lower() for place in preset.allowed_links)
    return listed or bool(VIEWS.search(url) or ANONYMOUS.search(owner))


def personal(url: str) -> bool:
    return bool(ACCOUNT.search(url) or PERSONAL.search(url) or DEPOSIT.search(url) or ACADEMIC.search(url))


def risky(url: str) -> bool:
    return bool(DRIVE.search(url))


@rule(
    "AN-008", "error", "Link to the authors' own place",
    reason="A personal account or home page names its owner.",
    fix=FIX,
)  # fmt: skip
def own_link(paper: Paper) -> Iterator[Hit]:
    seen: set[str] = set()
    for item in found(paper):
        skip = allowed(item.url, paper.preset) or item.url.lower() in seen
        if skip or not item.leads_home:
            continue
        seen.add(item.url.lower())
        number, box = item.place()
        yield Hit(
            f"Page {number} links the authors' own material at '{item.url[:80]}'.", number, box, item.url
        )


@rule(
    "AN-009", "warning", "Link that can identify",
    reason="A drive link can show its owner's name and log reviewers; an arXiv number leads to the named version.",
    fix=FIX,
)  # fmt: skip
def risky_link(paper: Paper) -> Iterator[Hit]:
    seen: set[str] = set()
    for item in found(paper):
        skip = allowed(item.url, paper.preset) or item.url.lower() in seen
        if skip or not (risky(item.url) or (ARXIV.search(item.url) and item.own)):
            continue
        seen.add(item.url.lower())
        severity: Severity = "error" if item.own else "warning"
        number, box = item.place()
        yield Hit(f"Page {number} links to '{item.url[:80]}'.", number, box, item.url, severity)
    for page in paper.pages[:2]:
        for line in [*page.stray, *page.lines]:
            if STAMP.search(line.text):
                yield Hit(
                    f"Page {page.number} carries an arXiv stamp: '{line.text[:60]}'.",
                    page.number,
                    line.box,
                    line.text,
                )
