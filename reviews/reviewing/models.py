from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q

from reviews.assignment.models import Assignment
from submissions import clock

SCORE = [MinValueValidator(1), MaxValueValidator(5)]


class Review(models.Model):
    """What was last submitted is what counts; `draft` holds what is being typed on top of it."""

    assignment = models.OneToOneField(Assignment, models.CASCADE, related_name="review")
    novelty = models.PositiveSmallIntegerField(null=True, validators=SCORE)
    quality = models.PositiveSmallIntegerField("technical quality", null=True, validators=SCORE)
    impact = models.PositiveSmallIntegerField(null=True, validators=SCORE)
    overall = models.PositiveSmallIntegerField(null=True, validators=SCORE)
    confidence = models.PositiveSmallIntegerField(null=True, validators=SCORE)
    strengths = models.TextField(blank=True)
    weaknesses = models.TextField(blank=True)
    questions = models.TextField(blank=True)
    to_organizers = models.TextField("to the organizers only", blank=True)
    draft = models.JSONField(null=True, blank=True)
    version = models.PositiveIntegerField(
        default=0, help_text="Counts saves, so that two tabs cannot overwrite each other."
    )
    saved_at = models.DateTimeField(default=clock.now)
    submitted_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(submitted_at__isnull=True)
                | Q(
                    novelty__range=(1, 5),
                    quality__range=(1, 5),
                    impact__range=(1, 5),
                    overall__range=(1, 5),
                    confidence__range=(1, 5),
                ),
                name="submitted_review_has_its_scores",
            ),
        ]


class ReviewRevision(models.Model):
    """A submitted state of a review, kept when it is changed."""

    review = models.ForeignKey(Review, models.CASCADE, related_name="revisions")
    data = models.JSONField()
    submitted_at = models.DateTimeField()

    class Meta:
        ordering = ["-submitted_at", "-pk"]
