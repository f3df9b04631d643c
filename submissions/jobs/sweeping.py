"""Finds the jobs that got lost: queued without a message, or running without a heartbeat."""

import logging

from django.db.models import QuerySet

from submissions import clock
from submissions.jobs import registry
from submissions.jobs.models import Job
from submissions.jobs.services import MAX_ATTEMPTS, RESEND_AFTER, send, silent

log = logging.getLogger(__name__)

AT_ONCE = 500


def sweep() -> int:
    """Send again what is stuck, and fail what has lost its worker three times. Returns how many were sent."""
    now = clock.now()
    quiet = Job.objects.filter(silent(now))
    quiet.filter(attempt__gte=MAX_ATTEMPTS).update(
        state=Job.State.FAILED, finished_at=now, stage="", error="Its worker vanished three times."
    )
    quiet.update(state=Job.State.QUEUED, claim="", stage="", due_at=now, sent_at=now - RESEND_AFTER)
    jobs = list(lost().order_by("due_at", "pk")[:AT_ONCE])
    for job in jobs:
        if Job.objects.filter(pk=job.pk, sent_at=job.sent_at).update(sent_at=now):
            send(job)
    return len(jobs)


def lost() -> QuerySet[Job]:
    """Due and queued, and the last message is so old that it will not arrive."""
    now = clock.now()
    return Job.objects.filter(state=Job.State.QUEUED, due_at__lte=now, sent_at__lte=now - RESEND_AFTER)


def do_chores() -> None:
    """What rooms do regularly. One that fails does not keep the others from being done."""
    for chore in registry.chores:
        try:
            chore()
        except Exception:
            log.exception("a chore failed")
