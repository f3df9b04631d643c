"""A workshop's papers, people, reviews and decisions, whichever system they come from."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from reviews.exchange.unpacking import Entry


@dataclass(frozen=True, slots=True)
class Person:
    """`others` are further addresses of the same person there; `foreign` is the person's id there."""

    email: str
    name: str = ""
    affiliation: str = ""
    country: str = ""
    foreign: str = ""
    others: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()
    is_chair: bool = False


@dataclass(slots=True)
class Paper:
    """`sender` is the address of the corresponding author; times without a zone were read as UTC."""

    number: int
    title: str
    abstract: str = ""
    authors: list[Person] = field(default_factory=list)
    sender: str = ""
    kind: str = ""
    topics: list[str] = field(default_factory=list)
    keywords: str = ""
    fields: dict[str, str] = field(default_factory=dict)
    submitted_at: datetime | None = None
    is_deleted: bool = False


@dataclass(frozen=True, slots=True)
class Pair:
    """A person of the committee and a paper; `value` is the bid, where it is one."""

    paper: int
    email: str
    value: str = ""


@dataclass(frozen=True, slots=True)
class Review:
    """The last version of a review; `scores` by their names there, `aside` for the organizers alone."""

    foreign: str
    paper: int
    email: str
    text: str
    scores: Mapping[str, int]
    aside: str = ""
    version: int = 1
    at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Decided:
    """`words` as they stand there; `note` is what a metareview tells the authors, `aside` the committee."""

    paper: int
    words: str
    note: str = ""
    is_notified: bool = False
    aside: str = ""


@dataclass(frozen=True, slots=True)
class Fault:
    """A row that cannot be brought in, and why. `row` counts as a spreadsheet does; 0 is the file as a whole."""

    file: str
    row: int
    words: str

    @property
    def place(self) -> str:
        """Empty where the words begin with the file's name."""
        if self.words.startswith(self.file):
            return ""
        return f"{self.file}, row {self.row:,}" if self.row else self.file

    def __str__(self) -> str:
        return f"{self.place}: {self.words}" if self.place else self.words


@dataclass(frozen=True, slots=True)
class Sheet:
    """A file as it was understood: which system's, which table, and what becomes of each column."""

    file: str
    system: str
    table: str
    rows: int
    columns: tuple[tuple[str, str], ...] = ()


@dataclass(slots=True)
class Bundle:
    """`faults` are rows that had to be left out, `notes` what was decided on the way; `pdfs` by paper number."""

    system: str = ""
    sheets: list[Sheet] = field(default_factory=list)
    committee: list[Person] = field(default_factory=list)
    papers: dict[int, Paper] = field(default_factory=dict)
    bids: list[Pair] = field(default_factory=list)
    assignments: list[Pair] = field(default_factory=list)
    reviews: list[Review] = field(default_factory=list)
    decisions: dict[int, Decided] = field(default_factory=dict)
    pdfs: "dict[int, Entry]" = field(default_factory=dict)
    faults: list[Fault] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    lines: list[str] = field(default_factory=list)
    """Text that is no table: perhaps `Name <address>`, one a line."""
