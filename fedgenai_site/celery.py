"""The Celery application: `celery -A fedgenai_site worker`."""

import os

from celery import Celery

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "fedgenai_site.settings")

app = Celery("fedgenai_site")
app.config_from_object("django.conf:settings", namespace="CELERY")
# Plain autodiscovery looks beside an app's __init__ only, and finds nothing in rooms.
app.autodiscover_tasks(
    [
        "submissions.jobs",
        "submissions.mail",
        "submissions.papers",
        "submissions.checking",
    ]
)
