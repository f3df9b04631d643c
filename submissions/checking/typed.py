"""The anonymity rules over what an author typed and reviewers read: at once, without a sandbox, for there is no PDF."""

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import replace

from submissions.checking.marks import Marks
from submissions.checking.shown import ShownFinding, shown
from submissions.checks import Author, check_fields
from submissions.papers.models import Paper
from submissions.papers.questions import answers_of

LABELS = {"title": "Title", "abstract": "Abstract", "other_topic": "Another topic"}


def typed_findings(paper: Paper, authors: Iterable[Author], marks: Marks) -> tuple[ShownFinding, ...]:
    """What the rules say about a paper's fields; of a draft, about what is being typed."""
    texts = _texts(paper)
    found = check_fields(texts, preset=paper.call.asks, authors=_listed(paper, authors))
    return tuple(
        shown(
            replace(finding, field=LABELS.get(finding.field, finding.field)),
            digest(texts[finding.field]),
            marks,
        )
        for finding in found
    )


def digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def _texts(paper: Paper) -> Mapping[str, str]:
    typed: Mapping[str, str] = paper.draft["texts"] if paper.draft else {}
    return {name: str(typed.get(name, getattr(paper, name))) for name in LABELS} | _answers(paper)


def _answers(paper: Paper) -> dict[str, str]:
    """Answers that reviewers read, by the words of their questions."""
    return {answer.words: answer.text for answer in answers_of(paper, for_reviewers=True)}


def _listed(paper: Paper, authors: Iterable[Author]) -> list[Author]:
    rows = paper.draft["authors"] if paper.draft else []
    named = [Author(row["name"], row["email"], row["affiliation"], row["orcid"]) for row in rows]
    return [author for author in named if author.name] or list(authors)
