"""The site's Celery application with the doctor's kinds, as a worker of the live site has them."""

from fedgenai_site.celery import app

app.autodiscover_tasks(["fedgenai_site.operating"])
