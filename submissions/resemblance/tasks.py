from submissions.jobs.models import Job
from submissions.jobs.registry import handles, regularly
from submissions.resemblance import comparing


@handles(comparing.SIGN)
def sign(job: Job) -> None:
    comparing.sign_version(job)


@handles(comparing.COMPARE)
def compare(job: Job) -> None:
    comparing.compare_workshop(job)


@regularly
def ask_for_what_is_due() -> None:
    comparing.ask_for_what_is_due()
