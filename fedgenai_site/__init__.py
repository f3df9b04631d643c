"""The project: settings, URLs, and what belongs to no room."""

from fedgenai_site.celery import app as celery_app

__all__ = ["celery_app"]
