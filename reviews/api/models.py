from django.conf import settings
from django.db import models
from django.db.models import F, Q

from submissions import clock
from submissions.workshops.models import Workshop


class Scope(models.TextChoices):
    """What a token may be used for; none lets it do what its owner cannot."""

    PAPERS = "papers", "Papers: titles, abstracts, answers, authors where they are yours to see"
    FILES = "files", "Files: PDFs and supplements"
    REVIEWS = "reviews", "Reviews: scores and texts"
    DECISIONS = "decisions", "Decisions"


class Token(models.Model):
    """A person's key to the API, to all of it or to one workshop's part.

    Only its hash is kept; `hint` is its end, to tell one from another.
    """

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="tokens")
    name = models.CharField(max_length=60)
    digest = models.CharField(max_length=64, unique=True)
    hint = models.CharField(max_length=4)
    scopes = models.JSONField(default=list)
    workshop = models.ForeignKey(Workshop, models.CASCADE, null=True, blank=True, related_name="+")
    made_at = models.DateTimeField(default=clock.now)
    expires_at = models.DateTimeField()
    last_used_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-made_at", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["user", "name"], name="token_name_once_per_person"),
            models.CheckConstraint(condition=Q(expires_at__gt=F("made_at")), name="token_expires_later"),
        ]

    @property
    def is_expired(self) -> bool:
        return self.expires_at <= clock.now()

    @property
    def scope_names(self) -> list[str]:
        """In the order in which they are offered."""
        return [scope.value for scope in Scope if scope in self.scopes]
