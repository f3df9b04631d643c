from reviews.presets import services
from submissions.jobs.models import Job
from submissions.jobs.registry import handles


@handles(services.KIND)
def preview(job: Job) -> None:
    services.try_some(job)
