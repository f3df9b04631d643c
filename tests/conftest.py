"""What every test may ask for: people, a workshop, its papers. The servers start with `tests.settings`."""

import gc

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
    """What is long goes to one process each, begins first, and does not meet its like."""
    for item in items:
        if group := _group(item):
            item.add_marker(pytest.mark.xdist_group(group))


def _group(item: pytest.Item) -> str:
    """The tours of every page, the stories, and what talks to a worker; all others go wherever there is time."""
    if item.get_closest_marker("browser"):
        whose = "organizers" if "organizer" in item.name else "others"
        return f"pages of {whose}" if item.path.stem == "test_pages" else "stories"
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
