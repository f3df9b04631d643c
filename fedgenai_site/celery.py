"""The Celery application: `celery -A fedgenai_site worker`."""

import os
from contextlib import suppress
from pathlib import Path

from celery import Celery

from fedgenai_site import folder_broker

folder_broker.use()
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
        "submissions.supplements",
        "submissions.resemblance",
        "submissions.retention",
        "reviews.personal",
        "submissions.deadlines",
        "reviews.decisions",
        "reviews.timekeeping",
        "reviews.thanks",
        "reviews.intake",
        "reviews.camera",
        "reviews.presets",
        "reviews.attendance",
        "reviews.solving",
        "reviews.expertise",
        "reviews.bidding",
        "fedgenai_site.operating",
    ]
)


@app.on_after_configure.connect
def make_folders(sender: Celery, **_: object) -> None:
    """The folder broker does not make its folders itself. Where it may not be made, who sends is told so."""
    options = sender.conf.broker_transport_options
    for name in ("data_folder_in", "data_folder_out", "control_folder"):
        if name in options:
            with suppress(OSError):
                Path(options[name]).mkdir(parents=True, exist_ok=True)
