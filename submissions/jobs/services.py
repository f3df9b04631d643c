"""The life of a job: enqueue, claim, beat, complete or fail.

A job's row is written in the transaction of whoever wants it done; the message goes out on commit and carries the
id alone. The worker claims the row by a conditional UPDATE, so a message delivered twice works once. The handler's
last transaction asks `complete` first and writes only if the claim still stands: a job ends done once.
"""

import logging
from datetime import datetime, timedelta

from amqp.exceptions import AMQPError
from celery import current_app
from django.db import IntegrityError, transaction
from django.db.models import F, Q, QuerySet
from kombu.exceptions import KombuError

from submissions import clock
from submissions.jobs.models import Job
from submissions.refs import new_ref

log = logging.getLogger(__name__)

TASK = "jobs.run"
STALE_AFTER = timedelta(seconds=20)
RESEND_AFTER = timedelta(seconds=20)
MAX_ATTEMPTS = 3


def enqueue(kind: str, object_id: int, *, due_at: datetime | None = None) -> Job:
    """Ask for work on one object; if it is waiting already, that job will do.

    One that is running may have read what has changed since: it is done a second time when it has ended.
    """
    due = due_at or clock.now()
    job = _join(kind, object_id, due) or _add(kind, object_id, due) or _join(kind, object_id, due)
    if job is None:
        raise IntegrityError(f"{kind} for {object_id} comes and goes")
    if job.state == Job.State.QUEUED and due_at is None:
        transaction.on_commit(lambda: send(job), robust=True)
    return job


def send(job: Job) -> None:
    """Wake a worker. A broker that is away is no error: the row is safe and the sweep sends it again."""
    try:
        current_app.send_task(TASK, [job.pk], queue=queue_of(job.kind))
    except (OSError, KombuError, AMQPError) as error:
        log.warning("job %s waits for the broker: %s", job.pk, error)


def queue_of(kind: str) -> str:
    """`check.pdf` goes to the queue `check`, so that queues can have workers of their own."""
    return kind.split(".", 1)[0]


def claim(job_id: int) -> Job | None:
    """Take a job that is queued and due, or whose worker has gone silent; None when it is not to be had."""
    now = clock.now()
    free = Q(state=Job.State.QUEUED, due_at__lte=now) | silent(now) & Q(attempt__lt=MAX_ATTEMPTS)
    taken = Job.objects.filter(free, pk=job_id).update(
        state=Job.State.RUNNING,
        claim=new_ref(),
        attempt=F("attempt") + 1,
        heartbeat_at=now,
        stage="",
        error="",
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
    done = {"state": Job.State.DONE, "finished_at": clock.now(), "stage": ""}
    return bool(_mine(job).filter(is_wanted_again=False).update(**done)) or _once_more(job)


def give_up(job: Job, error: str) -> bool:
    """Mark failed for good: trying again would not help."""
    failed = {"state": Job.State.FAILED, "finished_at": clock.now(), "stage": "", "error": error[:2000]}
    return bool(_mine(job).filter(is_wanted_again=False).update(**failed)) or _once_more(job)


def try_again(job: Job, error: str, *, delay: timedelta) -> bool:
    """Queue once more after a failure that may pass; True if there will be another attempt."""
    if job.attempt >= MAX_ATTEMPTS:
        give_up(job, error)
        return False
    return _requeue(job, error, delay)


def postpone(job: Job, error: str, *, delay: timedelta) -> bool:
    """Queue once more because something outside is away. It is not the job's failure and does not count as one."""
    return _requeue(job, error, delay, attempt=F("attempt") - 1)


def silent(now: datetime) -> Q:
    """Jobs whose worker has not been heard of."""
    return Q(state=Job.State.RUNNING, heartbeat_at__lt=now - STALE_AFTER)


def _join(kind: str, object_id: int, due: datetime) -> Job | None:
    """Write to the active row, which makes its worker wait for the end of this transaction."""
    mine = Job.objects.filter(kind=kind, object_id=object_id)
    if mine.filter(state=Job.State.QUEUED).update(due_at=due):
        return mine.get(state=Job.State.QUEUED)
    if mine.filter(state=Job.State.RUNNING).update(is_wanted_again=True):
        return mine.get(state=Job.State.RUNNING)
    return None


def _add(kind: str, object_id: int, due: datetime) -> Job | None:
    now = clock.now()
    sent = now if due <= now else due - RESEND_AFTER
    try:
        with transaction.atomic():
            return Job.objects.create(
                kind=kind, object_id=object_id, created_at=now, due_at=due, sent_at=sent
            )
    except IntegrityError:
        return None


def _once_more(job: Job) -> bool:
    """End this run and begin the next one, which was asked for meanwhile."""
    now = clock.now()
    queued = {
        "state": Job.State.QUEUED,
        "claim": "",
        "attempt": 0,
        "due_at": now,
        "sent_at": now,
        "stage": "",
    }
    ours = bool(_mine(job).update(is_wanted_again=False, **queued))
    if ours:
        transaction.on_commit(lambda: send(job), robust=True)
    return ours


def _requeue(job: Job, error: str, delay: timedelta, **changes: object) -> bool:
    """No message is sent: the sweep sends it once it is due."""
    due = clock.now() + delay
    queued = {
        "state": Job.State.QUEUED,
        "claim": "",
        "due_at": due,
        "sent_at": due - RESEND_AFTER,
        "stage": "",
    }
    return bool(_mine(job).update(error=error[:2000], is_wanted_again=False, **queued, **changes))


def _mine(job: Job) -> QuerySet[Job]:
    return Job.objects.filter(pk=job.pk, claim=job.claim, state=Job.State.RUNNING)
