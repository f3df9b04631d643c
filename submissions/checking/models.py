from django.conf import settings
from django.db import models

from submissions import clock
from submissions.checks.presets import Preset, changed
from submissions.papers.models import Paper, Version
from submissions.refs import new_ref


class Check(models.Model):
    """The checker's answer about one version. Until there is one, the job ledger knows where it stands."""

    class Status(models.TextChoices):
        DONE = "done"
        PARTIAL = "partial"
        FAILED = "failed"

    version = models.ForeignKey(Version, models.CASCADE, related_name="checks")
    preset = models.CharField(max_length=40)
    rules = models.CharField(max_length=12, blank=True, help_text="The preset's version.")
    engine = models.CharField(max_length=20)
    status = models.CharField(max_length=8, choices=Status)
    report = models.JSONField(help_text="The whole answer, as docs/checks.md describes it.")
    errors = models.PositiveSmallIntegerField(help_text="Those that no organizer has waived.")
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


class Note(models.Model):
    """An author's word that a finding is a false alarm. It holds for the same bytes, however often they are checked."""

    paper = models.ForeignKey(Paper, models.CASCADE, related_name="notes")
    sha256 = models.CharField(max_length=64, help_text="Of the file, or of the field's text.")
    key = models.CharField(max_length=100)
    rule = models.CharField(max_length=10)
    sentence = models.CharField(max_length=500)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField(default=clock.now)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["paper", "sha256", "key"], name="one_note_per_finding")
        ]


class Waiver(models.Model):
    """A handler's word that a finding need not be mended. It holds for the same bytes."""

    paper = models.ForeignKey(Paper, models.CASCADE, related_name="waivers")
    sha256 = models.CharField(max_length=64, help_text="Of the file, or of the field's text.")
    key = models.CharField(max_length=100)
    rule = models.CharField(max_length=10)
    reason = models.CharField(max_length=500)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField(default=clock.now)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["paper", "sha256", "key"], name="one_waiver_per_finding")
        ]


class Cleaning(models.Model):
    """An author's wish to have a version's hidden data removed, and the version that came of it."""

    source = models.OneToOneField(Version, models.CASCADE, related_name="cleaning")
    made = models.OneToOneField(Version, models.CASCADE, null=True, related_name="cleaned_from")
    before = models.JSONField(default=list, help_text="The source's findings, as pairs of key and message.")
    removed = models.JSONField(default=list, help_text="What was taken out, in the PDF's own words.")
    problem = models.CharField(max_length=200, blank=True, help_text="Why no version came of it.")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    asked_at = models.DateTimeField(default=clock.now)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(made=None) | models.Q(problem=""), name="cleaning_ends_one_way"
            )
        ]


class Trial(models.Model):
    """A visitor's PDF. Once it is checked `file` is empty; the answer stays in the cache, and the row goes with it."""

    ref = models.CharField(max_length=16, unique=True, default=new_ref)
    preset = models.CharField(max_length=40)
    changes = models.JSONField(default=dict, help_text="Those of the call under whose address it came.")
    file = models.FileField(max_length=200)
    asked_at = models.DateTimeField(default=clock.now, db_index=True)

    @property
    def asks(self) -> Preset:
        return changed(self.preset, self.changes)
