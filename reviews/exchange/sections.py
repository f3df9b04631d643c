"""One text with headings, and the parts that it is made of: what other systems call a review."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

MEANINGS: tuple[tuple[str, re.Pattern[str]], ...] = (
    (
        "to_organizers",
        re.compile(
            r"confidential|program(me)? committee|pc.only|to (the )?(pc|chairs|organi[sz]ers)", re.IGNORECASE
        ),
    ),
    ("weaknesses", re.compile(r"weakness|weak point|negative|reasons? to reject|\bcons\b", re.IGNORECASE)),
    ("questions", re.compile(r"question|minor (comments|remarks)|suggestion", re.IGNORECASE)),
    ("strengths", re.compile(r"strength|strong point|positive|reasons? to accept|\bpros\b", re.IGNORECASE)),
)
ASIDE = "to_organizers"
HEADING = re.compile(
    r"""^[ \t]*(?:-{3,}[ \t]*(?P<a>[^\n-][^\n]{1,70}?)[ \t]*-{3,}
    |[(\[](?P<b>[A-Z][A-Z ,'/&-]{3,70})[)\]]:?
    |\*{2,3}[ \t]*(?P<c>[^\n*]{3,70}?)[ \t]*(?:\*{2,3})?:?
    |\#{1,4}[ \t]+(?P<d>[^\n]{3,70}?)
    |(?P<e>[A-Z][A-Za-z ,'/&()-]{2,60}):)[ \t]*$""",
    re.MULTILINE | re.VERBOSE,
)


@dataclass(frozen=True, slots=True)
class Part:
    """A text that the form here asks for. `is_open`: authors read it."""

    key: str
    label: str
    is_open: bool = True


def parted(text: str, form: Sequence[Part]) -> dict[str, str]:
    """The form's texts. What stands before any heading comes first; what is confidential never gets to the authors."""
    found: dict[str, list[str]] = {}
    current, start = next((part.key for part in form if part.is_open), ""), 0
    for match in HEADING.finditer(text):
        key = _key(next(filter(None, match.groups()), ""), form)
        if key is None:
            continue
        found.setdefault(current, []).append(text[start : match.start()])
        current, start = key, match.end()
    found.setdefault(current, []).append(text[start:])
    texts = {key: "\n\n".join(filter(None, (part.strip() for part in parts))) for key, parts in found.items()}
    return {part.key: texts.get(part.key, "") for part in form}


def joined(texts: Mapping[str, object], form: Sequence[Part]) -> str:
    """The parts under their headings, so that `parted` gives them back."""
    return "\n\n".join(f"----- {part.label} -----\n{texts[part.key]}" for part in form if texts.get(part.key))


def _key(heading: str, form: Sequence[Part]) -> str | None:
    """The part that a heading begins; "" where the form has none for it and nobody may read it; None: no heading."""
    exact = next((part.key for part in form if part.label.casefold() == heading.casefold()), None)
    meant = exact or next((key for key, pattern in MEANINGS if pattern.search(heading)), None)
    if meant is None or any(part.key == meant for part in form):
        return meant
    return next((part.key for part in form if not part.is_open), "") if meant == ASIDE else None
