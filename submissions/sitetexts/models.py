from django.conf import settings
from django.db import models

from submissions import clock


class SiteText(models.Model):
    """A text of the site's own that whoever runs it has changed; without a row the built-in one stands."""

    key = models.SlugField(primary_key=True, max_length=20)
    text = models.TextField(help_text="Markdown.")
    saved_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    saved_at = models.DateTimeField(default=clock.now)
