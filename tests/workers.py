"""A real Celery worker for tests, on the database and the broker of the test that starts it."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import quote

import pytest
from django.conf import settings
from django.db import connection

from fedgenai_site.celery import app
from submissions import clock
from submissions.jobs.models import Job
from submissions.jobs.tasks import run_job
from tests.services import free_port

CELERY = [sys.executable, "-m", "celery", "--quiet", "--app=tests.worker_app", "worker", "--loglevel=WARNING"]


class Worker:
    """One worker in a session of its own, with two children and the sweeper."""

    def __init__(self) -> None:
        self.process: subprocess.Popen[bytes] | None = None
        self.log: Path = settings.VAR_DIR / "worker.log"

    def start(self) -> None:
        with self.log.open("ab") as output:
            self.process = subprocess.Popen(
                [*CELERY, "--concurrency=2", "--without-mingle", "--without-gossip"],
                cwd=settings.BASE_DIR,
                env=environment(),
                stdout=output,
                stderr=output,
                start_new_session=True,
            )

    def kill(self) -> None:
        """SIGKILL the whole group, as when a machine loses its power."""
        self._end(signal.SIGKILL)

    def stop(self) -> None:
        self._end(signal.SIGTERM)

    def _end(self, how: signal.Signals) -> None:
        process, self.process = self.process, None
        if process is None or process.poll() is not None:
            return
        os.killpg(process.pid, how) if how == signal.SIGKILL else process.send_signal(how)
        try:
            process.wait(20)
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()


def empty_queues() -> None:
    """Earlier tests queued jobs that nobody did; their rows are gone, and a worker would look at each message."""
    app.control.purge()


def environment() -> dict[str, str]:
    """What another process needs to be part of the test's site: its settings on the test's database."""
    return {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": "fedgenai_site.settings",
        "DATABASE_URL": database_url(),
        "SWEEP_IN_WORKER": "1",
    }


def database_url() -> str:
    """The address of the database that the test itself uses."""
    wanted = connection.settings_dict
    if connection.vendor == "sqlite":
        return f"sqlite:///{wanted['NAME']}"
    return f"postgres://{wanted['USER']}@{quote(wanted['HOST'], safe='')}/{wanted['NAME']}"


def wait_for(condition: Callable[[], bool], *, seconds: float = 60) -> None:
    until = time.monotonic() + seconds
    while not condition():
        if time.monotonic() > until:
            raise AssertionError(f"It did not happen within {seconds} s; see {settings.VAR_DIR}/worker.log")
        time.sleep(0.1)


def do_jobs(*, rounds: int = 10) -> None:
    """Do in this process all that is queued and due, and what follows from it, as a worker would."""
    for _ in range(rounds):
        waiting = Job.objects.filter(state=Job.State.QUEUED, due_at__lte=clock.now()).values_list(
            "pk", flat=True
        )
        if not waiting:
            return
        for pk in waiting:
            run_job(pk)
    raise AssertionError("Jobs lead to jobs without end.")


@contextmanager
def broker_away() -> Iterator[None]:
    """For this process nobody answers at the broker's address, or its folder is none."""
    original = app.conf.broker_url
    folder = settings.VAR_DIR / "broker"
    if settings.REDIS_URL:
        _talk_to(f"redis://127.0.0.1:{free_port()}/0")
    else:
        folder.mkdir(exist_ok=True)
        folder.rename(folder.with_suffix(".away"))
        folder.touch()
    try:
        yield
    finally:
        if settings.REDIS_URL:
            _talk_to(original)
        else:
            folder.unlink()
            folder.with_suffix(".away").rename(folder)


def _talk_to(url: str) -> None:
    app.conf.broker_url = url
    app.conf.broker_write_url = url
    app._after_fork()  # forgets the pooled connections


@pytest.fixture
def worker(transactional_db: None) -> Iterator[Worker]:
    """Not started yet; ended with the test, before its rows are."""
    empty_queues()
    one = Worker()
    begins = one.log.stat().st_size if one.log.exists() else 0
    yield one
    one.kill()
    if one.log.exists():
        sys.stdout.write(one.log.read_text()[begins:])  # pytest shows it where the test failed
