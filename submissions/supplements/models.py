from django.conf import settings
from django.db import models

from submissions import clock
from submissions.papers.models import Paper
from submissions.refs import new_ref


class Supplement(models.Model):
    """What comes with a paper: a PDF, of which reviewers get a sanitised copy, or a ZIP archive, which nobody has checked."""

    class Kind(models.TextChoices):
        PDF = "pdf", "PDF"
        ZIP = "zip", "ZIP archive"

    ref = models.CharField(max_length=16, unique=True, default=new_ref)
    paper = models.OneToOneField(Paper, models.CASCADE, related_name="supplement")
    kind = models.CharField(max_length=3, choices=Kind)
    file = models.FileField(max_length=200)
    blind_file = models.FileField(max_length=200, blank=True)
    original_name = models.CharField(max_length=200)
    size = models.PositiveIntegerField()
    sha256 = models.CharField(max_length=64)
    names = models.JSONField(
        default=list, help_text="What stands in an archive: (name, bytes), the first ones."
    )
    more_names = models.PositiveIntegerField(default=0)
    uploaded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    uploaded_at = models.DateTimeField(default=clock.now)

    @property
    def for_reviewers(self) -> bool:
        """A PDF's copy has to be made first; an archive is given as it is, and said to be unchecked."""
        return bool(self.blind_file) if self.kind == self.Kind.PDF else True

    @property
    def file_name(self) -> str:
        return f"{self.paper.workshop.slug}-paper-{self.paper.number}-supplement.{self.kind}"
