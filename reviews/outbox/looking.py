"""A kind of letter as people would get it, with words that may not be saved yet."""

from collections.abc import Iterable
from dataclasses import dataclass

from submissions.accounts.models import User
from submissions.mail.models import Letter, OwnText
from submissions.mail.rehearsal import acts, rehearsed
from submissions.mail.secrets import masked
from submissions.mail.texts import Editable
from submissions.papers.models import Paper
from submissions.workshops.models import Workshop


@dataclass(frozen=True)
class Sample:
    """One text, and who would get it, each alone; nobody, where its values are made up."""

    to: tuple[str, ...]
    subject: str
    body: str


def is_about_papers(editable: Editable) -> bool:
    return editable.kind in acts and acts[editable.kind].is_about_a_paper


def samples(
    editable: Editable, subject: str, body: str, *, workshop: Workshop, paper: Paper | None, by: User
) -> list[Sample]:
    """What people would get about this paper, or of the workshop, if it went out now; else made-up values."""
    act = acts.get(editable.kind)
    about = paper if act and act.is_about_a_paper else workshop
    found: list[Sample] = []
    if act and about:
        with rehearsed(OwnText(kind=editable.kind, subject=subject, body=body)) as letters:
            act.run(about, by)
        found = _by_text(letters)
    return found or [Sample((), editable.sampled(subject), editable.sampled(body))]


def _by_text(letters: Iterable[Letter]) -> list[Sample]:
    """Those who get the same words stand together."""
    readers: dict[tuple[str, str], list[str]] = {}
    for letter in letters:
        readers.setdefault((letter.subject, masked(letter.body)), []).append(letter.to)
    return [Sample(tuple(dict.fromkeys(to)), *words) for words, to in readers.items()]
