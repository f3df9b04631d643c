from django.core.cache import cache

from submissions.jobs.models import Job
from submissions.jobs.registry import handles, regularly
from submissions.retention import services

SECONDS_BETWEEN = 600


@handles(services.KIND)
def erase(job: Job) -> None:
    services.erase(job)


@regularly
def keep_time() -> None:
    if cache.add("retention", 1, SECONDS_BETWEEN):
        services.keep_time()
