from django.core.cache import cache

from reviews.personal import erasing, retaining, services
from submissions.jobs.models import Job
from submissions.jobs.registry import handles, regularly

__all__ = ["retaining"]
SECONDS_BETWEEN = 600


@handles(services.KIND)
def make_copy(job: Job) -> None:
    services.make(job)


@handles(erasing.KIND)
def erase(job: Job) -> None:
    erasing.erase(job)


@regularly
def forget_copies() -> None:
    services.forget()


@regularly
def finish_erasing() -> None:
    if cache.add("erasing", 1, SECONDS_BETWEEN):
        erasing.finish()
