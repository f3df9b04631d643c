from reviews.camera import services
from submissions.jobs.models import Job
from submissions.jobs.registry import handles, regularly


@handles("check.final")
def check(job: Job) -> None:
    services.check(job)


@regularly
def remind_in_time() -> None:
    services.remind_in_time()
