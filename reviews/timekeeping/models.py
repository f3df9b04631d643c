from datetime import time

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from reviews.assignment.models import Assignment
from reviews.committee.models import Invitation
from submissions import clock
from submissions.papers.models import Paper
from submissions.refs import new_ref
from submissions.workshops.models import Workshop


class Standby(models.Model):
    """Somebody who helps out: gets no paper by the assignment, and up to the agreed load when one is offered."""

    invitation = models.OneToOneField(Invitation, models.CASCADE, related_name="standby")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    since = models.DateTimeField(default=clock.now)


class Offer(models.Model):
    """A paper that somebody is asked to review at short notice."""

    class State(models.TextChoices):
        OPEN = "open", "no answer yet"
        ACCEPTED = "accepted"
        DECLINED = "declined"
        FILLED = "filled", "somebody else took it"

    ref = models.CharField(max_length=16, unique=True, default=new_ref)
    paper = models.ForeignKey(Paper, models.CASCADE, related_name="offers")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    state = models.CharField(max_length=8, choices=State, default=State.OPEN)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    made_at = models.DateTimeField(default=clock.now)
    answered_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["made_at", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["paper", "user"], name="offered_once"),
            models.CheckConstraint(
                condition=Q(state="open", answered_at__isnull=True)
                | (~Q(state="open") & Q(answered_at__isnull=False)),
                name="offer_answered_iff_stamped",
            ),
        ]


class Reminder(models.Model):
    """A reviewer was reminded of one review."""

    assignment = models.ForeignKey(Assignment, models.CASCADE, related_name="reminders")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField(default=clock.now)


class Digest(models.Model):
    """Until when an organizer has been told what happened."""

    workshop = models.ForeignKey(Workshop, models.CASCADE, related_name="+")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    at = models.DateTimeField(default=clock.now)
    is_wanted = models.BooleanField(default=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["workshop", "user"], name="one_digest_per_organizer")]


class WorkingHours(models.Model):
    """When a workshop reminds people; at other times its reminders wait."""

    workshop = models.OneToOneField(Workshop, models.CASCADE, related_name="working_hours")
    opens = models.TimeField("from", default=time(7))
    closes = models.TimeField("until", default=time(18))
    zone = models.CharField("time zone", max_length=64, default="UTC")
    weekends = models.BooleanField("also on Saturdays and Sundays", default=False)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(opens__lt=F("closes")),
                name="working_hours_last",
                violation_error_message="The end comes before the beginning; give a later one.",
            )
        ]
