from submissions.jobs.models import Job
from submissions.jobs.registry import handles
from submissions.supplements import services


@handles(services.KIND)
def copy(job: Job) -> None:
    services.make_copy(job)
