from django.db import models

from submissions import clock
from submissions.papers.models import Version


class Check(models.Model):
    """The checker's answer about one version. Until there is one, the job ledger knows where it stands."""

    class Status(models.TextChoices):
        DONE = "done"
        PARTIAL = "partial"
        FAILED = "failed"

    version = models.ForeignKey(Version, models.CASCADE, related_name="checks")
    preset = models.CharField(max_length=40)
    engine = models.CharField(max_length=20)
    status = models.CharField(max_length=8, choices=Status)
    report = models.JSONField(help_text="The whole answer, as docs/checks.md describes it.")
    errors = models.PositiveSmallIntegerField()
    warnings = models.PositiveSmallIntegerField()
    seconds = models.FloatField(help_text="Of the checker's CPU.")
    finished_at = models.DateTimeField(default=clock.now)

    class Meta:
        ordering = ["-pk"]


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
