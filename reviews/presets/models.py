from django.conf import settings
from django.db import models

from submissions import clock
from submissions.checks.presets import Preset, changed
from submissions.papers.models import Version
from submissions.workshops.models import Call


class Preview(models.Model):
    """Rules that an organizer tries on the papers already in, before they are the call's. One for each organizer and call."""

    call = models.ForeignKey(Call, models.CASCADE, related_name="previews")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    preset = models.CharField(max_length=40)
    changes = models.JSONField(default=dict)
    asked_at = models.DateTimeField(default=clock.now)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["call", "by"], name="one_preview_per_organizer")]

    @property
    def asks(self) -> Preset:
        return changed(self.preset, self.changes)


class Tried(models.Model):
    """What a version's check would say by a preview's rules."""

    preview = models.ForeignKey(Preview, models.CASCADE, related_name="tried")
    version = models.ForeignKey(Version, models.CASCADE, related_name="+")
    rules = models.CharField(max_length=12, help_text="The version of the rules that were tried.")
    report = models.JSONField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["preview", "version"], name="tried_once_per_version")]
