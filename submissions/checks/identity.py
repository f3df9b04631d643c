"""Which strings name a person, which are placeholders, templates or nobody in particular."""

import re
from collections.abc import Sequence

from submissions.checks.report import Author
from submissions.checks.text import EMAIL, fold, name_pattern

ANONYMOUS = re.compile(r"anonym|double[- ]?blind|blind (?:review|submission)|under (?:double[- ]blind )?review|(?:paper|submission)\s*(?:id|number|no\.?|#)|withheld|omitted for|hidden for", re.IGNORECASE)  # fmt: skip
PLACEHOLDER = re.compile(
    r"\bauthor\W?s?\W? names?\b|\b(?:first|second|third|other|corresponding) authors?\b|\bauthors?\s*(?:\d|one|two|three|[ABC]\b)|^\W*authors?\W*$"
    r"|\b(?:first|second|third|another|some|other) (?:institution|affiliation|university|department)\b"
    r"|\bfirst ?name\b|\blast ?name\b|\bsurname\b|\byour (?:name|affiliation|institution)|\b(?:institution|department|university|organi[sz]ation) name\b"
    r"|^\W*(?:affiliations?|address|e-?mail|institution|department)(?:\W+(?:address|line|\d))*\W*$|address line"
    r"|example\.(?:com|org|net|edu)|\bno (?:institute|authors?) given\b|\bjohn (?:doe|smith)\b|\bjane doe\b|name@|@domain",
    re.IGNORECASE,
)
TEMPLATE = re.compile(r"press staff|patel.?schneider|sunil issar|j\. scott penberthy|template|author.?kit|style file|latex kit|for ijcai|proceedings editors?", re.IGNORECASE)  # fmt: skip
# What computers, programs, templates and venues are called, and what stands for nobody. A value of these alone names no one.
GENERIC_WORDS = """
author authors user users admin administrator root owner unknown none na null untitled default me test
guest student nobody redacted first last name given family surname anon anonymous blind double hidden
withheld paper submission manuscript draft version no number id xxx xxxx usuario usuarios usuário
utilisateur utente benutzer gebruiker 用户 微软用户 ユーザー 사용자 пользователь windows win microsoft ms office word
powerpoint excel mac macos macbook pro air imac apple pc laptop desktop home computer workstation
notebook lenovo thinkpad dell hp acer asus msi samsung huawei honor xiaomi toshiba sony lg intel surface
tex latex pdftex pdflatex xetex luatex lualatex xelatex overleaf hyperref with package writer openoffice
libreoffice python docx openpyxl r inkscape canva draw io acrobat distiller ghostscript quartz pdfcontext
genpdf arxiv the and of for ieee acm aaai ijcai acl emnlp naacl neurips nips icml iclr cvpr iccv eccv
usenix springer elsevier llncs lncs press staff conference
"""
GENERIC = frozenset(GENERIC_WORDS.split())
PROGRAM = re.compile(r"^\W*(?:matplotlib|matlab|mathworks|adobe)\b", re.IGNORECASE)
FOLDER = re.compile(r"(?:/home/|(?<![\w.])/Users/|[A-Za-z]:[\\/]+(?:Users|Documents and Settings)[\\/]+)([^\\/\s:\"'<>|]+)", re.IGNORECASE)  # fmt: skip
SHARED_FOLDER = re.compile(r"^(?:shared|public|all users|default|guest|runner|ubuntu|build|builder|docker|sandbox|overleaf|tex|latex|work|data|app|vagrant|jovyan|vsts)$", re.IGNORECASE)  # fmt: skip
MANGLED = re.compile(r"unhbox|voidb@x|@tempboxa|\\penalty", re.IGNORECASE)
EXAMPLE_MAIL = re.compile(r"example|anonym|domain|placeholder|your|e-?mail@|user(?:name)?@|(?:first|last|given)[._-]?(?:name)?[._-]?(?:last|name)?@|@(?:abc|xyz|foo|bar|mail|company|university|institution|institute|email|test)\.|\.(?:example|invalid|test|local)$|(?:abc|xyz|foo|bar|test|xxx+|author\d?|name)@", re.IGNORECASE)  # fmt: skip
NAME = r"(?:[A-ZÀ-ÖØ-Þ][\w'\u2019\-]+|[A-Z]\.(?:-[A-Z]\.)?)(?:\s+(?:(?:de|van|von|der|den|la|le|al|bin|da|di|do|dos|del|ter|el|ben)\s+)*(?:[A-ZÀ-ÖØ-Þ][\w'\u2019\-]+|[A-Z]\.)){1,4}"  # fmt: skip
NAME_LIKE = re.compile(NAME)
SIGNED = re.compile(
    rf"\b(?:[Bb]y|[Ff]rom|[Aa]uthors?|[Nn]ame|[Cc]ontact|[Rr]egards|[Cc]heers)\b[:,]?\s+(?:{NAME})\s*$"
)
AFFILIATION = re.compile(
    r"\b(?:univers\w*|institut\w*|depart[ae]?ment\w*|dept\.?|school of|college|facult\w*|laborator\w*|\blab\b|academy of|research cent(?:er|re)|\bcent(?:er|re) for|"
    r"polytechni\w*|(?:council|academy|consortium|hospital|clinic|observatory)\b|(?:research|learning|ML|AI|NLP|vision) group|(?-i:\bAG\b)|politecnico|hochschule|eth z|epfl|inria|cnrs|max planck|\bMIT\b|\bNTU\b|\bCMU\b|\bGmbH|\bInc\.|\bLtd\.?|\bCorp(?:oration)?\b|\bS\.p\.A|"
    r"(?:google|microsoft|amazon|meta|ibm|huawei|tencent|alibaba|baidu|bytedance|nvidia|apple|sony|samsung|adobe|intel|deepmind|openai|honda|toyota|bosch|siemens) ?(?:ai|research|labs?|inc|brain)?\b)",
    re.IGNORECASE,
)


def is_name(value: str) -> bool:
    """A metadata value that names a person or a group: not empty, not anonymous, not a template's or a program's."""
    text = value.strip()
    if sum(map(str.isalpha, text)) < 2:
        return False
    return not (
        ANONYMOUS.search(text) or PLACEHOLDER.search(text) or is_generic(text) or TEMPLATE.search(text)
    )


def is_generic(value: str) -> bool:
    """Whether a value is made of words for computers, programs, venues and nobody: "hp pc", "User1", "DESKTOP-8J2K1"."""
    words = re.findall(r"[^\W\d_]+", value.lower())
    machine = re.match(r"(?i)^(?:desktop|laptop|pc|win)-[a-z0-9]+$", value.strip())
    return (
        bool(machine or PROGRAM.match(value))
        or "".join(words) in GENERIC
        or all(word in GENERIC for word in words)
    )


def folder_user(value: str) -> str | None:
    """The user in a path to a home folder, "" for a shared or generic one, None where there is no such path."""
    match = FOLDER.search(value)
    if match is None:
        return None
    user = match[1]
    return "" if SHARED_FOLDER.match(user) or is_generic(user) or ANONYMOUS.search(user) else user


def real_emails(text: str) -> list[re.Match[str]]:
    return [match for match in EMAIL.finditer(text) if not EXAMPLE_MAIL.search(match[0])]


class Known:
    """The authors typed into the form, ready to be found in any text."""

    def __init__(self, authors: Sequence[Author]) -> None:
        self.patterns = [(author, pattern) for author in authors if (pattern := name_pattern(author.name))]
        self.exact = [
            (author, key)
            for author in authors
            for key in (fold(author.email.strip()), author.orcid.strip())
            if len(key) > 5
        ]

    def find(self, text: str) -> list[tuple[Author, int, int]]:
        """(author, start, end) in the *folded* text; positions match where folding kept the length."""
        folded = fold(text)
        found = [
            (author, m.start(), m.end())
            for author, pattern in self.patterns
            for m in pattern.finditer(folded)
        ]
        for author, key in self.exact:
            at = folded.find(key.lower())
            if at >= 0:
                found.append((author, at, at + len(key)))
        return found
