from django.db import models

from submissions.workshops.models import Workshop


class Term(models.Model):
    """How long a workshop keeps one kind of data after it is over. Without a row the usual term holds."""

    workshop = models.ForeignKey(Workshop, models.CASCADE, related_name="terms")
    kind = models.SlugField(max_length=20, help_text="As kinds.py names it.")
    months = models.PositiveSmallIntegerField(null=True, help_text="Empty: kept until somebody erases it.")
    noticed_at = models.DateTimeField(null=True, help_text="When organizers were told what will be erased.")
    done_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["workshop", "kind"], name="one_term_per_kind")]
