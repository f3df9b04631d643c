"""The power goes while papers are being checked: every check ends done, once, soon after a worker is back."""

from fedgenai_site.demo import world
from submissions.jobs import services as jobs
from submissions.models import Check, Job, Paper
from tests.papers import add_version
from tests.workers import Worker, wait_for

PAPERS = 6


def in_state(state: Job.State) -> int:
    return Job.objects.filter(kind="check.pdf", state=state).count()


def test_every_check_ends_done_once_although_its_worker_was_killed(worker: Worker, paper: Paper) -> None:
    pdf = world.pdf("paper-11-v1.pdf").read_bytes()
    versions = {add_version(paper, pdf, is_checked=False).pk for _ in range(PAPERS)}
    for version in versions:
        jobs.enqueue("check.pdf", version)

    worker.start()
    wait_for(lambda: in_state(Job.State.DONE) > 0 and in_state(Job.State.RUNNING) > 0)
    worker.kill()
    assert in_state(Job.State.RUNNING) > 0
    assert in_state(Job.State.DONE) < PAPERS

    worker.start()
    wait_for(lambda: in_state(Job.State.DONE) == PAPERS)
    checked = list(Check.objects.filter(version__in=versions).values_list("version", flat=True))
    assert sorted(checked) == sorted(versions)
