"""The site's Celery application with the tests' kinds: `celery -A tests.worker_app worker`."""

from fedgenai_site.celery import app

app.autodiscover_tasks(["tests.kinds"])
