from submissions.jobs.models import Job
from submissions.jobs.registry import handles
from submissions.mail import services


@handles("mail.send")
def send(job: Job) -> None:
    services.deliver(job)
