"""Words as they come out of PDFs, made comparable: ligatures, detached accents, line numbers, names."""

import re
import unicodedata

# A spacing accent, as TeX sets it before its letter, and the combining one.
DETACHED = {
    "\u00a8": "\u0308",
    "\u00b4": "\u0301",
    "\u0060": "\u0300",
    "\u02c6": "\u0302",
    "\u02dc": "\u0303",
    "\u02da": "\u030a",
    "\u02c7": "\u030c",
    "\u00b8": "\u0327",
    "\u02d8": "\u0306",
    "\u02d9": "\u0307",
    "\u02dd": "\u030b",
}
DOTLESS_I = "\u0131"
ACCENT = re.compile(f" ?([{''.join(DETACHED)}]) ?([A-Za-z{DOTLESS_I}])")
CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\u200b-\u200f\u202a-\u202e\u2060\ufeff\ufffe\uffff]")
LETTERS = str.maketrans({"ß": "ss", "ø": "o", "Ø": "O", "ł": "l", "Ł": "L", "đ": "d", "Đ": "D", "æ": "ae", "Æ": "AE", "œ": "oe", "Œ": "OE", DOTLESS_I: "i", "\u2019": "'", "\u2010": "-", "\u2013": "-"})  # fmt: skip
TRANSCRIBED = str.maketrans(
    {"ä": "ae", "ö": "oe", "ü": "ue", "Ä": "Ae", "Ö": "Oe", "Ü": "Ue", "å": "aa", "Å": "Aa"}
)
NUMBER_EDGE = re.compile(r"^\d{1,4}\s+(?=\D)|(?<=\D)\s+\d{1,4}$")
GLUED_EDGE = re.compile(r"^\d{1,4}(?=[A-Z])|(?<=[a-z.])\d{1,4}$")
EMAIL = re.compile(r"[A-Za-z0-9._%+\-]+@[A-Za-z0-9](?:[A-Za-z0-9\-]*\.)+[A-Za-z]{2,}")
YEAR = re.compile(r"\b(?:19[5-9]|20[0-4])\d[a-z]?\b")


def _compose(match: re.Match[str]) -> str:
    letter = "i" if match[2] == DOTLESS_I else match[2]
    return unicodedata.normalize("NFC", letter + DETACHED[match[1]])


def clean(text: str) -> str:
    """NFKC without control characters; accents that stand beside their letter are put on it."""
    if text.isascii() or text.strip() in DETACHED:
        return CONTROL.sub(" ", text)
    # NFKC turns a lone accent into space + combining mark, so the repair comes first.
    return unicodedata.normalize("NFKC", CONTROL.sub(" ", ACCENT.sub(_compose, text)))


def accented(accent: str, text: str) -> str:
    """The text with a detached accent put on its first letter, where it has one."""
    return ACCENT.sub(_compose, accent + text, count=1)


def fold(text: str) -> str:
    """Lower-case ASCII-like letters: what two spellings of one name have in common."""
    if text.isascii():
        return text.lower()
    plain: str = unicodedata.normalize("NFKD", text.translate(LETTERS))
    return "".join(c for c in plain if not unicodedata.combining(c)).lower()


def spellings(text: str) -> set[str]:
    """The folded text, with umlauts written out (Jörg: jorg, joerg) and with those contracted again (Joerg: jorg)."""
    plain = fold(text)
    return {
        plain,
        fold(unicodedata.normalize("NFC", text).translate(TRANSCRIBED)),
        re.sub("(?<=[aou])e(?=[^aeiou])", "", plain),
    }


def letters(text: str) -> int:
    return sum(map(str.isalpha, text))


def squeeze(text: str) -> str:
    """Letters only, lower case: small capitals come apart ("R EFERENCES") and are whole again here."""
    return "".join(c for c in fold(text) if c.isalpha())


def strip_line_number(text: str) -> str:
    """The line without a review copy's line number at its edges, set apart or glued to a word."""
    return GLUED_EDGE.sub("", NUMBER_EDGE.sub("", text.strip())).strip()


def name_pattern(name: str) -> re.Pattern[str] | None:
    """Match a full name in folded text: "first last" with initials between, or "last, first". None if too short."""
    variants = [v for v in (_name_variants(s) for s in spellings(name)) if v]
    return re.compile("|".join(sorted(set(variants)))) if variants else None


def _name_variants(name: str) -> str:
    parts: list[str] = re.findall(r"[^\W\d_]+(?:['\-][^\W\d_]+)*", name)
    if not name.isascii() and len("".join(parts)) >= 2 and len(parts) == 1:
        return re.escape(parts[0])
    parts = [p for p in parts if len(p) > 1] if len(parts) > 2 else parts
    if len(parts) < 2 or len("".join(parts)) < 5:
        return ""
    first, last = parts[0], parts[-1]
    middle = "".join(rf"(?:[ \-]+{re.escape(p)})?" for p in parts[1:-1])
    initials = r"(?:[ ]+[a-z]\.?){0,2}"
    gap = r"[\s~\-]+"
    forward = rf"\b{re.escape(first)}{initials}{middle}{initials}{gap}{re.escape(last)}\b"
    backward = rf"\b{re.escape(last)},?\s+{re.escape(first)}\b"
    return f"{forward}|{backward}"
