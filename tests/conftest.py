"""What every test may ask for: people, a workshop, its papers. The servers start with `tests.settings`."""

import pytest

pytest_plugins = ["tests.personas", "tests.workers"]


@pytest.fixture(scope="session")
def django_db_keepdb() -> bool:
    """The suite's own server goes with its folder, so nothing is dropped, and a connection left open hinders nobody."""
    return True


def pytest_sessionstart() -> None:
    """Tests may do a job themselves, so they know every kind, as a worker does."""
    from fedgenai_site.celery import app

    app.loader.import_default_modules()


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Browser tests share one group, so that on two cores one Chromium runs at a time."""
    for item in items:
        if item.get_closest_marker("browser"):
            item.add_marker(pytest.mark.xdist_group("browser"))


def pytest_runtest_setup(item: pytest.Item) -> None:
    """Rate limits live in the cache, and one test's attempts are not the next one's."""
    uses_database = {"db", "transactional_db"} & set(getattr(item, "fixturenames", ()))
    if uses_database or item.get_closest_marker("django_db"):
        from django.core.cache import cache

        cache.clear()
