from django.conf import settings
from django.db import models

from submissions import clock
from submissions.papers.models import Paper


class Bid(models.Model):
    """How much a reviewer wants to review a paper. No row: nothing was said, which is not the same as a low bid."""

    class Level(models.IntegerChoices):
        NOT_FOR_ME = 1, "Not for me"
        RATHER_NOT = 2, "Rather not"
        IF_NEED_BE = 3, "If need be"
        WILLING = 4, "Willing"
        EAGER = 5, "Eager"

    paper = models.ForeignKey(Paper, models.CASCADE, related_name="bids")
    reviewer = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="bids")
    level = models.PositiveSmallIntegerField(choices=Level)
    at = models.DateTimeField(default=clock.now)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["paper", "reviewer"], name="one_bid_per_pair"),
            models.CheckConstraint(condition=models.Q(level__gte=1, level__lte=5), name="bid_is_one_of_five"),
        ]
