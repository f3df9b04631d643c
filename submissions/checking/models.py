from django.db import models
from django.db.models import Q

from submissions import clock
from submissions.papers.models import Version


class Check(models.Model):
    """One run of the checker over one version. Without `finished_at` it is still waiting."""

    class Status(models.TextChoices):
        WAITING = "waiting"
        DONE = "done"
        PARTIAL = "partial"
        FAILED = "failed"

    version = models.ForeignKey(Version, models.CASCADE, related_name="checks")
    preset = models.CharField(max_length=40)
    engine = models.CharField(max_length=20, blank=True)
    status = models.CharField(max_length=8, choices=Status, default=Status.WAITING)
    report = models.JSONField(
        null=True, blank=True, help_text="The checker's answer, as docs/checks.md describes it."
    )
    errors = models.PositiveSmallIntegerField(default=0)
    warnings = models.PositiveSmallIntegerField(default=0)
    created_at = models.DateTimeField(default=clock.now)
    finished_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(status="waiting", finished_at__isnull=True)
                | (~Q(status="waiting") & Q(finished_at__isnull=False)),
                name="check_finished_iff_answered",
            ),
        ]


class Page(models.Model):
    """The picture of one page of the blind copy, with its text for those who cannot see it."""

    version = models.ForeignKey(Version, models.CASCADE, related_name="pages")
    number = models.PositiveSmallIntegerField()
    file = models.FileField(max_length=200)
    width = models.PositiveSmallIntegerField(help_text="In pixels.")
    height = models.PositiveSmallIntegerField(help_text="In pixels.")
    width_pt = models.FloatField(help_text="In points, as displayed.")
    height_pt = models.FloatField(help_text="In points, as displayed.")
    text = models.TextField(blank=True)

    class Meta:
        ordering = ["number"]
        constraints = [models.UniqueConstraint(fields=["version", "number"], name="one_picture_per_page")]
