from typing import Any

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q

from reviews.assignment.models import Assignment
from reviews.reviewing.criteria import DEFAULT, Criteria
from submissions import clock
from submissions.workshops.models import Workshop

SCORE = [MinValueValidator(1), MaxValueValidator(5)]


class Questionnaire(models.Model):
    """What reviewers of a workshop are asked. Changing it makes the next number: what was answered stays as it was."""

    workshop = models.ForeignKey(Workshop, models.CASCADE, related_name="questionnaires")
    number = models.PositiveSmallIntegerField(default=1)
    rows = models.JSONField(default=DEFAULT.to_json, help_text="As criteria.py writes them.")
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    made_at = models.DateTimeField(default=clock.now)

    class Meta:
        ordering = ["-number"]
        constraints = [
            models.UniqueConstraint(fields=["workshop", "number"], name="one_questionnaire_per_number")
        ]

    @property
    def criteria(self) -> Criteria:
        return Criteria.from_json(self.rows)


class Review(models.Model):
    """What was last submitted is what counts; `draft` holds what is being typed on top of it."""

    assignment = models.OneToOneField(Assignment, models.CASCADE, related_name="review")
    questionnaire = models.ForeignKey(
        Questionnaire, models.PROTECT, related_name="+", help_text="The form that was answered."
    )
    overall = models.PositiveSmallIntegerField(null=True, validators=SCORE)
    confidence = models.PositiveSmallIntegerField(null=True, validators=SCORE)
    answers = models.JSONField(
        default=dict, blank=True, help_text="All other answers, by the criterion's key."
    )
    draft = models.JSONField(null=True, blank=True)
    version = models.PositiveIntegerField(
        default=0, help_text="Counts saves, so that two tabs cannot overwrite each other."
    )
    saved_at = models.DateTimeField(default=clock.now)
    submitted_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(submitted_at__isnull=True) | Q(overall__range=(1, 5), confidence__range=(1, 5)),
                name="submitted_review_has_its_scores",
            ),
        ]

    @property
    def said(self) -> dict[str, Any]:
        """Every answer by its criterion's key."""
        return {**self.answers, "overall": self.overall, "confidence": self.confidence}


class ReviewRevision(models.Model):
    """A submitted state of a review, kept when it is changed. It answers the same form as the review."""

    review = models.ForeignKey(Review, models.CASCADE, related_name="revisions")
    data = models.JSONField()
    submitted_at = models.DateTimeField()

    class Meta:
        ordering = ["-submitted_at", "-pk"]


class Reading(models.Model):
    """A reviewer has opened the paper. Without a row nobody knows whether the letter arrived."""

    assignment = models.OneToOneField(Assignment, models.CASCADE, related_name="reading")
    since = models.DateTimeField(default=clock.now)


class Report(models.Model):
    """What a reviewer tells the paper's handlers beside the review, and nobody else."""

    class Kind(models.TextChoices):
        CONFLICT = "conflict", "has a conflict"
        RECOGNISED = "recognised", "recognises the authors"
        NAMED = "named", "says that the PDF names its authors"
        CANNOT = "cannot", "cannot write the review"

    assignment = models.ForeignKey(Assignment, models.CASCADE, related_name="reports")
    kind = models.CharField(max_length=10, choices=Kind)
    words = models.TextField(blank=True)
    page = models.PositiveSmallIntegerField(null=True, blank=True)
    at = models.DateTimeField(default=clock.now)
    settled_at = models.DateTimeField(null=True)
    settled_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")

    class Meta:
        ordering = ["at", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(settled_by__isnull=True) | Q(settled_at__isnull=False),
                name="report_settled_iff_stamped",
            )
        ]
