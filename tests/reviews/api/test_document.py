"""The document is what the API does: answers are compared with it, for questions that somebody thought of and others."""

import os
from collections.abc import Iterator
from copy import deepcopy
from pathlib import Path
from typing import Any

import pytest
import schemathesis
from django.core.cache import cache
from django.core.signals import request_finished, request_started
from django.core.wsgi import get_wsgi_application
from django.db import close_old_connections
from django.test import Client
from hypothesis import HealthCheck, given, settings
from hypothesis.strategies import sampled_from
from schemathesis import Case
from schemathesis.schemas import APIOperation

from reviews.api import wire
from reviews.api.document import document, endpoints
from reviews.api.guide import sections
from reviews.models import Assignment
from submissions.models import Version
from tests.blindness.story.telling import build
from tests.blindness.world import Phase as Chapter
from tests.blindness.world import standing_still

EXAMPLES = int(os.environ.get("FUZZ_EXAMPLES", "8"))
"""By hand: FUZZ_EXAMPLES=2000 pytest tests/reviews/api/test_document.py"""


def test_the_docs_name_every_endpoint_and_scope() -> None:
    text = (Path(__file__).parents[3] / "docs" / "api.md").read_text()
    lacking = [each.path for each in endpoints() if f"`{each.path.removeprefix('/api/v1')}`" not in text]

    assert not lacking


def test_the_page_shows_every_endpoint(visitor: Client, db: None) -> None:
    page = visitor.get("/api/").content.decode()

    assert [each.path for each in sections() if f"GET {each.path}<" not in page] == []


def test_the_document_is_open_to_everybody(visitor: Client, db: None) -> None:
    assert visitor.get("/api/openapi.json").json()["openapi"] == "3.1.0"


@pytest.fixture
def _unlimited(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """As many requests as one likes, on the test's own connection, which Django's own client leaves open, too."""
    cache.clear()
    monkeypatch.setattr(wire, "PER_MINUTE", 1_000_000)
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    yield
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


@pytest.mark.django_db
@pytest.mark.usefixtures("_unlimited")
def test_no_question_is_answered_otherwise_than_the_document_says() -> None:
    """Asked by an organizer, an author, a reviewer, of what is there and of what a fuzzer thinks of."""
    world = build(Chapter.RELEASED)
    refs = [
        *(paper.ref for paper in world.papers.values()),
        *Assignment.objects.values_list("ref", flat=True),
        *Version.objects.values_list("ref", flat=True),
    ]
    tokens = [world.tokens[world.people[name].pk] for name in ("ines", "amara", "ravi")]
    schema = schemathesis.openapi.from_dict(known(document(), world.workshop.slug, refs))
    schema.app = get_wsgi_application()
    with standing_still(Chapter.RELEASED):
        for path in schema:
            ask(schema[path]["GET"], tokens)


def known(said: dict[str, Any], slug: str, refs: list[str]) -> dict[str, Any]:
    """The document with examples of what there is, so that not everything is a 404."""
    examples = {"slug": [slug], "ref": refs, "file": refs}
    copy = deepcopy(said)
    for path in copy["paths"].values():
        for parameter in path["get"]["parameters"]:
            if parameter["name"] in examples:
                parameter["schema"] = {"anyOf": [parameter["schema"], {"enum": examples[parameter["name"]]}]}
    return copy


def ask(operation: APIOperation[Any, Any, Any, Any], tokens: list[str]) -> None:
    @settings(max_examples=EXAMPLES, deadline=None, database=None, suppress_health_check=list(HealthCheck))
    @given(case=operation.as_strategy(), token=sampled_from(tokens))
    def run(case: Case[Any], token: str) -> None:
        case.call_and_validate(headers={"Authorization": f"Bearer {token}"})

    run()
