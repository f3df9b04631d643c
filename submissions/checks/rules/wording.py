"""AN-006, AN-007 and AN-010: thanks, self-citations and affiliations in running text."""

import re
from collections.abc import Iterator
from dataclasses import replace

from submissions.checks.document import Section, Stream, union
from submissions.checks.identity import ANONYMOUS, NAME, NAME_LIKE, PLACEHOLDER
from submissions.checks.report import Severity
from submissions.checks.rules.base import Hit, Paper, rule
from submissions.checks.sections import THANKS, heading_key, is_heading
from submissions.checks.text import letters

FUNDER = re.compile(
    r"\b(?:NSFC?|DFG|ERC|EPSRC|NSERC|SSHRC|CIFAR|ANR|DARPA|IARPA|ONR|AFOSR|AFRL|ARO|NIH|DOE|NASA|JST|JSPS|NWO|SNSF|FWF|FWO|FNRS|RGC|NRF|A\*STAR|BMBF|BMWK|MIUR|PNRR|ISF|BSF|ARC|CNPq|CAPES|FAPESP|CONACYT|UKRI|H2020)\b"
    r"|\bHorizon (?:2020|Europe)\b|\bMarie (?:Sk\w+dowska[- ])?Curie\b|\b(?:National|Natural|Research|Science|European|Swiss|German|Israel|Australian|Swedish|Danish|Dutch|Knut) [\w ]{0,40}(?:Foundation|Council|Agency|Fund|Programme?|Commission|Ministry)\b"
    r"|\b(?:Foundation|Council|Ministry|Fellowship|Scholarship|Programme?|Initiative|Fund|Trust|Society|Institute|University|Department|Center|Centre|Laborator(?:y|ies)) (?:of|for|under)\b",
)
GRANT_NUMBER = re.compile(
    r"\b(?:grants?|awards?|contracts?|projects?|agreements?|project code|fund)\b\s*(?:agreements?|IDs?|codes?)?\s*(?:nos?\.?|numbers?|#|:|\()?\s*[(#]?\s*(?=[\w\-/.]*\d)[A-Z0-9][\w\-/.]{3,}",
    re.IGNORECASE,
)
MONEY = re.compile(
    r"\b(?:this|the|our|present(?:ed)?) (?:\w+ )?(?:work|research|project|study|paper|material|publication)s? (?:\w+ ){0,2}(?:is|was|were|has been|have been) (?:also |partially |partly |in part |kindly |financially |generously |jointly )*(?:supported|funded|sponsored|financed)\b"
    r"|\b(?:supported|funded|sponsored|financed)(?: in part| partially)? (?:by|through|under|from) (?:the |an? |by )*(?:\w+[ -]){0,6}(?:grants?|awards?|fellowships?|scholarships?|programme?s?|foundation|council|ministry|agency)\b"
    r"|\b(?:we|authors?|i)\b[\w ,.]{0,40}\b(?:acknowledges?|thanks?|grateful|gratefully)[\w ,]{0,40}\b(?:funding|financial|support|grant)\b"
    r"|\bunder (?:the )?(?:grants?|contracts?|awards?)(?: agreements?)? (?:nos?\.?|numbers?|#)? ?[A-Z0-9]|\bgrants? (?:nos?\.|numbers?|agreements?)"
    r"|\breceived (?:funding|financial support) (?:from|by)\b|\bfunding (?:was )?provided by\b|\bfunded by the\b",
    re.IGNORECASE,
)
OWN = re.compile(
    r"\b(?:work|research|project|study|paper|material|publication|authors?|we|i|our)\b", re.IGNORECASE
)
THANK = re.compile(r"\b(?:thanks?|grateful|gratitude|indebted|appreciate|acknowledge)\b", re.IGNORECASE)
REVIEWERS = re.compile(
    r"\b(?:anonymous )?(?:reviewers?|referees?|area chairs?|program committee)\b", re.IGNORECASE
)
INSTRUCTION = re.compile(r"\b(?:should|must|please|optional|do not|template|these instructions|style|placed? (?:here|at)|if you|unnumbered|camera[- ]ready)\b", re.IGNORECASE)  # fmt: skip
CITATION = re.compile(
    r"\[[^\]]{0,80}?(?:\d{1,3}|(?:19|20)\d\d[a-z]?)\]|\([^()]{0,80}(?:19|20)\d\d[a-z]?[^()]{0,40}\)|\bet al\.?,? \(?(?:19|20)\d\d"
)
WORKS = r"(?:works?|papers?|stud(?:y|ies)|research|articles?|publications?|approach|methods?|systems?|frameworks?|models?|algorithms?|results?|findings|efforts?|proposals?|preprints?|dataset|tool|library|survey)"
PAST = r"(?:previous(?:ly)?|prior|earlier|recent(?:ly)?|former|past|preceding|own|companion|ongoing|published|last|initial|preliminary)"
FIRST_PERSON = re.compile(
    rf"\b(?:our|my)(?: \w+)? {PAST}(?: \w+){{0,2}} {WORKS}\b"
    rf"|\b(?:we|I)(?: have| had)? (?:previously|earlier|recently|already) (?:proposed|introduced|presented|showed|shown|developed|described|studied|reported|demonstrated|published|investigated|explored|designed|built|proved|released|argued|found)\b"
    rf"|\b(?:extends?|extending|builds? (?:up)?on|building (?:up)?on|continues?|following|improves? (?:up)?on|based on|extension of) our (?:(?:own|previous|prior|earlier|recent) )?{WORKS}\b"
    rf"|\bin (?:our|my) (?:{PAST} )?(?:\w+ )?(?:paper|work|article|study|publication|report|thesis)\b(?= ?[\[(])"
    rf"|\b(?:we|I) (?:proposed|introduced|presented|showed|developed|described) in (?=[\[(])"
    rf"|\b(?:our|my) (?:workshop|conference|journal|technical|companion) (?:paper|version|article|report)\b|\bour (?:\w+ )?lines? of (?:work|research)\b",
    re.IGNORECASE,
)
OUTCOME = re.compile(r"(?:results?|findings)$", re.IGNORECASE)  # of the same paper, unless a citation follows
CITED_THEN_WE = re.compile(r"\bIn (?:\[[^\]]{1,80}\]|[A-Z]\w+ et al\.? \(\d{4}\w?\)),? we (?:have )?(?:previously |already )?(?:proposed|introduced|presented|showed|developed|studied|proved)\b")  # fmt: skip
NEAR = 90
BOARD = re.compile(
    r"\b(?:ethics|ethical|institutional|internal|university|research)(?: \w+){0,2} (?:board|committee|commission|review|approval)s?\b|\bIRBs?\b|\breview board\b",
    re.IGNORECASE,
)
THANKED = re.compile(
    rf"\b(?:[Ww]e|[Tt]he authors?|I) (?:would like to |wish to |gratefully |warmly |also |sincerely |are |am )*(?:thank|acknowledge|grateful to|indebted to) (?:Prof\.? |Dr\.? )?(?:{NAME})"
)
INTERN = re.compile(r"\b(?:(?:done|performed|conducted|carried out|completed) (?:while|during|as) [\w ,']{0,60}(?:intern\w*|visiting|visit|employed|student|researcher|at) (?:at |to )?(?:the )?|[Cc]orresponding authors?(?:\s*:\s*|\s+is\s+))")  # fmt: skip
OUR_PLACE = re.compile(r"\b(?:our|the authors['\u2019]?|my)(?: own| home)? (?:university|universities|institution|institute|laborator(?:y|ies)|lab|labs|company|department|faculty|campus|school|hospital|employer)\b", re.IGNORECASE)  # fmt: skip
PLACE = re.compile(
    r"\b(?:[A-Z][\w\-]+ ){1,4}(?:University|Institute|College|Hospital|Polytechnic|School|Academy|Clinic|Laborator(?:y|ies))\b"
    r"|\b(?:University|Institute|College|Technical University|Universit\w+|Polytechnic|Hospital|School|Academy) (?:of|at|for|de|di|da) (?:the )?[A-Z][\w\-]+"
)


def _section_text(paper: Paper, section: Section) -> Stream:
    """The section's lines up to the next heading: what follows an empty acknowledgement may be any section."""
    stop = next(
        (
            n
            for n in range(section.start + 1, section.end)
            if is_heading(paper.outline.lines[n], paper.body_style)
        ),
        section.end,
    )
    section = replace(section, end=stop)
    return Stream(
        [
            line
            for line in paper.outline.lines[section.start + 1 : section.end]
            if not line.text.strip().isdigit()
        ]
    )


@rule(
    "AN-006", "error", "Acknowledgements that identify",
    reason="Grants, programmes and thanked colleagues point to the authors.",
    fix="Leave the acknowledgements out until the paper is accepted.",
)  # fmt: skip
def acknowledgements(paper: Paper) -> Iterator[Hit]:
    covered: list[tuple[int, int]] = []
    for section in paper.outline.others:
        if section.heading is None or heading_key(section.heading) not in THANKS:
            continue
        covered.append((section.start, section.end))
        yield _thanks(_first_paragraph(_section_text(paper, section)), section)
    inside = {id(line) for a, b in covered for line in paper.outline.lines[a:b]}
    for match in THANKED.finditer(paper.body.text):
        if id(paper.body.line_at(match.start())) not in inside:
            page, box = paper.body.place(match.start(), match.end())
            yield Hit(f"Page {page} thanks a person: '{match[0][:60]}'.", page, box, match[0])
    told = 0
    for match in MONEY.finditer(paper.body.text):
        line = paper.body.line_at(match.start())
        around = paper.body.text[max(0, match.start() - 60) : match.end() + 200]
        if (
            match.start() < told
            or id(line) in inside
            or not (FUNDER.search(around) or GRANT_NUMBER.search(around))
            or INSTRUCTION.search(around)
        ):
            continue
        told = match.end() + NEAR
        page, box = paper.body.place(match.start(), match.end())
        yield Hit(f"Page {page} names who paid for the work: '{match[0][:60]}'.", page, box, around[:120])


def _first_paragraph(stream: Stream) -> Stream:
    """The lines of one page and column: an acknowledgement is short, and what follows it may be anything."""
    return Stream(stream.lines[:25])


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


@rule(
    "AN-007", "error", "Self-citation in the first person",
    reason="'Our previous work [3]' says who wrote reference 3, and so who wrote this paper.",
    fix="Write it in the third person: 'Lindqvist et al. [3] proposed'.",
)  # fmt: skip
def self_citation(paper: Paper) -> Iterator[Hit]:
    text = paper.body.text
    for match in CITED_THEN_WE.finditer(text):
        page, box = paper.body.place(match.start(), match.end())
        yield Hit(f"Page {page} cites in the first person: '{match[0]}'.", page, box, match[0])
    for match in FIRST_PERSON.finditer(text):
        after = text[match.end() : match.end() + NEAR]
        before = text[max(0, match.start() - 30) : match.start()]
        sentence = re.split(r"(?<!et al)\. ", after)[0]
        near = CITATION.search(sentence) or CITATION.search(before[-12:])
        page, box = paper.body.place(match.start(), match.end())
        if not near and OUTCOME.search(match[0]):
            continue
        severity: Severity = "error" if near else "warning"
        yield Hit(
            f"Page {page} cites in the first person: '{match[0]}'.",
            page,
            box,
            match[0] + after[:40],
            severity,
        )


@rule(
    "AN-010", "warning", "Affiliation in running text",
    reason="An ethics board or 'our university' tells where the authors work.",
    fix="Write 'the ethics board of the authors' institution' without its name.",
)  # fmt: skip
def affiliation(paper: Paper) -> Iterator[Hit]:
    text = paper.body.text
    for start, end, severity in _institutions(text):
        page, box = paper.body.place(start, end)
        yield Hit(
            f"Page {page} tells where the authors work: '{text[start:end]}'.",
            page,
            box,
            text[start : end + 40],
            severity,
        )


def institutions(text: str) -> list[tuple[str, Severity]]:
    """The words in running text that tell where its authors work, and how sure that is."""
    return [(text[start:end], severity) for start, end, severity in _institutions(text)]


def _institutions(text: str) -> Iterator[tuple[int, int, Severity]]:
    for match in BOARD.finditer(text):
        place = PLACE.search(text, max(0, match.start() - 60), match.end() + 90)
        if place and not _other_people(text, place.start()):
            yield place.start(), place.end(), "error"
    for match in OUR_PLACE.finditer(text):
        named = PLACE.search(text, match.end(), match.end() + 50)
        yield match.start(), match.end(), "error" if named else "warning"
    for match in INTERN.finditer(text):
        told = PLACE.match(text, match.end()) or re.compile(NAME).match(text, match.end())
        if told and not ANONYMOUS.search(told[0]) and not PLACEHOLDER.search(told[0]):
            yield match.start(), told.end(), "error"


def _other_people(text: str, at: int) -> bool:
    """Whether a citation stands right before the place: then it is somebody else's."""
    return bool(CITATION.search(text[max(0, at - 40) : at]))
