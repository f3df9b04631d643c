"""AN-008 and AN-009: links to the authors' own places."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial

from submissions.checks.document import Link
from submissions.checks.presets import Preset
from submissions.checks.report import Box, Severity
from submissions.checks.rules.base import Hit, Paper, rule

URL = re.compile(
    r"(?:https?://|www\.)[^\s<>\"'\])}]+|\b(?:github|gitlab|bitbucket|huggingface|zenodo|osf|figshare|kaggle|dropbox|tinyurl|sites\.google|drive\.google|gitee|codeberg)\.(?:com|org|co|io|ac\.uk)/[^\s<>\"'\])}]+"
    r"|\bbit\.ly/\w+|\b[\w\-]+\.github\.io(?:/[^\s<>\"'\])}]*)?|\barXiv[: ]\s?\d{4}\.\d{4,5}(?:v\d+)?",
    re.IGNORECASE,
)
ACCOUNT = re.compile(r"(?:github|gitlab|bitbucket|huggingface|gitee|codeberg|kaggle)\.(?:com|org|co)/(?:datasets/|spaces/|models/)?([\w.\-]+)|([\w\-]+)\.(?:github|gitlab)\.io", re.IGNORECASE)  # fmt: skip
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
    r"anonym|\banon[\w-]*|4open\.science|blind|double-?blind|under-?review|submission", re.IGNORECASE
)
THINGS = r"(?:source ?code|code(?:base)?|data ?sets?|data|implementations?|models?|checkpoints?|weights|demos?|supplement\w*|materials?|repositor\w+|scripts?|software|toolkit|benchmarks?|experiments?|prompts?|resources?|appendix|proofs?|videos?|annotations?|corpus|package|library|artifacts?|plugin|system|project(?: page| website)?|website|pre-?print|(?:full|extended|long|longer|earlier|technical|arxiv|preliminary) (?:version|report)|results?)"  # fmt: skip
OWN = re.compile(
    rf"\bour (?:\w+ ){{0,4}}{THINGS}\b|\b(?:we|us)\b[^.]{{0,60}}\b(?:releas\w+|publish\w*|provid\w+|open[- ]?sourc\w*|mak(?:e|ing)|made|shar\w+|host\w*|upload\w*|post\w*)\b"
    rf"|\b(?:the|all|source|full|complete)? ?{THINGS}(?: and {THINGS})?(?: (?:of|for|from|used in|to reproduce) (?:this|our|the)[\w ]{{1,30}})? (?:\w+ ){{0,3}}(?:is|are|will be|can be|have been|has been)? ?(?:\w+ly )?(?:available|released|found|accessible|accessed|open[- ]?sourced?|published|online|provided|hosted|downloaded)\b"
    rf"|\b{THINGS} (?:is|are) (?:at|on|in|under|here)\s*:?\s*$|\b(?:this|our|the) (?:paper|work|article|study)\b[^.]{{0,40}}\b(?:found|available|accessible|hosted) (?:at|on|in|under)\s*:?\s*$"
    rf"|\b{THINGS}\s*(?:and {THINGS})?\s*:\s*$|\b(?:implemented|available) (?:at|here|in|from|on|under|via)\s*:?\s*$|\bproject (?:page|website|site)\b|\bhome ?page of the (?:first |second |corresponding )?author|\b(?:first |corresponding )?author['\u2019]?s? home ?page\b|\b(?:extended|full|long|longer|earlier|short|technical|preliminary) (?:version|report) of this\b|\bthis (?:paper|work) (?:is|was) (?:available|posted)",
    re.IGNORECASE,
)
OTHERS = re.compile(r"\b(?:their|his|her|'s|provided by|released by|taken from|downloaded from|obtained from|accessed from|from the (?:authors|official)|we (?:use|used|adopt|adopted|employ|employed|rely|relied|build on|borrow)|official|original|et al\.?|developed by|maintained by|proposed by|baseline\w*|third[- ]party|hugging ?face (?:hub|transformers))\b", re.IGNORECASE)  # fmt: skip
# "The LEAF benchmark is available at": a thing with a name or a citation is somebody's, unless "our" stands there.
NAMED = re.compile(
    r"(?<=\w )(?:[A-Z]{2,}[\w\-]*|[A-Z][a-z]+[A-Z]\w*)\b(?!\s*(?:page|code)\b)|\[\d{1,3}\]|\(\d{4}\w?\)|, \d{4}[a-z]?[\])]"
)
ACADEMIC = re.compile(
    r"//[^/]*\.(?:edu|ac\.[a-z]{2}|edu\.[a-z]{2})(?:/|$)|//[^/]*\buni[\w-]*\.[a-z]{2}(?:/|$)", re.IGNORECASE
)
NEAR = 110
FIX = "Use an anonymous link, for instance anonymous.4open.science."


def sentence_start(text: str, before: int) -> int:
    ends = [match.end() for match in re.finditer(r"(?<!et al)\. ", text[:before])]
    return ends[-1] if ends else 0


def _nowhere() -> tuple[int, Box]:
    return 0, (0.0, 0.0, 0.0, 0.0)


@dataclass(frozen=True, slots=True)
class Found:
    """A link in the body with the words around it."""

    url: str
    before: str
    after: str
    place: Callable[[], tuple[int, Box]] = _nowhere

    @property
    def others(self) -> bool:
        """Whether the words before say that somebody else made it."""
        return bool(OTHERS.search(self.before, sentence_start(self.before, len(self.before))))

    @property
    def own(self) -> bool:
        """Whether the nearest words claim what is linked as the authors' own."""
        last = None
        for match in OWN.finditer(self.before):
            last = match
        if last is not None:
            if re.search(r"\b(?:our|we|us)\b", last[0], re.IGNORECASE):
                return not OTHERS.search(self.before, last.start())
            sentence = self.before[sentence_start(self.before, last.start()) :]
            return not (OTHERS.search(sentence) or NAMED.search(sentence))
        ahead = OWN.search(self.after[:60])
        return bool(ahead) and not OTHERS.search(self.after[:60])


def found(paper: Paper) -> list[Found]:
    """Links in the text outside the references, and link annotations whose address the text does not show."""
    out: list[Found] | None = paper.notes.get("links")
    if out is None:
        out = paper.notes["links"] = _in_text(paper)
        shown = " ".join(item.url.lower() for item in out)
        references = _reference_areas(paper)
        for link in paper.structure.links:
            bare = re.sub(r"^https?://(?:www\.)?", "", link.uri.lower()).rstrip("/")
            if (
                URL.match(link.uri)
                and bare[:40] not in shown
                and not _inside(link.page, link.box, references)
            ):
                out.append(Found(link.uri, *_around(paper, link.page, link.box), partial(_link_place, link)))
    return out


def _link_place(link: Link) -> tuple[int, Box]:
    return link.page, link.box


def _in_text(paper: Paper) -> list[Found]:
    text, out = paper.body.text, []
    for match in URL.finditer(text):
        before = text[max(0, match.start() - NEAR) : match.start()]
        note = re.search(r"(?:^|\s)(\d{1,2})\s*$", before)
        before = (_footnote(text, note[1]) if note else "") or before
        place = partial(paper.body.place, match.start(), match.end())
        out.append(
            Found(
                _rejoined(text, match).rstrip(".,;:"), before, text[match.end() : match.end() + NEAR], place
            )
        )
    return out


def _rejoined(text: str, match: re.Match[str]) -> str:
    """An address that runs on in the next line: "github.com/name/ project"."""
    rest = re.match(r" ?([\w\-./~%#?=&]+)", text[match.end() :])
    broken = match[0].endswith(("/", "-", "_"))
    return match[0] + rest[1] if broken and rest and not rest[1].isdigit() else match[0]


def _footnote(text: str, number: str) -> str:
    """The words before a footnote's mark, where they claim code, data or the like as the authors' own."""
    for mark in re.finditer(rf"[a-z)][.,]? ?{number}(?=[\s.,;)])", text):
        words = text[max(0, mark.start() - NEAR) : mark.start() + 1]
        words = words[sentence_start(words, len(words)) :]
        if OWN.search(words):
            return words
    return ""


def _around(paper: Paper, number: int, box: Box) -> tuple[str, str]:
    """The words before and after a place on a page, in reading order."""
    if number > len(paper.pages):
        return "", ""
    lines = paper.page(number).lines
    near = [n for n, line in enumerate(lines) if line.box[1] < box[3] and line.box[3] > box[1] and line.box[0] < box[2] and line.box[2] > box[0]]  # fmt: skip
    if not near:
        return "", ""
    words = " ".join(line.text for line in lines[max(0, near[0] - 2) : near[0] + 1])
    return words[-2 * NEAR :], " ".join(line.text for line in lines[near[0] + 1 : near[0] + 2])


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
    return bool(ANONYMOUS.search(url)) or any(place.lower() in url.lower() for place in preset.allowed_links)


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
        if skip or not personal(item.url) or not item.own:
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
