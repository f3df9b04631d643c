from django.conf import settings
from django.db import models

from submissions import clock
from submissions.papers.models import Paper
from submissions.refs import new_ref
from submissions.workshops.models import Workshop

LICENCE = (
    "We, the authors, keep the copyright of this paper and publish it under the Creative Commons Attribution 4.0 "
    "licence (CC BY 4.0). We hold the rights to everything in it."
)


class Stage(models.Model):
    """Final versions are asked for, until when, under which rules and which licence."""

    workshop = models.OneToOneField(Workshop, models.CASCADE, related_name="camera_stage")
    due_at = models.DateTimeField()
    preset = models.CharField(max_length=40, blank=True, help_text="Empty: as each call asks.")
    licence = models.TextField(default=LICENCE)
    opened_at = models.DateTimeField(default=clock.now)
    reminded_at = models.DateTimeField(null=True)


class Final(models.Model):
    """One final PDF; the newest counts. `report` is the checker's answer, None until it is there."""

    ref = models.CharField(max_length=16, unique=True, default=new_ref)
    paper = models.ForeignKey(Paper, models.CASCADE, related_name="finals")
    number = models.PositiveSmallIntegerField()
    file = models.FileField(max_length=200)
    size = models.PositiveIntegerField()
    sha256 = models.CharField(max_length=64)
    uploaded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    uploaded_at = models.DateTimeField(default=clock.now)
    report = models.JSONField(null=True)
    errors = models.PositiveSmallIntegerField(null=True)

    class Meta:
        ordering = ["-number"]
        constraints = [models.UniqueConstraint(fields=["paper", "number"], name="one_final_per_number")]

    @property
    def warnings(self) -> int:
        """What should be looked at and holds nothing up, such as another title than the form's."""
        found = (self.report or {}).get("findings", ())
        return sum(each["severity"] == "warning" for each in found)


class Agreement(models.Model):
    """An author's word on the licence, with the words that were agreed to."""

    paper = models.OneToOneField(Paper, models.CASCADE, related_name="agreement")
    words = models.TextField()
    name = models.CharField(max_length=200)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField(default=clock.now)
