from django.conf import settings
from django.db import models
from django.db.models import Q

from submissions import clock
from submissions.workshops.models import Workshop


class HostDate(models.Model):
    """Something that the hosting conference wants by a day, and who sees to it."""

    workshop = models.ForeignKey(Workshop, models.CASCADE, related_name="host_dates")
    what = models.CharField(max_length=200)
    on = models.DateField("due on")
    owner = models.CharField("who sees to it", max_length=100, blank=True)
    done_at = models.DateTimeField(null=True)
    done_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering = ["on", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(done_at__isnull=True, done_by__isnull=True)
                | Q(done_at__isnull=False, done_by__isnull=False),
                name="done_by_somebody",
            )
        ]


class Delivery(models.Model):
    """The accept list went to the host; `content` is the organizers' JSON as it was then, `sha256` its hash."""

    workshop = models.ForeignKey(Workshop, models.CASCADE, related_name="deliveries")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField(default=clock.now)
    sha256 = models.CharField(max_length=64)
    content = models.TextField()

    class Meta:
        ordering = ["-at", "-pk"]
