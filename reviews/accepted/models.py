from django.conf import settings
from django.db import models

from submissions import clock
from submissions.workshops.models import Workshop


class PublicPdfs(models.Model):
    """The public list gives papers as PDF, too. Without a row it gives none."""

    class Which(models.TextChoices):
        FINAL = "final", "final versions that passed the check and whose licence was agreed to"
        LAST = "last", "these, and of other papers what was submitted last"

    workshop = models.OneToOneField(Workshop, models.CASCADE, related_name="public_pdfs")
    which = models.CharField(max_length=10, choices=Which)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    since = models.DateTimeField(default=clock.now)
