"""Letters to reviewers: plain text, one subject line, nobody named who must not be."""

from datetime import UTC, datetime

import pytest

from submissions.mail.services import compose
from submissions.models import Paper, Workshop
from submissions.papers.blind import blind
from tests.personas import Persona

DUE = datetime(2026, 6, 1, 11, 59, tzinfo=UTC)


@pytest.fixture
def context(workshop: Workshop, paper: Paper) -> dict[str, object]:
    paper.title = 'Tuning <Adapters> & "Prompts"'
    return {
        "workshop": workshop,
        "name": "Lea Haddad",
        "by": "Olga Ferreira-Holm",
        "paper": blind(paper),
        "papers": [(blind(paper), "https://example.org/reviews/one")],
        "url": "https://example.org/reviews",
        "due": DUE,
    }


@pytest.mark.parametrize(
    ("kind", "subject"),
    [
        ("invitation", "FedGenAI-IJCAI'25: will you review for us?"),
        ("assigned", "FedGenAI-IJCAI'25: 1 paper to review"),
        ("review_received", "FedGenAI-IJCAI'25: your review of #1 is received"),
    ],
)
def test_it_has_a_subject_a_greeting_and_the_due_time_in_aoe(
    kind: str, subject: str, context: dict[str, object]
) -> None:
    found, body = compose(kind, context)
    assert found == subject
    assert body.startswith("Dear Lea Haddad,\n")
    assert "31 May 2026, 23:59 AoE" in body
    assert "https://example.org/reviews" in body


@pytest.mark.parametrize("kind", ["assigned", "review_received"])
def test_it_gives_the_title_as_typed_and_no_author(
    kind: str, context: dict[str, object], author: Persona, co_author: Persona
) -> None:
    _, body = compose(kind, context)
    assert '#1 Tuning <Adapters> & "Prompts"' in body
    assert author.user.name not in body
    assert co_author.user.name not in body


@pytest.mark.parametrize("kind", ["invitation", "assigned", "review_received"])
def test_without_a_due_time_it_names_none(kind: str, context: dict[str, object]) -> None:
    _, body = compose(kind, context | {"due": None})
    assert "AoE" not in body
    assert "\n\n\n" not in body
