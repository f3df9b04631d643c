from django.core.cache import cache

from reviews.expertise import services, stale
from submissions.jobs.models import Job
from submissions.jobs.registry import handles, regularly

ONCE_IN = 60  # seconds


@handles(services.KIND)
def compare(job: Job) -> None:
    services.compare(job)


@handles("check.publication")
def read_pdf(job: Job) -> None:
    services.read_pdf(job)


@regularly
def compare_what_is_stale() -> None:
    if cache.add("affinities-looked-at", 1, ONCE_IN):
        stale.recompare()
