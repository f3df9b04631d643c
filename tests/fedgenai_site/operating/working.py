"""A worker that is told which application and which queues are its own; a database that is away."""

import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager

from django.conf import settings
from django.db import connection

from tests import workers

KNOWS_THE_DOCTOR = "tests.worker_app"
KNOWS_HIM_NOT = "tests.fedgenai_site.operating.worker_app"


@contextmanager
def working(app: str = KNOWS_THE_DOCTOR, *, queues: str = "check,mail,solve,sweep") -> Iterator[None]:
    """Inside, one worker runs on the test's database and broker."""
    workers.empty_queues()
    worker = workers.Worker()
    options = ["--loglevel=CRITICAL", "--concurrency=1", "--without-mingle", "--without-gossip"]
    with worker.log.open("ab") as output:
        worker.process = subprocess.Popen(
            [
                sys.executable,
                "-m",
                "celery",
                "--quiet",
                f"--app={app}",
                "worker",
                *options,
                f"--queues={queues}",
            ],
            cwd=settings.BASE_DIR,
            env=workers.environment(),
            stdout=output,
            stderr=output,
            start_new_session=True,
        )
    try:
        yield
    finally:
        worker.kill()


@contextmanager
def database_away() -> Iterator[None]:
    """Inside, nobody answers at the database's address."""
    connection.close()
    original = dict(connection.settings_dict)
    connection.settings_dict |= {"HOST": "/no/such/folder", "NAME": "/no/such/folder/database"}
    try:
        yield
    finally:
        connection.close()
        connection.settings_dict |= original
