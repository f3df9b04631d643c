"""What every test may ask for: people, a workshop, its papers. The servers start with `tests.settings`."""

import fcntl
import gc
import os
from pathlib import Path

import pytest
from django.db import connection
from pytest_django import DjangoDbBlocker

from tests.services import suite

pytest_plugins = ["tests.personas", "tests.workers"]


@pytest.fixture(scope="session")
def django_db_setup(django_test_environment: None, django_db_blocker: DjangoDbBlocker) -> None:
    """Migrated once for all processes, of which each takes a copy. Nothing is dropped: it goes with the suite's folder."""
    name = os.environ.get("PYTEST_XDIST_WORKER", "main")
    with django_db_blocker.unblock(), (suite().folder / "migrated").open("a+") as migrated:
        fcntl.flock(migrated, fcntl.LOCK_EX)
        if not Path(migrated.name).stat().st_size:
            connection.creation.create_test_db(verbosity=0, autoclobber=True)
            migrated.write("yes")
            migrated.flush()
        connection.close()
        connection.settings_dict["NAME"] = connection.settings_dict["TEST"]["NAME"]
        connection.creation.clone_test_db(suffix=name, verbosity=0)
        connection.settings_dict |= connection.creation.get_test_db_clone_settings(name)


def pytest_sessionstart() -> None:
    """Tests may do a job themselves, so they know every kind, as a worker does."""
    from fedgenai_site.celery import app

    app.loader.import_default_modules()


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """What is long goes to one process each, begins first, and does not meet its like."""
    for item in items:
        if group := _group(item):
            item.add_marker(pytest.mark.xdist_group(group))


def _group(item: pytest.Item) -> str:
    """The tours of every page, the stories, and what talks to a worker; all others go wherever there is time."""
    if item.get_closest_marker("browser"):
        return item.name if item.path.stem == "test_pages" else "stories"
    return "committed" if _commits(item) else ""


def _commits(item: pytest.Item) -> bool:
    marker = item.get_closest_marker("django_db")
    return "transactional_db" in getattr(item, "fixturenames", ()) or bool(
        marker and marker.kwargs.get("transaction")
    )


def pytest_collection_finish() -> None:
    """What is loaded by now stays: to look through it for garbage again and again takes a tenth of the time."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(50_000, 20, 50)


def pytest_runtest_setup(item: pytest.Item) -> None:
    """Rate limits live in the cache, and one test's attempts are not the next one's."""
    uses_database = {"db", "transactional_db"} & set(getattr(item, "fixturenames", ()))
    if uses_database or item.get_closest_marker("django_db"):
        from django.core.cache import cache

        cache.clear()
