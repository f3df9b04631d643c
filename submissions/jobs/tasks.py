"""The one Celery task that does jobs, its pulse, and the sweeper that lives in the small worker."""

import logging
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta

from celery import shared_task
from celery.signals import worker_ready
from django.conf import settings
from django.db import DatabaseError, connection

from submissions.jobs import registry, services, sweeping, turns
from submissions.jobs.models import Job

log = logging.getLogger(__name__)

BEAT_SECONDS = 5
SWEEP_SECONDS = 5


@shared_task(name=services.TASK)
def run_job(job_id: int) -> None:
    job = turns.claim_in_turn(job_id)
    if job is None:
        return
    with pulse(job):
        try:
            registry.handlers[job.kind](job)
        except Exception as error:
            log.exception("job %s (%s) failed", job.pk, job.kind)
            services.try_again(job, repr(error), delay=timedelta(seconds=5 * 3**job.attempt))
        else:
            services.complete(job)


@shared_task(name="jobs.sweep")
def sweep() -> None:
    """Find lost jobs and do the chores. Any number of workers may do so at the same time."""
    sweeping.sweep()
    sweeping.do_chores()


@contextmanager
def pulse(job: Job) -> Iterator[None]:
    """Beat for a job while its handler works, from a thread with a connection of its own."""
    stop = threading.Event()

    def beat() -> None:
        while not stop.wait(BEAT_SECONDS):
            try:
                services.beat(job)
            except DatabaseError:
                log.warning("job %s missed a beat", job.pk)
            finally:
                connection.close()

    thread = threading.Thread(target=beat, daemon=True)
    thread.start()
    try:
        yield
    finally:
        stop.set()
        thread.join()


@worker_ready.connect
def start_sweeper(**_: object) -> None:
    """The small shape has no beat process: one thread of the worker's parent sweeps instead."""
    if settings.SWEEP_IN_WORKER:
        threading.Thread(target=_sweep_for_ever, daemon=True, name="sweeper").start()


def _sweep_for_ever() -> None:
    pause = threading.Event()
    while True:
        try:
            sweep()
        except Exception:
            log.exception("the sweep failed")
        finally:
            connection.close()
        pause.wait(SWEEP_SECONDS)
