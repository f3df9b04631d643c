from django.conf import settings
from django.db import models

from submissions import clock


class Publication(models.Model):
    """A paper that a person wrote, as that person told us: it shows what one can judge, and with whom one has written."""

    class Source(models.TextChoices):
        BIBTEX = "bibtex", "BibTeX"
        TITLE = "title", "a line"
        PDF = "pdf", "a PDF"

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="publications")
    title = models.CharField(max_length=300)
    key = models.CharField(max_length=64, help_text="The folded title's hash: the same paper counts once.")
    text = models.TextField(blank=True, help_text="Its abstract, or all of it.")
    authors = models.JSONField(default=list, help_text="Names, as they were given.")
    year = models.PositiveSmallIntegerField(null=True)
    source = models.CharField(max_length=6, choices=Source)
    file = models.FileField(max_length=200, blank=True, help_text="Until a worker has read it.")
    problem = models.CharField(max_length=200, blank=True, help_text="Why the file could not be read.")
    added_at = models.DateTimeField(default=clock.now)

    class Meta:
        ordering = ["-year", "title", "pk"]
        constraints = [models.UniqueConstraint(fields=["user", "key"], name="publication_once_per_person")]
