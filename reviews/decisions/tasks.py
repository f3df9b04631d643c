from reviews.decisions import rejecting
from submissions.jobs.models import Job
from submissions.jobs.registry import handles


@handles(rejecting.KIND)
def reject(job: Job) -> None:
    rejecting.carry_out(job)
