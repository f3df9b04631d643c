"""From pasted lines to people: "Name <address>, Affiliation", one a line, in any usual notation."""

import re
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.core.validators import validate_email

ADDRESS = re.compile(r"[^\s<>(),;:\"'\[\]]+@[^\s<>(),;:\"'\[\]]+")
EDGES = " \t,;:<>()[]\"'-–|"  # noqa: RUF001 - people paste dashes of every length


@dataclass(frozen=True)
class Invitee:
    email: str
    name: str = ""
    affiliation: str = ""


@dataclass(frozen=True)
class Pasted:
    """A line as it was pasted; `invitee` is None when no address stands in it."""

    line: str
    invitee: Invitee | None


def parse(text: str) -> list[Pasted]:
    return [Pasted(line, _invitee(line)) for raw in text.splitlines() if (line := raw.strip())]


def _invitee(line: str) -> Invitee | None:
    match = ADDRESS.search(line)
    if match is None or not _is_address(match[0]):
        return None
    before, after = line[: match.start()].strip(EDGES), line[match.end() :].strip(EDGES)
    if not before:  # "address, name, affiliation"
        before, after = _halves(after)
    elif not after and not line[: match.start()].rstrip().endswith("<"):  # "name, affiliation, address"
        before, after = _halves(before)
    return Invitee(email=match[0].lower(), name=before[:200], affiliation=after[:200])


def _halves(text: str) -> tuple[str, str]:
    first, *rest = re.split(r"[,;\t]", text, maxsplit=1)
    return first.strip(EDGES), "".join(rest).strip(EDGES)


def _is_address(text: str) -> bool:
    try:
        validate_email(text)
    except ValidationError:
        return False
    return len(text) <= 254
