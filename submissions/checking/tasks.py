from submissions.checking import services
from submissions.jobs.models import Job
from submissions.jobs.registry import handles


@handles("check.pdf")
def check(job: Job) -> None:
    services.check_version(job)


@handles("check.copy")
def copy(job: Job) -> None:
    services.make_copy(job)
