from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower

from submissions import clock
from submissions.refs import new_ref
from submissions.workshops.models import Topic, Workshop


class Invitation(models.Model):
    """A person who was asked to review, and what they answered."""

    class State(models.TextChoices):
        INVITED = "invited"
        ACCEPTED = "accepted"
        DECLINED = "declined"

    workshop = models.ForeignKey(Workshop, models.CASCADE, related_name="invitations")
    token = models.CharField(
        max_length=16, unique=True, default=new_ref, help_text="The mailed link; it proves the address."
    )
    email = models.EmailField()
    name = models.CharField(max_length=200, blank=True)
    affiliation = models.CharField(max_length=200, blank=True)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="invitations")
    state = models.CharField(max_length=8, choices=State, default=State.INVITED)
    max_load = models.PositiveSmallIntegerField(default=4)
    topics = models.ManyToManyField(Topic, blank=True, related_name="+")
    is_senior = models.BooleanField(default=False, help_text="Set by an organizer; a paper wants one such.")
    agreed_to = models.TextField(blank=True, help_text="The policy that was shown and agreed to.")
    decline_reason = models.CharField(max_length=300, blank=True)
    invited_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    invited_at = models.DateTimeField(default=clock.now)
    answered_at = models.DateTimeField(null=True)
    reminded_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["name", "email"]
        constraints = [
            models.UniqueConstraint(fields=["workshop", "email"], name="invited_once_per_workshop"),
            models.CheckConstraint(condition=Q(email=Lower("email")), name="invitation_email_is_lower"),
            models.CheckConstraint(
                condition=Q(state="accepted", user__isnull=False, answered_at__isnull=False)
                | Q(state="declined", answered_at__isnull=False)
                | Q(state="invited", answered_at__isnull=True),
                name="answered_iff_stamped",
            ),
        ]


class Suggestion(models.Model):
    """Whom somebody who declined would ask instead; gone once an organizer has answered it."""

    invitation = models.ForeignKey(Invitation, models.CASCADE, related_name="suggestions")
    email = models.EmailField()
    name = models.CharField(max_length=200, blank=True)
    affiliation = models.CharField(max_length=200, blank=True)
    words = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["invitation", "email"], name="suggested_once_per_invitation")
        ]
