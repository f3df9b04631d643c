from django.conf import settings
from django.db import models
from django.db.models import Q

from submissions import clock
from submissions.papers.models import Paper
from submissions.workshops.models import Workshop


class Decision(models.Model):
    """A draft is its organizer's own; a ready one is the paper's, and goes out with the next release."""

    class Outcome(models.TextChoices):
        TALK = "talk", "accept as a talk"
        POSTER = "poster", "accept as a poster"
        WAIT = "wait", "put on the waiting list"
        REJECT = "reject", "reject"

    class State(models.TextChoices):
        DRAFT = "draft"
        READY = "ready"
        RELEASED = "released"

    paper = models.ForeignKey(Paper, models.CASCADE, related_name="decisions")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    outcome = models.CharField(max_length=6, choices=Outcome)
    note = models.TextField("meta-review, to the authors", blank=True)
    aside = models.TextField("to the other handlers only", blank=True)
    state = models.CharField(max_length=8, choices=State, default=State.DRAFT)
    saved_at = models.DateTimeField(default=clock.now)
    released_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["paper", "by"], name="one_decision_per_organizer"),
            models.UniqueConstraint(
                fields=["paper"],
                condition=Q(state__in=["ready", "released"]),
                name="one_standing_decision_per_paper",
            ),
            models.CheckConstraint(
                condition=Q(state="released", released_at__isnull=False)
                | (~Q(state="released") & Q(released_at__isnull=True)),
                name="released_iff_stamped",
            ),
        ]

    @property
    def is_accept(self) -> bool:
        return self.outcome in {self.Outcome.TALK, self.Outcome.POSTER}


class DeskRejection(models.Model):
    """A paper that is turned away before review. Until `sends_at` it can be undone, and its authors see nothing of it."""

    paper = models.OneToOneField(Paper, models.CASCADE, related_name="desk_rejection")
    reason = models.TextField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    asked_at = models.DateTimeField(default=clock.now)
    sends_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True)


class Capacity(models.Model):
    """How many talks and posters a workshop has room for; None where nobody said."""

    workshop = models.OneToOneField(Workshop, models.CASCADE, related_name="capacity")
    talks = models.PositiveSmallIntegerField(null=True, blank=True)
    posters = models.PositiveSmallIntegerField(null=True, blank=True)


class Release(models.Model):
    """Decisions went out. The first one opens the accept list."""

    workshop = models.ForeignKey(Workshop, models.CASCADE, related_name="releases")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField(default=clock.now)

    class Meta:
        ordering = ["at"]
