from django.db import models

from submissions import clock


class Entry(models.Model):
    """One thing that somebody did. Rows are only ever added."""

    workshop = models.ForeignKey("submissions.Workshop", models.CASCADE, null=True, related_name="+")
    paper = models.ForeignKey("submissions.Paper", models.CASCADE, null=True, related_name="+")
    actor = models.ForeignKey("submissions.User", models.SET_NULL, null=True, related_name="+")
    verb = models.CharField(max_length=40)
    data = models.JSONField(default=dict, blank=True)
    at = models.DateTimeField(default=clock.now, db_index=True)

    class Meta:
        ordering = ["-at", "-pk"]
