from django.conf import settings
from django.db import models
from django.db.models import Q

from reviews.solving.wish import Wish
from submissions import clock
from submissions.papers.models import Paper
from submissions.refs import new_ref
from submissions.workshops.models import Workshop


class Run(models.Model):
    """One run of the solver: what was asked, what it was solved on, and what came out.

    Pairs are lists [paper id, reviewer id, score]. `instance` holds the arrays that it was solved on, so that reasons
    and previews speak of the same numbers ever after.
    """

    ref = models.CharField(max_length=16, unique=True, default=new_ref)
    workshop = models.ForeignKey(Workshop, models.CASCADE, related_name="runs")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    papers = models.ManyToManyField(Paper, related_name="+")
    settings = models.JSONField(default=dict)
    seed = models.PositiveIntegerField(default=0)
    digest = models.CharField(max_length=64, blank=True)
    solver = models.CharField(max_length=40, blank=True)
    instance = models.BinaryField(default=bytes)
    asked_at = models.DateTimeField(default=clock.now)
    finished_at = models.DateTimeField(null=True)
    is_stop_wanted = models.BooleanField(default=False)
    progress = models.JSONField(default=dict)
    figures = models.JSONField(default=dict)
    pairs = models.JSONField(default=list)
    before = models.JSONField(default=list, help_text="The drafts that stood when it was first used.")
    points = models.JSONField(null=True, help_text="One assignment per price; null until they are drawn.")
    used_at = models.DateTimeField(null=True)
    unused = models.CharField(max_length=1000, blank=True, help_text="Why its result was not put in place.")

    class Meta:
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["workshop", "by"],
                condition=Q(finished_at__isnull=True),
                name="one_open_run_per_organizer",
            ),
            models.CheckConstraint(
                condition=Q(used_at__isnull=True) | Q(finished_at__isnull=False), name="used_run_is_finished"
            ),
        ]

    @property
    def wish(self) -> Wish:
        return Wish.of(self.settings)
