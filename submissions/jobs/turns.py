"""Whose turn it is: a message is worth one job of its queue, and whom somebody waits for goes first."""

from django.db.models import QuerySet

from submissions import clock
from submissions.jobs import registry
from submissions.jobs.models import Job
from submissions.jobs.services import claim, queue_of

TRIES = 5  # others look at the same rows, and one of them may be quicker


def claim_in_turn(job_id: int) -> Job | None:
    """The job of a message. A patient one lets go first who is not; that one's own message then does what waited."""
    kind = Job.objects.filter(pk=job_id).values_list("kind", flat=True).first()
    if kind is None:
        return None
    due = _due_in(queue_of(kind))
    if kind in registry.patient:
        return _first_of(due.exclude(kind__in=registry.patient)) or claim(job_id)
    return claim(job_id) or _first_of(due.filter(kind__in=registry.patient))


def _due_in(queue: str) -> QuerySet[Job]:
    now = clock.now()
    return Job.objects.filter(kind__startswith=f"{queue}.", state=Job.State.QUEUED, due_at__lte=now)


def _first_of(waiting: QuerySet[Job]) -> Job | None:
    pks = waiting.order_by("due_at", "pk").values_list("pk", flat=True)[:TRIES]
    return next(filter(None, map(claim, pks)), None)
