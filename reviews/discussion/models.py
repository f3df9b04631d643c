from django.conf import settings
from django.db import models
from django.db.models import F, Q

from reviews.assignment.models import Assignment
from submissions import clock
from submissions.papers.models import Paper
from submissions.workshops.models import Workshop


class Comment(models.Model):
    """A word in the discussion of a paper: by one of its reviewers, or by one of its handlers."""

    class Visible(models.TextChoices):
        HANDLERS = "handlers", "the paper's handlers"
        COMMITTEE = "committee", "its handlers and its reviewers"
        AUTHORS = "authors", "its authors, too, once decisions are out"

    paper = models.ForeignKey(Paper, models.CASCADE, related_name="comments")
    seat = models.ForeignKey(
        Assignment, models.CASCADE, null=True, related_name="comments", help_text="A reviewer's; else `by`."
    )
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    visible = models.CharField(max_length=9, choices=Visible, default=Visible.HANDLERS)
    text = models.TextField()
    at = models.DateTimeField(default=clock.now)

    class Meta:
        ordering = ["at", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(seat__isnull=True, by__isnull=False) | Q(seat__isnull=False, by__isnull=True),
                name="comment_is_by_a_reviewer_or_a_handler",
            )
        ]


class ResponseRound(models.Model):
    """Authors read their reviews before the decision and may answer once. Without a row there is no such thing."""

    workshop = models.OneToOneField(Workshop, models.CASCADE, related_name="response_round")
    opens_at = models.DateTimeField()
    closes_at = models.DateTimeField()
    word_limit = models.PositiveSmallIntegerField(default=400)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(closes_at__gt=F("opens_at")), name="response_closes_after_opening"
            )
        ]


class Response(models.Model):
    """The authors' one answer to their reviews."""

    paper = models.OneToOneField(Paper, models.CASCADE, related_name="response")
    text = models.TextField()
    version = models.PositiveIntegerField(default=1)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField(default=clock.now)
