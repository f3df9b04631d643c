"""What the doctor says about database, queue, files, mail and checker, each failure with its remedy."""

import dataclasses
import subprocess
import sys
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
import time_machine
from django.conf import settings as site
from django.db import connection
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder
from pytest_django import Settings

from fedgenai_site.operating.probes import Answer, Verdict, databases, examine, machine, mail, pdfs, queue
from submissions import clock
from submissions.models import Job
from tests.factories import NOTHING_FOUND
from tests.fedgenai_site.operating.working import database_away
from tests.services import free_port
from tests.workers import broker_away


def assert_fails(answer: Answer, words: str, remedy: str) -> None:
    assert answer.verdict == Verdict.FAIL
    assert words in answer.words
    assert remedy in answer.remedy


@pytest.mark.parametrize(
    "probe",
    [
        databases.answers,
        databases.migrations,
        databases.journal,
        databases.clocks,
        queue.cache,
        queue.broker,
        machine.storage,
        machine.disk,
        mail.server,
        pdfs.limits_in_force,
        pdfs.known_paper,
    ],
)
def test_the_suite_s_own_site_is_well(probe: Callable[[], Answer], transactional_db: None) -> None:
    assert probe().verdict == Verdict.OK, probe()


def test_a_database_that_is_away(transactional_db: None) -> None:
    remedy = "must own" if connection.vendor == "sqlite" else "DATABASE_URL"
    with database_away():
        assert_fails(databases.answers(), "does not answer", remedy)
        assert_fails(databases.migrations(), "not looked at", remedy)
        assert_fails(databases.clocks(), "not looked at", remedy)
        assert_fails(queue.workers(0), "could not be written", "database")


@pytest.mark.django_db
def test_a_migration_that_is_not_applied() -> None:
    last = max(name for app, name in MigrationLoader(connection).disk_migrations if app == "submissions")
    MigrationRecorder(connection).record_unapplied("submissions", last)
    assert_fails(databases.migrations(), f"submissions {last}", "manage.py migrate")


def test_a_journal_that_blocks_readers() -> None:
    assert_fails(databases.judged_journal("delete"), "'delete'", "local disk")


@pytest.mark.django_db
@pytest.mark.parametrize(("seconds", "verdict"), [(5, Verdict.WARN), (90, Verdict.FAIL)])
def test_a_clock_that_runs_ahead(seconds: int, verdict: Verdict) -> None:
    with time_machine.travel(clock.now() + timedelta(seconds=seconds), tick=True):
        answer = databases.clocks()
    assert answer.verdict == verdict
    assert "timedatectl" in answer.remedy


def test_a_cache_that_is_away(settings: Settings) -> None:
    backend = "django.core.cache.backends.redis.RedisCache"
    settings.CACHES = {"default": {"BACKEND": backend, "LOCATION": f"redis://127.0.0.1:{free_port()}"}}
    assert_fails(queue.cache(), "does not answer", "Redis" if site.REDIS_URL else str(site.VAR_DIR))


def test_a_broker_that_is_away() -> None:
    with broker_away():
        assert_fails(
            queue.broker(), "No message gets through", "Redis" if site.REDIS_URL else str(site.VAR_DIR)
        )


def test_no_worker_is_a_failure_that_leaves_no_row(transactional_db: None) -> None:
    assert_fails(queue.workers(0.2), "No worker did anything", "celery --app=fedgenai_site worker")
    assert not Job.objects.exists()


def test_a_storage_that_takes_nothing(settings: Settings, tmp_path: Path) -> None:
    (tmp_path / "files").touch()
    settings.MEDIA_ROOT = tmp_path / "files"
    assert_fails(machine.storage(), "could not be kept", str(tmp_path))


@pytest.mark.parametrize(("share", "verdict"), [(0.5, "ok"), (0.9, "warn"), (0.95, "fail")])
def test_a_disk_that_fills(share: float, verdict: str) -> None:
    answer = machine.judged_use(share, 10**9, "/srv/files")
    assert (answer.verdict, bool(answer.remedy)) == (verdict, verdict != "ok")


def test_a_sandbox_with_a_hole() -> None:
    held = {"memory": True, "network": False}
    assert_fails(pdfs.judged_limits(held), "Not in force for the PDF checker: network.", "seccomp")


def test_every_hole_is_seen_where_no_limit_was_applied(tmp_path: Path) -> None:
    code = (
        f"import sys, os; sys.path.insert(0, {str(site.BASE_DIR)!r})\n"
        "from fedgenai_site.operating.trespass import trespass\n"
        "held = trespass(os.open('file', os.O_RDWR | os.O_CREAT), was_root=True)\n"
        "print(sorted(name for name in held if held[name]))"
    )
    command = [sys.executable, "-I", "-c", code]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=True)
    held = set(done.stdout.strip("[]\n").replace("'", "").split(", ")) - {""}
    # A machine may forbid core dumps to everybody, and whoever runs the suite may not be root.
    assert held <= {"core dumps", "identity"}


def test_a_checker_that_overlooks() -> None:
    answer = pdfs.judged_report(NOTHING_FOUND)
    assert_fails(answer, "overlooked the author's name in the properties", "pip install")


def test_a_checker_that_does_not_finish() -> None:
    stopped = dataclasses.replace(NOTHING_FOUND, status="failed")
    assert_fails(pdfs.judged_report(stopped), "did not finish", "pip install")


def test_a_probe_that_breaks_is_a_failure_and_the_next_one_is_asked() -> None:
    def broken_probe() -> Answer:
        raise ZeroDivisionError

    first, second = examine([broken_probe, machine.disk])
    assert_fails(first, "ZeroDivisionError", "log")
    assert (first.name, second.name) == ("broken probe", "disk")
