from django.db import models

from submissions import clock
from submissions.workshops.models import Workshop


class Thanked(models.Model):
    """The reviewers of a workshop have been thanked."""

    workshop = models.OneToOneField(Workshop, models.CASCADE, related_name="+")
    at = models.DateTimeField(default=clock.now)
