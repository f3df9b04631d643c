"""AN-006: grants, funders and thanked people, in the acknowledgements or wherever they stand."""

import re
from collections.abc import Iterator

from submissions.checks.document import Line, Section, Stream, union
from submissions.checks.identity import ANONYMOUS, NAME, NAME_LIKE
from submissions.checks.report import Severity
from submissions.checks.rules.base import Hit, Paper, rule
from submissions.checks.sections import RUN_IN, THANKS, heading_key, is_heading
from submissions.checks.text import letters, strip_line_number

FUNDER = re.compile(
    r"\b(?:NSFC?|DFG|ERC|EPSRC|NSERC|SSHRC|CIFAR|ANR|DARPA|IARPA|ONR|AFOSR|AFRL|ARO|NIH|DOE|NASA|JST|JSPS|NWO|SNSF|FWF|FWO|FNRS|RGC|NRF|A\*STAR|BMBF|BMWK|MIUR|PNRR|ISF|BSF|ARC|CNPq|CAPES|FAPESP|CONACYT|UKRI|H2020)\b"
    r"|\bHorizon (?:2020|Europe)\b|\bMarie (?:Sk\w+dowska[- ])?Curie\b|\b(?:National|Natural|Research|Science|European|Swiss|German|Israel|Australian|Swedish|Danish|Dutch|Knut) [\w ]{0,40}(?:Foundation|Council|Agency|Fund|Program(?:me)?|Commission|Ministry)\b"
    r"|\b(?:Foundation|Council|Ministry|Fellowship|Scholarship|Program(?:me)?|Initiative|Fund|Trust|Society|Institute|University|Department|Center|Centre|Laborator(?:y|ies)) (?:of|for|under)\b",
)
GRANT_NUMBER = re.compile(
    r"\b(?:grants?|awards?|contracts?|projects?|agreements?|project code|fund)\b\s*(?:agreements?|IDs?|codes?)?\s*(?:nos?\.?|numbers?|#|:|\()?\s*[(#]?\s*(?=[\w\-/.]*\d)[A-Z0-9][\w\-/.]{3,}",
    re.IGNORECASE,
)
GIVEN = r"(?:supported|funded|sponsored|financed)"
GIFT = r"(?:grants?|awards?|fellowships?|scholarships?|stipends?|program(?:me)?s?|foundation|council|ministry|agency|academy|gift|donation)"
COMPUTE = r"(?:comput(?:e|er|ing|ational)|GPU|TPU|HPC|cluster|cloud|supercomput\w+)"
MONEY = re.compile(
    rf"\b(?:this|the|our|present(?:ed)?) (?:\w+ )?(?:work|research|project|study|paper|material|publication)s? (?:\w+ ){{0,2}}(?:is|was|were|has been|have been) (?:also |partially |partly |in part |kindly |financially |generously |jointly )*{GIVEN}\b"
    rf"|\b{GIVEN}(?: in part| partially)? (?:by|through|under|from) (?:the |an? |by )*(?:[\w.]+[ -]){{0,6}}{GIFT}\b"
    rf"|\b(?:authors?|[A-Z]\. ?[A-Z]\.) (?:is|was|are|were|has been|have been|holds?) (?:also |partially |partly |in part )*(?:{GIVEN} (?:by|through|under|from)|an? (?:\w+ )?{GIFT})\b"
    rf"|\b(?:we|authors?|i)\b[\w ,.]{{0,40}}\b(?:acknowledges?|thanks?|grateful|gratefully)[\w ,]{{0,40}}\b(?:funding|financial|support|grant)\b"
    rf"|\b(?:we|authors?|i)\b[\w ,]{{0,25}}\back\w+(?: \w+){{0,10}} for (?:award|provid|grant|fund|donat|support|access)\w*"
    rf"|\b{COMPUTE}(?: \w+){{0,2}} (?:resources?|time|credits|hours|facilities|infrastructure|grants?) (?:\w+ ){{0,4}}(?:provided|granted|donated|awarded|supplied|sponsored|allocated) by\b"
    rf"|\b(?:work|research|project|study|paper|publication|authors?)s?(?: \w+){{0,4}} {GIVEN} (?:by|through|under|from)\b"
    rf"|\b(?:support|funding|funds) (?:by|from|of) [^.]{{5,90}} (?:is|are) (?:\w+ )?(?:acknowledged|appreciated)\b"
    rf"|\bunder (?:the )?(?:grants?|contracts?|awards?)(?: agreements?)? (?:nos?\.?|numbers?|#)? ?[A-Z0-9]|\bgrants? (?:nos?\.|numbers?|agreements?)"
    rf"|\breceived (?:\w+ )?(?:funding|support|financial support) (?:from|by)\b|\b(?:funding|support)(?: for (?:this|the|our) \w+)? (?:(?:was|is) )?(?:provided by|came from|comes from)\b|\brecipient of (?:an? |the )?(?:\w+ ){{0,4}}{GIFT}\b|\bfunded by the\b|\b(?:(?<=\. )|(?<=^)|(?<=\d ))funding(?: sources?| information)?\s?[:.]",
    re.IGNORECASE,
)
THANKED_FOR = re.compile(r"\b(?:thank|acknowledge)s? (?:the )?[A-Z][\w&.\-]*(?: (?:of|for|and|[A-Z][\w&.\-]*)){0,6}? for (?:\w+ ){0,4}(?:gifts?|funding|funds|donat\w+|credits|sponsor\w*|support\w*|award\w*|grant\w*|access|comput\w+)\b")  # fmt: skip
# An organization is a name of several capitalized words with a word for one, or has capitals alone.
ORGANIZATION = re.compile(
    r"\b(?:[A-Z][\w\-]+ (?:of |for |and |the |de |f\u00fcr )*){1,6}(?:Foundation|Council|Agency|Fund|Program(?:me)?|Commission|Ministry|Academy|Centre|Center|Institute|University|Undertaking|Society|Trust|Laborator(?:y|ies)|Labs?|Affairs|School|Initiative|Fellowship|Scholarship|Research|Association|Department|Office|Service|Board|Network|Consortium|Alliance|Union|Bank|Inc|Ltd|Corporation|Gemeinschaft)\b"
    r"|\b[A-Z][\w\-]*(?:stiftung|gemeinschaft|ministerium|fonds|r\u00e5det)\b|\b(?:by|from|of) (?:the )?(?:[A-Z]{3,}|[A-Z]\w+ [A-Z]\w+)\b"
    r"|\b(?!The |This |Our |An? |Its |Each )[A-Z][\w\-]+ (?:\w+ )?(?:fellowship|scholarship|grant|award|gift)s?\b",
)
THANK = re.compile(r"\b(?:thanks?|grateful|gratitude|indebted|appreciate|acknowledge)\b", re.IGNORECASE)
REVIEWERS = re.compile(
    r"\b(?:anonymous )?(?:reviewers?|referees?|area chairs?|program committee)\b", re.IGNORECASE
)
INSTRUCTION = re.compile(r"\b(?:should|must|please|optional|do not|template|these instructions|style|placed? (?:here|at)|if you|unnumbered|camera[- ]ready)\b", re.IGNORECASE)  # fmt: skip
THANKED = re.compile(
    rf"\b(?:[Oo]ur )?(?:(?:special|many|sincere|warm) )?[Tt]hanks (?:also )?(?:go|are due|is due)(?: also)? to (?:Prof\.? |Dr\.? )?(?:{NAME})|\b(?:[Ww]e|[Tt]he authors?|I) (?:would like to |wish to |gratefully |warmly |also |sincerely |are |am )*(?:thank|acknowledge|grateful to|indebted to) (?:Prof\.? |Dr\.? )?(?:{NAME})"
)
NEAR = 90
LONGEST, LONGEST_RUN_IN = 25, 8  # lines


def _section_lines(paper: Paper, section: Section) -> list[Line]:
    """The section's lines up to the next heading: what follows an empty acknowledgement may be any section.

    An acknowledgement is short; one whose heading runs in is a paragraph, and its heading's line is part of it.
    """
    lines, runs_in = paper.outline.lines, RUN_IN.match(strip_line_number(section.title))
    first = section.start if runs_in else section.start + 1
    own = []
    for number in range(first, section.end):
        if number > section.start and is_heading(lines[number], paper.body_style):
            break
        own.append(lines[number])
    return [line for line in own if not line.text.strip().isdigit()][: LONGEST_RUN_IN if runs_in else LONGEST]


@rule(
    "AN-006", "error", "Acknowledgements that identify",
    reason="Grants, programmes and thanked colleagues point to the authors.",
    fix="Leave the acknowledgements out until the paper is accepted.",
)  # fmt: skip
def acknowledgements(paper: Paper) -> Iterator[Hit]:
    inside: set[int] = set()
    for section in paper.outline.others:
        if section.heading is None or heading_key(section.heading) not in THANKS:
            continue
        lines = _section_lines(paper, section)
        inside |= {id(line) for line in lines}
        yield _thanks(Stream(lines), section)
    for match in THANKED.finditer(paper.body.text):
        if id(paper.body.line_at(match.start())) not in inside:
            page, box = paper.body.place(match.start(), match.end())
            yield Hit(f"Page {page} thanks a person: '{match[0][:60]}'.", page, box, match[0])
    told = 0
    for match in _payments(paper.body.text):
        if match.start() >= told and id(paper.body.line_at(match.start())) not in inside:
            told = match.end() + NEAR
            page, box = paper.body.place(match.start(), match.end())
            around = paper.body.text[max(0, match.start() - 60) : match.end() + 60]
            yield Hit(f"Page {page} names who paid for the work: '{match[0][:60]}'.", page, box, around)


def _payments(text: str) -> Iterator[re.Match[str]]:
    """Where the text says who paid: words of support with a funder, a number or an organization in their sentence."""
    yield from THANKED_FOR.finditer(text)
    for match in MONEY.finditer(text):
        around = text[max(0, match.start() - 60) : match.end() + 200]
        sentence = re.split(r"(?<=[a-z)\d])\. ", text[match.start() : match.end() + 140])[0]
        named = FUNDER.search(around) or GRANT_NUMBER.search(around) or ORGANIZATION.search(sentence)
        if named and not INSTRUCTION.search(around):
            yield match


def _thanks(stream: Stream, section: Section) -> Hit:
    heading = section.heading
    if heading is None:
        raise ValueError("an acknowledgement has a heading")
    text = stream.text.strip()
    severity, message = _weigh(text)
    box = (
        union(
            [line.box for line in stream.lines if (line.page, line.column) == (heading.page, heading.column)]
        )
        or heading.box
    )
    return Hit(message.format(page=heading.page), heading.page, box, text or section.title, severity)


def _weigh(text: str) -> tuple[Severity, str]:
    sentences = re.split(r"(?<=[.!?])\s+(?=[A-Z])", text)
    if letters(text) < 20:
        return "info", "The acknowledgements on page {page} are empty."
    if INSTRUCTION.search(text) and not GRANT_NUMBER.search(text):
        return "info", "The acknowledgements on page {page} still hold the template's words."
    if ANONYMOUS.search(text) and not (
        GRANT_NUMBER.search(text) or FUNDER.search(text) or _people(sentences)
    ):
        return "info", "The acknowledgements on page {page} are anonymous."
    if GRANT_NUMBER.search(text) or FUNDER.search(text) or MONEY.search(text):
        return "error", "The acknowledgements on page {page} name grants or funders."
    if _people(sentences):
        return "error", "The acknowledgements on page {page} name people."
    return "info", "The acknowledgements on page {page} are generic."


def _people(sentences: list[str]) -> bool:
    for sentence in sentences:
        thanked = THANK.search(sentence)
        if thanked and NAME_LIKE.search(REVIEWERS.sub("", sentence[thanked.end() :])):
            return True
    return False
