"""AN-007 and AN-010: self-citations and affiliations in running text."""

import re
from collections.abc import Iterator

from submissions.checks.identity import ANONYMOUS, NAME, PLACEHOLDER
from submissions.checks.report import Severity
from submissions.checks.rules.base import Hit, Paper, rule

YEARS = r"(?:19|20)\d\d[a-z]?"
NUMBERS = r"\[\d{1,3}(?:\s?[,;\u2013\-]\s?\d{1,3})*(?:, ?(?:p|pp|[Ss]ec|[Tt]hm|Section|Theorem|Lemma|Chapter)\b[^\]]{0,20})?\]"
CITED = (
    rf"(?:{NUMBERS}|\[[A-Z][A-Za-z+]{{1,8}}\d{{2}}[a-z]?(?:[,;] ?[A-Z][A-Za-z+]{{1,8}}\d{{2}}[a-z]?)*\]"
    rf"|[(\[][^()\[\]]{{0,60}}\b[A-Z][\w'\u2019\-]+[^()\[\]]{{0,40}}[ ,]{YEARS}[^()\[\]]{{0,40}}[)\]]"
    rf"|\b[A-Z][\w'\u2019\-]+(?: et al\.?,?| (?:and|&) [A-Z][\w'\u2019\-]+)? [(\[]{YEARS}[)\]])"
)
CITATION = re.compile(CITED)
WORKS = r"(?:works?|papers?|stud(?:y|ies)|research|articles?|publications?|approach|methods?|systems?|frameworks?|models?|algorithms?|results?|findings|efforts?|proposals?|preprints?|datasets?|tools?|librar(?:y|ies)|surveys?)"
PRINTED = r"(?:papers?|publications?|articles?|reports?|(?:ph\.?d\.?|master'?s?)? ?thesis|preprints?|manuscripts?|posters?|letters?)"
PAST = r"(?:previous(?:ly)?|prior|earlier|recent(?:ly)?|former|past|preceding|companion|published)"
FIRST = r"(?:own|ongoing|last|initial|preliminary|first)"
STUDY = r"(?:works?|papers?|stud(?:y|ies)|research|articles?|publications?|reports?|results?|findings)"
SHOWED = r"(?:proposed|introduced|presented|showed|shown|developed|described|studied|reported|demonstrated|published|proved|proven|released|established|gave)"
DID = r"(?:proposed|introduced|presented|showed|shown|developed|described|studied|reported|demonstrated|published|investigated|explored|designed|built|proved|proven|released|argued|found|established|collected|created|gave|given)"
FIRST_PERSON = re.compile(
    rf"\b(?:our|my)(?: \w+)? {PAST}(?: \w+){{0,2}} {WORKS}\b|\b(?:our|my) {FIRST}(?: \w+)? {STUDY}\b"
    rf"|\b(?:previously|earlier|recently|elsewhere|in the past|before|(?:prior to|before) this (?:paper|work)),? we (?:have )?{DID}\b"
    rf"|\b(?:we|I)(?: have| had)? (?:previously|earlier|recently|already) {DID}\b|\b(?:we|I)(?: have| had)? {DID} (?:previously|earlier|before|elsewhere|last year)\b"
    rf"|\b(?:extends?|extending|builds? (?:up)?on|building (?:up)?on|continues?|following|improves? (?:up)?on|based on|extension of) our (?:(?:own|previous|prior|earlier|recent) )?{WORKS}\b"
    rf"|\bour (?:workshop|conference|journal|technical|companion) (?:paper|version|article|report)\b|\bour (?:\w+ )?lines? of (?:work|research)\b"
    rf"|\bour (?:research )?(?:group|team|lab|laboratory)(?: has| have)?(?: previously| recently| already| also)? {DID}\b"
    rf"|\b(?:preliminary|earlier|short(?:er)?|initial|conference|workshop) versions? of (?:this|our|the present) (?:work|paper|article|study)\b"
    rf"|\b(?:we|I)(?: have| had)? {DID} (?:\w+ ){{0,3}}in (?:an? |our |some |the )?{PAST} {WORKS}\b|\bin (?:an? |our |some )?{PAST} {WORKS} (?:{CITED},? )?we (?:have )?{DID}\b",
    re.IGNORECASE,
)
# Here the citation is part of the claim, so case tells names from words.
CITED_AS_OWN = re.compile(
    rf"\b[Ii]n (?:{CITED}),? we (?:have |had )?(?:previously |already |also |first )?{SHOWED}\b"
    rf"|\b(?:[Ww]e|I)(?: have| had)?(?: also| first)? {SHOWED}(?: (?!that\b|how\b|why\b)[\w\-]+){{0,4}} in (?={CITED})"
    rf"|\b(?:[Oo]ur|[Mm]y)(?: (?:[A-Z][\w'\u2019\-]*|\d{{2,4}}|\w+)){{0,3}} {PRINTED} (?={CITED})|\b(?:in|of|by|to|from|extends?) (?:our|my) (?:own )?{WORKS} (?={CITED})|\b[Oo]ur own \w+ (?:from|in) (?={CITED})"
)
# "our approach of Section 3" speaks of this paper, and "(Anonymous, 2024)" names nobody.
OWN_PART = re.compile(r"^\s*(?:of|in|from|described in|\(|, ?(?:see|cf\.))\s*(?:the )?(?:Sections?|Secs?\.|\u00a7|Equations?|Eqs?\.|Figures?|Figs?\.|Tables?|Algorithms?|Appendix|previous section|last section)\b", re.IGNORECASE)  # fmt: skip
PAST_TIME = re.compile(r"previous|prior|earlier|recent|former|past|last|published", re.IGNORECASE)
OUTCOME = re.compile(r"(?:results?|findings)$", re.IGNORECASE)  # of the same paper, unless a citation follows
NEAR = 90
BOARD = re.compile(
    r"\b(?:ethics|ethical|institutional|internal|university|research)(?: \w+){0,2} (?:board|committee|commission|review|approval)s?\b|\bIRBs?\b|\breview board\b",
    re.IGNORECASE,
)
INTERN = re.compile(r"\b(?:(?:done|performed|conducted|carried out|completed) (?:while|during|as) [\w ,']{0,60}(?:intern\w*|visiting|visit|employed|student|researcher|at) (?:at |to )?(?:the )?|[Cc]orresponding authors?(?:\s*:\s*|\s+is\s+))")  # fmt: skip
OUR_PLACE = re.compile(r"\b(?:our|the authors['\u2019]?|my)(?: own| home)? (?:university|universities|institution|institute|laborator(?:y|ies)|lab|labs|company|department|faculty|campus|school|hospital|employer)\b", re.IGNORECASE)  # fmt: skip
PLACE = re.compile(
    r"\b(?:[A-Z][\w\-]+ ){1,4}(?:University|Institute|College|Hospital|Polytechnic|School|Academy|Clinic|Laborator(?:y|ies))\b"
    r"|\b(?:University|Institute|College|Technical University|Universit\w+|Polytechnic|Hospital|School|Academy) (?:of|at|for|de|di|da) (?:the )?[A-Z][\w\-]+"
)


@rule(
    "AN-007", "error", "Self-citation in the first person",
    reason="'Our previous work [3]' says who wrote reference 3, and so who wrote this paper.",
    fix="Write it in the third person: 'Lindqvist et al. [3] proposed'.",
)  # fmt: skip
def self_citation(paper: Paper) -> Iterator[Hit]:
    text, told = paper.body.text, [(0, 0)]
    for match in CITED_AS_OWN.finditer(text):
        told.append(match.span())
        yield _cites(paper, match, "error")
    for match in FIRST_PERSON.finditer(text):
        sentence = re.split(r"(?<!et al)\. ", text[match.end() : match.end() + NEAR])[0]
        before = text[max(0, match.start() - 12) : match.start()]
        if OWN_PART.match(sentence):
            continue
        near = CITATION.search(sentence) or CITATION.search(before) or CITATION.search(match[0])
        if near and ANONYMOUS.search(near[0]):
            near = None
        if near and _only_own(match[0]):
            near = CITATION.match(sentence.lstrip())
        elsewhere = all(match.start() >= stop or match.end() <= start for start, stop in told)
        if elsewhere and (near or not (OUTCOME.search(match[0]) or _only_own(match[0]))):
            yield _cites(paper, match, "error" if near else "warning")


def _only_own(words: str) -> bool:
    """Whether the words are of the kind "our own model", mostly this paper's: a citation only where one follows at once."""
    return bool(re.match(r"(?:our|my)\b.*\bown\b", words, re.IGNORECASE)) and not PAST_TIME.search(words)


def _cites(paper: Paper, match: re.Match[str], severity: Severity) -> Hit:
    page, box = paper.body.place(match.start(), match.end())
    text = paper.body.text[match.start() : match.end() + 40]
    return Hit(f"Page {page} cites in the first person: '{match[0].strip()}'.", page, box, text, severity)


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
    """Whether the sentence is about cited work and not about this one."""
    sentence = re.split(r"(?<!et al)\. ", text[max(0, at - 200) : at])[-1]
    return bool(CITATION.search(sentence)) and not re.search(
        r"\b(?:we|our|us|this)\b", sentence, re.IGNORECASE
    )
