from django.conf import settings
from django.db import models
from django.db.models import Q

from submissions import clock
from submissions.refs import new_ref


class Mailing(models.Model):
    """Letters that an organizer wrote to a group in one go; `ref` comes with the form, so that posting twice is once."""

    workshop = models.ForeignKey("submissions.Workshop", models.CASCADE, related_name="+")
    ref = models.CharField(max_length=16, unique=True, default=new_ref)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    group = models.CharField(max_length=40)
    subject = models.CharField(max_length=300)
    body = models.TextField()
    at = models.DateTimeField(default=clock.now)


class Letter(models.Model):
    """A mail is a row first; a worker sends it later, once."""

    class State(models.TextChoices):
        DRAFT = "draft"
        HELD = "held"
        QUEUED = "queued"
        SENT = "sent"
        BOUNCED = "bounced"
        FAILED = "failed"
        WITHDRAWN = "withdrawn"

    ref = models.CharField(max_length=16, unique=True, default=new_ref)
    workshop = models.ForeignKey("submissions.Workshop", models.CASCADE, null=True, related_name="+")
    paper = models.ForeignKey("submissions.Paper", models.CASCADE, null=True, related_name="+")
    mailing = models.ForeignKey(Mailing, models.CASCADE, null=True, related_name="letters")
    kind = models.CharField(max_length=40)
    key = models.CharField(max_length=200, unique=True, help_text="The same letter is never written twice.")
    matter = models.CharField(
        max_length=80,
        blank=True,
        help_text="Of letters about one matter to one address only the newest goes out.",
    )
    to = models.EmailField()
    reply_to = models.JSONField(default=list, blank=True)
    unsubscribe_url = models.URLField(blank=True)
    subject = models.CharField(max_length=300)
    body = models.TextField()
    version = models.PositiveIntegerField(
        default=0, help_text="Counts edits, so that two organizers cannot overwrite each other."
    )
    state = models.CharField(max_length=10, choices=State, default=State.QUEUED)
    created_at = models.DateTimeField(default=clock.now)
    queued_at = models.DateTimeField(default=clock.now, help_text="Since when it has been on its way.")
    taken_at = models.DateTimeField(
        null=True, db_index=True, help_text="When a worker took it to the mail server."
    )
    sent_at = models.DateTimeField(null=True)
    error = models.TextField(blank=True)

    class Meta:
        ordering = ["-created_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=["sent", "bounced"], sent_at__isnull=False)
                | (~Q(state__in=["sent", "bounced"]) & Q(sent_at__isnull=True)),
                name="letter_sent_iff_stamped",
            ),
            models.UniqueConstraint(
                fields=["matter", "to"],
                condition=Q(state__in=["draft", "held", "queued"], taken_at__isnull=True) & ~Q(matter=""),
                name="one_waiting_letter_per_matter",
            ),
        ]
        indexes = [models.Index(fields=["workshop", "state"])]


UNSENT = (Letter.State.DRAFT, Letter.State.HELD, Letter.State.QUEUED)


class LetterEvent(models.Model):
    """What befell a letter between being written and being sent; those two stamps are its own."""

    letter = models.ForeignKey(Letter, models.CASCADE, related_name="events")
    verb = models.CharField(max_length=20)
    detail = models.TextField(blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField(default=clock.now)

    class Meta:
        ordering = ["at", "pk"]


class OwnText(models.Model):
    """A workshop's own words for a kind of letter, instead of the site's."""

    workshop = models.ForeignKey("submissions.Workshop", models.CASCADE, related_name="+")
    kind = models.CharField(max_length=40)
    subject = models.CharField(max_length=300)
    body = models.TextField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    saved_at = models.DateTimeField(default=clock.now)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["workshop", "kind"], name="one_own_text_per_kind")]
