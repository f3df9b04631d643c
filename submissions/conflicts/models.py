"""Who must not see or judge a paper, one row per reason.

Conflicts lie below papers: they decide what an organizer may see on every page.
"""

from django.conf import settings
from django.db import models
from django.db.models import Q

from submissions import clock


class Conflict(models.Model):
    class Kind(models.TextChoices):
        SELF = "self", "is an author"
        INSTITUTION = "institution", "same institution as an author"
        DECLARED = "declared", "declared by the person"
        ORGANIZER = "organizer", "set by an organizer"

    class State(models.TextChoices):
        PROPOSED = "proposed"
        ACTIVE = "active"
        WAIVED = "waived"

    paper = models.ForeignKey("submissions.Paper", models.CASCADE, related_name="conflicts")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="conflicts")
    kind = models.CharField(max_length=12, choices=Kind)
    state = models.CharField(max_length=8, choices=State, default=State.ACTIVE)
    reason = models.CharField(max_length=300, blank=True)
    since = models.DateTimeField(default=clock.now)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["paper", "user", "kind"], name="one_conflict_per_reason"),
            models.CheckConstraint(
                condition=~Q(kind="self", state="waived"), name="self_conflict_is_never_waived"
            ),
        ]
        indexes = [models.Index(fields=["user", "state"])]
