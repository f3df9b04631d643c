from submissions.jobs.models import Job
from submissions.jobs.registry import handles, regularly
from submissions.mail import bounces, delivery


@handles("mail.send")
def send(job: Job) -> None:
    delivery.deliver(job)


@regularly
def settle() -> None:
    delivery.settle()


@regularly
def collect_bounces() -> None:
    bounces.collect()
