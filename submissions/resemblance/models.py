from django.conf import settings
from django.db import models
from django.db.models import F, Q

from submissions import clock
from submissions.papers.models import Paper, Version
from submissions.refs import new_ref
from submissions.workshops.models import Workshop


class Signature(models.Model):
    """The MinHash of one version's text, and of its paper's abstract as it stood then. No text can be read from it."""

    version = models.OneToOneField(Version, models.CASCADE, related_name="signature")
    engine = models.CharField(max_length=20, help_text="Only signatures of one engine can be compared.")
    title = models.CharField(max_length=300, blank=True, help_text="Folded.")
    text = models.BinaryField()
    text_size = models.PositiveIntegerField(help_text="How many different runs of words.")
    abstract = models.BinaryField()
    abstract_size = models.PositiveIntegerField()
    made_at = models.DateTimeField(default=clock.now)
    compared_at = models.DateTimeField(null=True, db_index=True)


class Pair(models.Model):
    """Two papers that are much alike, as they stood: it holds for these bytes, however often they are uploaded."""

    ref = models.CharField(max_length=16, unique=True, default=new_ref)
    one = models.ForeignKey(Paper, models.CASCADE, related_name="+")
    other = models.ForeignKey(Paper, models.CASCADE, related_name="+")
    one_sha256 = models.CharField(max_length=64)
    other_sha256 = models.CharField(max_length=64)
    text = models.FloatField(
        help_text="How much of the shorter text stands in the longer, 0 to 1, beyond what most share."
    )
    abstract = models.FloatField(help_text="As `text`, of the abstracts.")
    same_title = models.BooleanField()
    found_at = models.DateTimeField(default=clock.now)

    class Meta:
        ordering = ["-text", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["one", "other", "one_sha256", "other_sha256"], name="one_pair_per_bytes"
            ),
            models.CheckConstraint(condition=Q(one__lt=F("other")), name="pair_in_order"),
        ]


class Answer(models.Model):
    """What the handlers of one workshop say about a pair. The other workshop has an answer of its own."""

    class Verdict(models.TextChoices):
        FINE = "fine", "Fine as it is"
        PROBLEM = "problem", "A problem"

    pair = models.ForeignKey(Pair, models.CASCADE, related_name="answers")
    workshop = models.ForeignKey(Workshop, models.CASCADE, related_name="+")
    verdict = models.CharField(max_length=7, choices=Verdict)
    note = models.CharField(max_length=500, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField(default=clock.now)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["pair", "workshop"], name="one_answer_per_workshop"),
            models.CheckConstraint(condition=Q(verdict="fine") | ~Q(note=""), name="a_problem_has_a_note"),
        ]
