"""Whom somebody wants to be kept apart from: lines of text that become rows."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db import transaction

from submissions.accounts.models import User
from submissions.conflicts.institutions import institution_of
from submissions.conflicts.models import MOST_DECLARED, Rules, Tie
from submissions.workshops.models import Workshop

ADDRESS = re.compile(r"[^\s<>(),;:\"'\[\]]+@[^\s<>(),;:\"'\[\]]+")
DOMAIN = re.compile(r"(?:https?://)?(?:[\w-]+\.)+[a-z]{2,}/?", re.IGNORECASE)
EDGES = " \t,;:<>()[]\"'"
MOST_OF_A_PERSON = 100


class TooManyTies(Exception):
    """More lines than are taken; nothing was saved."""

    def __init__(self, most: int) -> None:
        super().__init__(f"at most {most}")
        self.most = most


@dataclass(frozen=True)
class Line:
    name: str = ""
    email: str = ""
    domain: str = ""

    @property
    def words(self) -> str:
        if self.domain:
            return self.domain
        return f"{self.name} <{self.email}>" if self.name and self.email else self.name or self.email


def parse(text: str) -> list[Line]:
    """One a line: `Name <address>`, an address, a name, or an institution's domain. The same line twice counts once."""
    lines = (_line(raw.strip()) for raw in text.splitlines() if raw.strip(EDGES))
    return list(dict.fromkeys(lines))


def _line(raw: str) -> Line:
    if found := ADDRESS.search(raw):
        rest = (raw[: found.start()] + raw[found.end() :]).strip(EDGES)
        return Line(name=rest[:200], email=found[0].lower()[:254])
    if DOMAIN.fullmatch(raw):
        host = raw.lower().split("://")[-1].strip("/")
        return Line(domain=(institution_of(f"@{host}") or host)[:200])
    return Line(name=raw.strip(EDGES)[:200])


def most_declared(workshop: Workshop) -> int:
    rules = Rules.objects.filter(workshop=workshop).first()
    return rules.most_declared if rules else MOST_DECLARED


def shown(ties: Iterable[Tie]) -> str:
    """The rows as they were typed."""
    return "\n".join(Line(tie.name, tie.email, tie.domain).words for tie in ties)


@transaction.atomic
def replace_of_paper(*, paper_id: int, lines: Sequence[Line], most: int) -> None:
    """Raises TooManyTies."""
    if len(lines) > most:
        raise TooManyTies(most)
    Tie.objects.filter(paper=paper_id).delete()
    Tie.objects.bulk_create(
        Tie(paper_id=paper_id, name=line.name, email=line.email, domain=line.domain) for line in lines
    )


@transaction.atomic
def add_of_person(*, user: User, lines: Sequence[Line], kind: str) -> None:
    """Raises TooManyTies."""
    if Tie.objects.filter(user=user).count() + len(lines) > MOST_OF_A_PERSON:
        raise TooManyTies(MOST_OF_A_PERSON)
    Tie.objects.bulk_create(
        Tie(user=user, kind=kind, name=line.name, email=line.email, domain=line.domain) for line in lines
    )
