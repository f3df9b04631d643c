from django.conf import settings
from django.db import models

from submissions import clock
from submissions.refs import new_ref


class Copy(models.Model):
    """All that the site keeps about a person, as a ZIP that a worker makes; it is fetched once, or gone at `ends_at`."""

    ref = models.CharField(max_length=16, unique=True, default=new_ref)
    user = models.OneToOneField(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    file = models.FileField(max_length=200, blank=True)
    asked_at = models.DateTimeField(default=clock.now)
    made_at = models.DateTimeField(null=True)
    ends_at = models.DateTimeField(null=True, db_index=True)


class Erasure(models.Model):
    """Somebody's wish to be erased. The account is closed at once; a worker goes through the rest."""

    user = models.OneToOneField(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    asked_at = models.DateTimeField(default=clock.now)
    done_at = models.DateTimeField(null=True, help_text="Not before the last workshop is over with a paper.")
