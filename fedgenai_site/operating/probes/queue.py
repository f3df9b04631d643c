"""The way of a job: the cache beside it, the broker, and a worker at each queue."""

import secrets
import time
from collections.abc import Sequence
from queue import Empty

from amqp.exceptions import AMQPError
from django.conf import settings
from django.core.cache import cache as shared_cache
from django.db import DatabaseError
from kombu.exceptions import KombuError
from redis.exceptions import RedisError

from fedgenai_site.celery import app
from fedgenai_site.operating.probes.base import Answer, fail, ok, warn
from fedgenai_site.operating.tasks import KINDS
from submissions.jobs import services as jobs
from submissions.jobs.models import Job

PATIENCE = 15.0
OWN_QUEUE = "doctor"
START_ONE = "Start one: celery --app=fedgenai_site worker; with --queues, name check,mail,solve,sweep in all."


def cache() -> Answer:
    key, value = f"doctor:{secrets.token_hex(8)}", secrets.token_hex(8)
    try:
        shared_cache.set(key, value, 60)
        found = shared_cache.get(key)
        shared_cache.delete(key)
    except (RedisError, OSError) as error:
        return fail("cache", f"It does not answer: {error}.", _way_to_broker())
    if found != value:
        return fail(
            "cache", "It forgets what it was told; attempts to sign in are not counted.", _way_to_broker()
        )
    return ok("cache", "What is written can be read.")


def broker() -> Answer:
    """Send one message through a queue of its own, and take it out again."""
    try:
        with app.connection_for_write() as connection:
            connection.ensure_connection(max_retries=1, timeout=5)
            with connection.SimpleQueue(OWN_QUEUE) as own:
                own.put("ping")
                own.get(timeout=5).ack()
    except (KombuError, AMQPError, RedisError, OSError, Empty) as error:
        why = str(error).rstrip(".") or type(error).__name__
        words = f"No message gets through: {why}. Uploads are received but not checked."
        return fail("broker", words, _way_to_broker())
    return ok("broker", "A message gets through.")


def workers(patience: float = PATIENCE) -> Answer:
    """Ask for one empty job a queue, and see who does it; no row is left."""
    try:
        asked = [jobs.enqueue(kind, secrets.randbelow(2**62)).pk for kind in KINDS]
    except DatabaseError:
        return fail("workers", "The job could not be written down.", "Mend the database first.")
    try:
        return _judged(_after(asked, patience), patience)
    finally:
        Job.objects.filter(pk__in=asked).delete()


def _after(asked: Sequence[int], patience: float) -> list[Job]:
    """The jobs when all of them have been taken, or patience has run out."""
    until = time.monotonic() + patience
    while True:
        rows = list(Job.objects.filter(pk__in=asked).order_by("pk"))
        if all(job.state == Job.State.DONE or job.error for job in rows) or time.monotonic() > until:
            return rows
        time.sleep(0.1)


def _judged(rows: Sequence[Job], patience: float) -> Answer:
    silent = [jobs.queue_of(job.kind) for job in rows if job.state != Job.State.DONE and not job.error]
    if len(silent) == len(KINDS):
        return fail("workers", f"No worker did anything within {patience:g} s.", START_ONE)
    if silent:
        words = f"Nobody serves {', '.join(silent)}: no job done there within {patience:g} s."
        return fail("workers", words, START_ONE)
    if any(job.error for job in rows):
        words = "A worker takes jobs, and does not know this one: it runs other code than this."
        return warn("workers", words, "Restart the workers, so that they run the code that is installed.")
    return ok("workers", "A worker serves every queue.")


def _way_to_broker() -> str:
    if settings.REDIS_URL:
        return "Look whether Redis runs (redis-cli ping) and whether REDIS_URL names its host and password."
    return f"The user who runs the site must be able to write in {settings.VAR_DIR}."
