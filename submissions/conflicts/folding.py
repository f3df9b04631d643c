"""Names of people and places, made comparable."""

import re
import unicodedata
from enum import IntEnum

SEPARATORS = re.compile(r"[,;/|()\n]")
# Words that make a part of an affiliation name an institution, in the languages that are seen most.
INSTITUTIONAL = re.compile(
    r"universi|institut|college|academy|akademi|hochschule|polytech|politec|laborator|\blabs?\b|research|"
    r"\b(inc|ltd|llc|gmbh|corp|ag|plc)\b"
)
NOWHERE = frozenset(
    {"", "independent", "independent researcher", "none", "n a", "na", "self employed", "retired", "student"}
)


class Likeness(IntEnum):
    """How surely two names are one person's."""

    NO = 0
    MAYBE = 1
    YES = 2


def fold(text: str) -> str:
    """`Université de  Montréal` -> `universite de montreal`."""
    plain = unicodedata.normalize("NFKD", unicodedata.normalize("NFKC", text).casefold().replace("ø", "o"))
    bare = "".join(char for char in plain if not unicodedata.combining(char))
    return " ".join(re.findall(r"\w+", bare.casefold()))


def places_in(affiliation: str) -> set[str]:
    """The folded institutions that an affiliation names: all of it, and each part that says what it is."""
    parts = {fold(part) for part in SEPARATORS.split(affiliation)}
    found = {part for part in parts if INSTITUTIONAL.search(part)} | {fold(affiliation)}
    return found - NOWHERE


def name_parts(name: str) -> tuple[str, str]:
    """(given names, family name), folded; `Family, Given` is understood."""
    family, comma, given = name.partition(",")
    if comma:
        return fold(given), fold(family)
    words = fold(name).split()
    return " ".join(words[:-1]), words[-1] if words else ""


def likeness(one: tuple[str, str], other: tuple[str, str]) -> Likeness:
    """The same family name, and first given names that are the same, or of which one is the other's initial."""
    (given, family), (their_given, their_family) = one, other
    if not family or family != their_family or not given or not their_given:
        return Likeness.NO
    first, their_first = given.split()[0], their_given.split()[0]
    if first == their_first:
        return Likeness.YES if len(first) > 1 else Likeness.MAYBE
    is_initial = 1 in {len(first), len(their_first)} and first[0] == their_first[0]
    return Likeness.MAYBE if is_initial else Likeness.NO
