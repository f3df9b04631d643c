from django.conf import settings
from django.db import models

from submissions import clock
from submissions.papers.models import Paper
from submissions.workshops.models import Workshop


class Affinity(models.Model):
    """How near a reviewer's own papers are to a submission, and why."""

    paper = models.ForeignKey(Paper, models.CASCADE, related_name="affinities")
    reviewer = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="affinities")
    value = models.FloatField(help_text="0 to 1: the share of this workshop's pairs that are not nearer.")
    cosine = models.FloatField(help_text="Before it was scaled.")
    terms = models.JSONField(default=list, help_text="The shared terms, strongest first.")
    nearest = models.CharField(max_length=300, help_text="The title of the reviewer's nearest paper.")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["paper", "reviewer"], name="one_affinity_per_pair"),
            models.CheckConstraint(
                condition=models.Q(value__gte=0, value__lte=1), name="affinity_is_a_share"
            ),
        ]


class Profiling(models.Model):
    """What a workshop's affinities were computed from, so that they are computed again once that has changed."""

    workshop = models.OneToOneField(Workshop, models.CASCADE, related_name="profiling")
    made_of = models.CharField(max_length=64)
    at = models.DateTimeField(default=clock.now)
