"""The job ledger. No broker is the truth: a lost message is a delay, never a loss."""

from django.db import models
from django.db.models import Q

from submissions import clock


class Job(models.Model):
    class State(models.TextChoices):
        QUEUED = "queued"
        RUNNING = "running"
        DONE = "done"
        FAILED = "failed"

    kind = models.CharField(max_length=40)
    object_id = models.BigIntegerField(
        help_text="The row that the job is about; its kind says of which table."
    )
    state = models.CharField(max_length=8, choices=State, default=State.QUEUED)
    attempt = models.PositiveSmallIntegerField(default=0)
    claim = models.CharField(
        max_length=16, blank=True, help_text="Names the one worker that may finish this job."
    )
    is_wanted_again = models.BooleanField(
        default=False, help_text="Its object changed while it ran: once done, it is queued anew."
    )
    stage = models.CharField(max_length=80, blank=True)
    error = models.TextField(blank=True)
    created_at = models.DateTimeField(default=clock.now)
    due_at = models.DateTimeField(default=clock.now)
    sent_at = models.DateTimeField(default=clock.now)
    heartbeat_at = models.DateTimeField(null=True)
    finished_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "object_id"],
                condition=Q(state__in=["queued", "running"]),
                name="one_active_job_per_object",
            ),
            models.CheckConstraint(
                condition=Q(state__in=["done", "failed"], finished_at__isnull=False)
                | Q(state__in=["queued", "running"], finished_at__isnull=True),
                name="job_finished_iff_final",
            ),
        ]
        indexes = [models.Index(fields=["state", "heartbeat_at"])]
