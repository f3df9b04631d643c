"""What in a text could tell its readers who wrote it: an address, a link, a name, the writer's own work.

A hint is shown and never blocks. It is made from the text, its writer and what stands in the blind copy; the authors'
names have no part in it, else a reviewer could find them out by typing names until a hint appears.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from submissions.accounts.models import User
from submissions.checks.text import EMAIL

LINK = re.compile(
    r"(?:https?://|www\.)[^\s<>()\"']+"
    r"|\b(?:[a-z0-9-]+\.)+(?:com|org|net|edu|gov|io|ai|dev|app|co|me|eu|de|fr|it|es|nl|ch|at|se|no|dk|fi|pl|cz|uk|ca|us|au|jp|cn|kr|sg|in|br)\b(?:/[^\s<>()\"']*)?",
    re.IGNORECASE,
)
OWN_WORK = re.compile(
    r"\b(?:my|our) (?:(?:own|earlier|previous|recent|prior|published|related|former) )*"
    r"(?:papers?|work|articles?|preprint|code|library|implementation|data ?sets?|benchmark|group|lab|team|colleagues?|students?)\b",
    re.IGNORECASE,
)
TITLED = re.compile(r"\b(?:Dr|Prof|Professor|Mr|Mrs|Ms)\.? (?:[A-Z]\. ?)*[A-ZÀ-Þ][\w'\u2019-]+")
TWO_NAMES = re.compile(
    r"(?<![.!?:\n] )(?<!^)\b([A-ZÀ-Þ][a-zà-ÿ]{2,} (?:[A-Z]\. )?[A-ZÀ-Þ][a-zà-ÿ]{2,})\b(?! et al)"
)
NO_NAME = re.compile(
    r"^(?:The|This|That|These|Table|Figure|Fig|Section|Algorithm|Equation|Theorem|Lemma|Appendix|Line|Page|See|In|Large|Also|However|And|But)\b"
)
SHORTEST_NAME = 3


@dataclass(frozen=True)
class Hint:
    """`excerpt` is what it is about, as it stands in the text."""

    words: str
    excerpt: str


def hints(text: str, writer: User, *, known: str = "") -> tuple[Hint, ...]:
    """In the order of the text's kinds, each excerpt once; `known` is what the paper itself says."""
    found: dict[str, Hint] = {}
    for hint in _found(text, writer, known):
        found.setdefault(hint.excerpt.casefold(), hint)
    return tuple(found.values())


def _found(text: str, writer: User, known: str) -> Iterator[Hint]:
    for match in EMAIL.finditer(text):
        yield Hint("This address may tell the authors who you are.", match[0])
    for match in LINK.finditer(EMAIL.sub(" ", text)):
        yield Hint("This link may tell the authors who you are.", match[0].rstrip(".,;"))
    for name in _own_names(writer):
        if re.search(rf"\b{re.escape(name)}\b", text, re.IGNORECASE):
            yield Hint("This is your own name or institution.", name)
    for match in OWN_WORK.finditer(text):
        yield Hint("This points to work of yours, and so to you.", match[0])
    yield from _persons(text, known)


def _persons(text: str, known: str) -> Iterator[Hint]:
    for match in TITLED.finditer(text):
        yield Hint("This names a person.", match[0])
    for match in TWO_NAMES.finditer(text):
        if not NO_NAME.match(match[1]) and match[1].casefold() not in known.casefold():
            yield Hint("This looks like a person's name.", match[1])


def _own_names(writer: User) -> list[str]:
    parts = writer.name.split()
    names = [writer.name, *parts[1:], writer.affiliation]
    return [name for name in names if len(name.strip()) >= SHORTEST_NAME]
