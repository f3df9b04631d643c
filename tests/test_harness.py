"""The harness itself: its rows are valid, its servers its own, its people who they say."""

import inspect
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.db import connection
from factory.django import DjangoModelFactory
from pypdf import PdfReader

from submissions.models import Paper, Workshop
from submissions.papers import access
from tests import factories
from tests.papers import small_pdf
from tests.personas import Persona

EVERY_FACTORY = [
    value
    for _, value in inspect.getmembers(factories, inspect.isclass)
    if issubclass(value, DjangoModelFactory) and value is not DjangoModelFactory
]


@pytest.mark.django_db
@pytest.mark.parametrize("factory", EVERY_FACTORY, ids=lambda factory: factory.__name__)
def test_every_factory_makes_valid_rows(factory: type[DjangoModelFactory[Any]]) -> None:
    for row in factory.create_batch(2):
        row.validate_constraints()


def test_the_small_pdf_is_a_pdf(tmp_path: Path) -> None:
    path = tmp_path / "small.pdf"
    path.write_bytes(small_pdf("Hello (there)"))
    assert PdfReader(path).pages[0].extract_text() == "Hello (there)"


@pytest.mark.django_db
def test_it_speaks_only_to_its_own_servers() -> None:
    suite = settings.VAR_DIR.parent
    assert str(connection.settings_dict["HOST"] or connection.settings_dict["NAME"]).startswith(str(suite))


def test_the_personas_stand_where_they_say(
    workshop: Workshop,
    paper: Paper,
    own_paper: Paper,
    author: Persona,
    co_author: Persona,
    organizer: Persona,
    organizer_author: Persona,
    organizer_in_conflict: Persona,
    reviewer: Persona,
    outsider: Persona,
) -> None:
    def handled(person: Persona) -> set[Paper]:
        return set(access.handled_by(person.user, workshop))

    assert handled(organizer) == {paper, own_paper}
    assert handled(organizer_author) == {paper}
    assert handled(organizer_in_conflict) == {own_paper}
    assert handled(reviewer) == handled(outsider) == set()
    assert set(access.written_by(co_author.user)) == set(access.written_by(author.user)) == {paper}
    assert [line.reviewer for line in paper.assignments.all()] == [reviewer.user]
