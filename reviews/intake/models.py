from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower

from reviews.reviewing.models import Review
from submissions import clock
from submissions.papers.models import Paper
from submissions.refs import new_ref
from submissions.workshops.models import Workshop


class Intake(models.Model):
    """Files that an organizer wants to bring in. They go when it is done or dropped; only that organizer sees it."""

    class State(models.TextChoices):
        READING = "reading", "being read"
        SHOWN = "shown", "nothing brought in yet"
        QUEUED = "queued", "being brought in"
        DONE = "done", "brought in"
        FAILED = "failed", "not brought in"
        DROPPED = "dropped", "dropped"

    ref = models.CharField(max_length=16, unique=True, default=new_ref)
    workshop = models.ForeignKey(Workshop, models.CASCADE, related_name="intakes")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    state = models.CharField(max_length=7, choices=State, default=State.READING)
    system = models.CharField(max_length=20, blank=True)
    plan = models.JSONField(null=True, blank=True, help_text="What would happen, as `shown.py` writes it.")
    summary = models.JSONField(
        default=list, blank=True, help_text="What was done: (what, new, changed, skipped)."
    )
    problem = models.CharField(max_length=300, blank=True)
    at = models.DateTimeField(default=clock.now)
    done_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(state="done", done_at__isnull=False)
                | (~Q(state="done") & Q(done_at__isnull=True)),
                name="intake_done_iff_stamped",
            )
        ]


class IntakeFile(models.Model):
    intake = models.ForeignKey(Intake, models.CASCADE, related_name="files")
    name = models.CharField(max_length=200)
    file = models.FileField(max_length=200)

    class Meta:
        ordering = ["pk"]


class Origin(models.Model):
    """Where a row came from, by its id there, and a digest of what was said there when it last came in."""

    class Kind(models.TextChoices):
        PAPER = "paper"
        PDF = "pdf"
        REVIEW = "review"
        DECISION = "decision"

    workshop = models.ForeignKey(Workshop, models.CASCADE, related_name="origins")
    system = models.CharField(max_length=20)
    kind = models.CharField(max_length=8, choices=Kind)
    foreign = models.CharField(max_length=300)
    digest = models.CharField(max_length=64)
    paper = models.ForeignKey(Paper, models.CASCADE, related_name="origins")
    review = models.ForeignKey(Review, models.CASCADE, null=True, related_name="origins")
    scores = models.JSONField(
        default=dict, blank=True, help_text="A review's scores as they were given there."
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["workshop", "system", "kind", "foreign"], name="origin_once"),
            models.CheckConstraint(
                condition=Q(kind="review", review__isnull=False)
                | (~Q(kind="review") & Q(review__isnull=True)),
                name="origin_of_review_names_it",
            ),
        ]


class Claim(models.Model):
    """A mailed link by which an author of papers that were brought in makes them their own; it proves the address."""

    workshop = models.ForeignKey(Workshop, models.CASCADE, related_name="claims")
    email = models.EmailField()
    token = models.CharField(max_length=16, unique=True, default=new_ref)
    claimed_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["workshop", "email"], name="one_claim_per_address"),
            models.CheckConstraint(condition=Q(email=Lower("email")), name="claim_email_is_lower"),
        ]
