from reviews.intake import services
from submissions.jobs.models import Job
from submissions.jobs.registry import handles


@handles("solve.intake_read")
def read(job: Job) -> None:
    services.read(job)


@handles("solve.intake")
def apply(job: Job) -> None:
    services.run(job)
