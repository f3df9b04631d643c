"""Gathers a bundle row by row: who is who, which paper a row is about, and what had to be left out."""

import re
from collections.abc import Callable
from dataclasses import dataclass, field, replace

from reviews.exchange.bundle import Bundle, Fault, Paper, Person
from reviews.exchange.markup import line
from reviews.exchange.tables import Row

ADDRESS = re.compile(r"[^@\s<>(),;:\"'\[\]]+@[^@\s<>(),;:\"'\[\].]+(?:\.[^@\s<>(),;:\"'\[\].]+)+")


class Wrong(ValueError):
    """What is wrong with one row, in words."""


@dataclass(slots=True)
class Builder:
    """`members` leads from a committee's row number to its person, `persons` from a person's id to an address."""

    bundle: Bundle = field(default_factory=Bundle)
    members: dict[str, str] = field(default_factory=dict)
    persons: dict[str, str] = field(default_factory=dict)
    reviews: dict[tuple[int, str, str], int] = field(default_factory=dict)
    is_closed: bool = False

    def each(self, file: str, rows: list[Row], take: Callable[[Row], None]) -> None:
        """Take every row; one that is wrong is left out and named."""
        for row in rows:
            try:
                take(row)
            except ValueError as wrong:
                self.bundle.faults.append(Fault(file, row.number, str(wrong)))

    def note(self, words: str) -> None:
        if words not in self.bundle.notes:
            self.bundle.notes.append(words)

    def paper(self, text: str) -> Paper:
        number = whole(text, "paper")
        found = self.bundle.papers.get(number)
        if found is None:
            if self.bundle.papers:
                raise Wrong(f"there is no paper #{number} among the submissions")
            raise Wrong(f"it is about paper #{number}, and no file with submissions came along")
        return found

    def known_paper(self, text: str) -> int:
        """Of a paper that is in the bundle, or else must be in the workshop already."""
        number = whole(text, "paper")
        if self.bundle.papers and number not in self.bundle.papers:
            raise Wrong(f"there is no paper #{number} among the submissions")
        return number

    def member(self, number: str, email: str = "") -> str:
        if number and number in self.members:
            return self.members[number]
        if ADDRESS.fullmatch(email.lower()):
            return self.add_member(Person(email.lower())).email
        raise Wrong(f"nobody in the committee has the number {number}" if number else "it names nobody")

    def add_member(self, person: Person) -> Person:
        """The same address once, the same person's id once: a second address is kept as one more of that person."""
        known = {each.email: at for at, each in enumerate(self.bundle.committee)}
        main = self.persons.get(person.foreign, person.email) if person.foreign else person.email
        if person.foreign:
            self.persons.setdefault(person.foreign, person.email)
        if main not in known:
            self._warn_of_namesakes(person)
            self.bundle.committee.append(person)
            return person
        kept = self.bundle.committee[known[main]]
        if person.email != main:
            self.note(f"{kept.name} has two addresses: {main} is used, {person.email} is kept for conflicts.")
            kept = replace(kept, others=(*kept.others, person.email))
        elif person.foreign and kept.foreign not in {"", person.foreign}:
            self.note(
                f"{main} stands there under two numbers ({kept.foreign}, {person.foreign}): one person."
            )
        kept = replace(kept, name=kept.name or person.name, is_chair=kept.is_chair or person.is_chair)
        self.bundle.committee[known[main]] = kept
        return kept

    def _warn_of_namesakes(self, person: Person) -> None:
        name = person.name.casefold()
        twin = next((each for each in self.bundle.committee if name and each.name.casefold() == name), None)
        if twin:
            self.note(
                f"{person.name} stands there under two addresses ({twin.email}, {person.email}) and comes in as two "
                "people. If it is one, remove a line and bring the list in again."
            )


def whole(text: str, what: str) -> int:
    text = line(text).lstrip("#")
    if not text.isdecimal() or len(text) > 6:
        raise Wrong(f"“{text[:40]}” is no {what} number")
    return int(text)


def address(text: str) -> str:
    found = line(text).lower()
    if not ADDRESS.fullmatch(found) or len(found) > 254:
        raise Wrong(f"“{found[:60]}” is no address" if found else "the address is missing")
    return found


def full_name(*parts: str) -> str:
    """First and last; either may be empty."""
    return " ".join(part for part in map(line, parts) if part)[:200]


def person(
    row: Row, *names: str, email: str = "email", foreign: str = "person #", place: str = "affiliation"
) -> Person:
    return Person(
        email=address(row[email]),
        name=full_name(*(row[name] for name in names)),
        affiliation=row.line(place)[:200],
        country=row.line("country"),
        foreign=row.line(foreign),
    )
