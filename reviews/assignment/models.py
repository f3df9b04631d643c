from django.conf import settings
from django.db import models
from django.db.models import Q

from submissions import clock
from submissions.papers.models import Paper
from submissions.refs import new_ref


class Assignment(models.Model):
    """A reviewer has a paper. Its ref is what stands in the reviewer's URLs."""

    class State(models.TextChoices):
        DRAFT = "draft", "draft, not told yet"
        ACTIVE = "active"
        REMOVED = "removed"

    ref = models.CharField(max_length=16, unique=True, default=new_ref)
    paper = models.ForeignKey(Paper, models.CASCADE, related_name="assignments")
    reviewer = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="assignments")
    state = models.CharField(max_length=8, choices=State, default=State.DRAFT)
    is_automatic = models.BooleanField(default=False)
    score = models.FloatField(null=True, help_text="The pair's score when the solver proposed it.")
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    made_at = models.DateTimeField(default=clock.now)
    published_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["paper", "reviewer"], condition=~Q(state="removed"), name="reviewer_once_per_paper"
            ),
            models.CheckConstraint(
                condition=~Q(state="active") | Q(published_at__isnull=False),
                name="active_assignment_is_published",
            ),
        ]


class Ban(models.Model):
    """An organizer rules a pair out: no run of the solver proposes it."""

    paper = models.ForeignKey(Paper, models.CASCADE, related_name="bans")
    reviewer = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="bans")
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    made_at = models.DateTimeField(default=clock.now)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["paper", "reviewer"], name="one_ban_per_pair")]


class Wanted(models.Model):
    """How many reviews one paper gets, where that differs from what a run asks for."""

    paper = models.OneToOneField(Paper, models.CASCADE, related_name="wanted")
    reviews = models.PositiveSmallIntegerField()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(reviews__gte=1, reviews__lte=9), name="wanted_is_1_to_9")
        ]
