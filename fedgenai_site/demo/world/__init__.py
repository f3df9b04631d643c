"""The demo's invented people and papers, read from the JSON files beside this module."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, fields
from functools import cache
from pathlib import Path
from typing import Any, Literal, Self

HERE = Path(__file__).parent

Kind = Literal["research", "position", "in-progress"]
PaperState = Literal["draft", "submitted", "withdrawn"]
ReviewState = Literal["not-started", "draft", "submitted"]
Outcome = Literal["accept-talk", "accept-poster", "reject"]


@dataclass(frozen=True)
class Person:
    """Somebody invented. `key` is stable; `domain` is the institution's, for people of example.org too."""

    key: str
    name: str
    email: str
    affiliation: str
    domain: str
    country: str
    orcid: str

    @property
    def has_account(self) -> bool:
        return self.email.endswith("@example.org")


@dataclass(frozen=True)
class Review:
    """One reviewer's form. Scores are 1 to 5, None where a form was not filled in."""

    reviewer: str
    state: ReviewState
    novelty: int | None
    quality: int | None
    impact: int | None
    overall: int | None
    confidence: int | None
    strengths: str
    weaknesses: str
    questions: str
    to_organizers: str

    @classmethod
    def of(cls, row: Mapping[str, Any]) -> Self:
        return cls(**{field.name: row[field.name] for field in fields(cls)})


@dataclass(frozen=True)
class Decision:
    outcome: Outcome
    note: str


@dataclass(frozen=True)
class Version:
    """One uploaded file; `planted` holds the rules that it breaks on purpose."""

    file: str
    pages: int
    planted: tuple[str, ...]

    @property
    def path(self) -> Path:
        return pdf(self.file)


@dataclass(frozen=True)
class Paper:
    """`authors` and the reviewers of `reviews` are keys of people; `versions` are oldest first."""

    number: int
    title: str
    abstract: str
    kind: Kind
    topics: tuple[str, ...]
    other_topic: str
    authors: tuple[str, ...]
    llm_use: str
    state: PaperState
    versions: tuple[Version, ...]
    reviews: tuple[Review, ...]
    decision: Decision | None

    @property
    def planted(self) -> tuple[str, ...]:
        return self.versions[-1].planted if self.versions else ()


@dataclass(frozen=True)
class World:
    people: Mapping[str, Person]
    papers: tuple[Paper, ...]

    @property
    def organizers(self) -> tuple[Person, ...]:
        return self._with_role("organizer")

    @property
    def reviewers(self) -> tuple[Person, ...]:
        return self._with_role("reviewer")

    def authors_of(self, paper: Paper) -> tuple[Person, ...]:
        return tuple(self.people[key] for key in paper.authors)

    def in_conflict(self, person: Person, paper: Paper) -> bool:
        """Whether the person wrote the paper or shares an institution with somebody who did."""
        return any(person.domain == author.domain for author in self.authors_of(paper))

    def _with_role(self, role: str) -> tuple[Person, ...]:
        return tuple(person for key, person in self.people.items() if key.rstrip("0123456789") == role)


def pdf(name: str) -> Path:
    """The committed file of that name. Raises FileNotFoundError where there is none."""
    return (HERE / "pdfs" / name).resolve(strict=True)


@cache
def load() -> World:
    rows = json.loads((HERE / "papers.json").read_text(encoding="utf-8"))
    return World(people=_people(), papers=tuple(map(_paper, rows)))


def _people() -> dict[str, Person]:
    data = json.loads((HERE / "people.json").read_text(encoding="utf-8"))
    return {
        key: _person(key, row, data["institutions"][row["institution"]])
        for key, row in data["people"].items()
    }


def _person(key: str, row: Mapping[str, str], institution: Mapping[str, str]) -> Person:
    return Person(
        key=key,
        name=row["name"],
        email=row["email"],
        affiliation=institution["name"],
        domain=institution["domain"],
        country=institution["country"],
        orcid=row["orcid"],
    )


def _paper(row: Mapping[str, Any]) -> Paper:
    plain = ("number", "title", "abstract", "kind", "other_topic", "llm_use", "state")
    return Paper(
        **{name: row[name] for name in plain},
        topics=tuple(row["topics"]),
        authors=tuple(row["authors"]),
        versions=tuple(Version(item["file"], item["pages"], tuple(item["planted"])) for item in row["pdfs"]),
        reviews=tuple(map(Review.of, row["reviews"])),
        decision=Decision(**row["decision"]) if row["decision"] else None,
    )
