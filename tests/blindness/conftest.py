"""One world for each phase, which all tests of that phase share."""

import copy
import logging
from collections.abc import Iterator

import pytest
from django.db import transaction
from pytest_django import DjangoDbBlocker

from tests.blindness.comparison import plain_refusals
from tests.blindness.story.telling import build
from tests.blindness.world import Phase, World


@pytest.fixture(autouse=True)
def _without_a_line_per_refusal(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.ERROR, "django.request")
    caplog.set_level(logging.ERROR, "django.security.csrf")


@pytest.fixture(scope="package")
def phase(
    request: pytest.FixtureRequest, django_db_setup: None, django_db_blocker: DjangoDbBlocker
) -> Iterator[World]:
    """Built once, in a transaction around those of the tests; pytest puts tests of one phase side by side."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield build(Phase(request.param))
        transaction.set_rollback(True)


@pytest.fixture
def world(phase: World, db: None) -> World:
    """In the phase for which a test is parametrized (`in_phases`). Whatever a test does to it is undone."""
    return copy.deepcopy(phase)


@pytest.fixture
def _plain_refusals() -> Iterator[None]:
    """The suite would draw ten thousand refusals. `test_alike` looks at whole ones."""
    with plain_refusals():
        yield
