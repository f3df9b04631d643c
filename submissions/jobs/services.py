"""The life of a job: enqueue, claim, beat, complete or fail, and the sweep that finds what got lost.

A job's row is written in the transaction of whoever wants it done; the message goes out on commit and carries the
id alone. The worker claims the row by a conditional UPDATE, so a message delivered twice works once. The handler's
last transaction asks `complete` first and writes only if the claim still stands: a job ends done once.
"""

import logging
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import F, Q, QuerySet

from submissions import clock
from submissions.jobs.models import Job
from submissions.refs import new_ref

log = logging.getLogger(__name__)

STALE_AFTER = timedelta(seconds=20)
RESEND_AFTER = timedelta(seconds=10)
MAX_ATTEMPTS = 3


def enqueue(kind: str, object_id: int, *, due_at: datetime | None = None) -> Job:
    """Ask for work on one object. While such a job is queued or running, that one is returned."""
    now = clock.now()
    job, _ = Job.objects.get_or_create(
        kind=kind,
        object_id=object_id,
        state__in=[Job.State.QUEUED, Job.State.RUNNING],
        defaults={"state": Job.State.QUEUED, "created_at": now, "due_at": due_at or now, "sent_at": now},
    )
    transaction.on_commit(lambda: send(job), robust=True)
    return job


def send(job: Job) -> None:
    """Wake a worker. A broker that is away is no error: the row is safe and the sweep sends it again."""
    from submissions.jobs.tasks import run_job

    try:
        run_job.apply_async([job.pk], queue=queue_of(job.kind))
    except OSError as error:
        log.warning("job %s waits for the broker: %s", job.pk, error)
    except run_job.OperationalError as error:
        log.warning("job %s waits for the broker: %s", job.pk, error)


def queue_of(kind: str) -> str:
    """`check.pdf` goes to the queue `check`, so that queues can have workers of their own."""
    return kind.split(".", 1)[0]


def claim(job_id: int) -> Job | None:
    """Take a job that is queued and due, or whose worker has gone silent; None when it is not to be had."""
    now = clock.now()
    free = Q(state=Job.State.QUEUED, due_at__lte=now) | Q(
        state=Job.State.RUNNING, heartbeat_at__lt=now - STALE_AFTER, attempt__lt=MAX_ATTEMPTS
    )
    name = new_ref()
    taken = Job.objects.filter(free, pk=job_id).update(
        state=Job.State.RUNNING, claim=name, attempt=F("attempt") + 1, heartbeat_at=now, stage="", error=""
    )
    return Job.objects.get(pk=job_id) if taken else None


def beat(job: Job, stage: str | None = None) -> None:
    """Say that the worker lives and, if given, what it is at."""
    changes: dict[str, object] = {"heartbeat_at": clock.now()}
    if stage is not None:
        changes["stage"] = stage[:80]
    _mine(job).update(**changes)


def complete(job: Job) -> bool:
    """Mark done; False when another worker has taken over, and then nothing may be written."""
    return bool(_mine(job).update(state=Job.State.DONE, finished_at=clock.now(), stage=""))


def give_up(job: Job, error: str) -> bool:
    return bool(
        _mine(job).update(state=Job.State.FAILED, finished_at=clock.now(), stage="", error=error[:2000])
    )


def try_again(job: Job, error: str, *, delay: timedelta) -> bool:
    """Queue once more after a failure that may pass; True if there will be another attempt."""
    if job.attempt >= MAX_ATTEMPTS:
        give_up(job, error)
        return False
    due = clock.now() + delay
    _mine(job).update(state=Job.State.QUEUED, claim="", due_at=due, sent_at=due, error=error[:2000], stage="")
    return True


def sweep() -> int:
    """Send again what is stuck: queued without a message, or running without a heartbeat. Returns how many."""
    now = clock.now()
    silent = Q(state=Job.State.RUNNING, heartbeat_at__lt=now - STALE_AFTER)
    Job.objects.filter(silent, attempt__gte=MAX_ATTEMPTS).update(
        state=Job.State.FAILED, finished_at=now, error="The worker vanished three times."
    )
    Job.objects.filter(silent).update(state=Job.State.QUEUED, claim="", sent_at=now - RESEND_AFTER * 2)
    lost = Job.objects.filter(state=Job.State.QUEUED, due_at__lte=now, sent_at__lt=now - RESEND_AFTER)
    jobs = list(lost.order_by("pk")[:500])
    Job.objects.filter(pk__in=[job.pk for job in jobs]).update(sent_at=now)
    for job in jobs:
        send(job)
    return len(jobs)


def _mine(job: Job) -> QuerySet[Job]:
    return Job.objects.filter(pk=job.pk, claim=job.claim, state=Job.State.RUNNING)
