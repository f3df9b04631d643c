from submissions.checking import cleaning, pruning, services, stale, trials
from submissions.jobs.models import Job
from submissions.jobs.registry import handles, regularly


@handles("check.pdf")
def check(job: Job) -> None:
    services.check_version(job)


@handles("check.copy", can_wait=True)
def copy(job: Job) -> None:
    services.make_copy(job)


@handles("check.clean")
def clean(job: Job) -> None:
    cleaning.clean(job)


@handles("check.trial")
def trial(job: Job) -> None:
    trials.run(job)


@regularly
def recheck_stale() -> None:
    stale.recheck()


@regularly
def forget_trials() -> None:
    trials.forget()


@regularly
def prune_pictures() -> None:
    pruning.prune()
