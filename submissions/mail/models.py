from django.db import models
from django.db.models import Q

from submissions import clock


class Letter(models.Model):
    """A mail is a row first; a worker sends it later, once."""

    class State(models.TextChoices):
        QUEUED = "queued"
        SENT = "sent"
        FAILED = "failed"

    workshop = models.ForeignKey("submissions.Workshop", models.CASCADE, null=True, related_name="+")
    paper = models.ForeignKey("submissions.Paper", models.CASCADE, null=True, related_name="+")
    kind = models.CharField(max_length=40)
    key = models.CharField(max_length=200, unique=True, help_text="The same letter is never written twice.")
    to = models.EmailField()
    reply_to = models.JSONField(default=list, blank=True)
    subject = models.CharField(max_length=300)
    body = models.TextField()
    state = models.CharField(max_length=8, choices=State, default=State.QUEUED)
    created_at = models.DateTimeField(default=clock.now)
    sent_at = models.DateTimeField(null=True)
    error = models.TextField(blank=True)

    class Meta:
        ordering = ["-created_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(state="sent", sent_at__isnull=False)
                | (~Q(state="sent") & Q(sent_at__isnull=True)),
                name="letter_sent_iff_stamped",
            ),
        ]
