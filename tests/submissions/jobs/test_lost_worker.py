"""A worker or a broker that goes away is a delay, never a loss. With real workers, on the broker of this run."""

from collections.abc import Iterator
from datetime import timedelta

import pytest
from django.db import transaction

from submissions import clock
from submissions.jobs import services as jobs
from submissions.models import Entry, Job
from tests.kinds.tasks import HOLD, KIND, begun
from tests.workers import Worker, broker_away, wait_for


@pytest.fixture
def hold() -> Iterator[None]:
    HOLD.touch()
    yield
    HOLD.unlink(missing_ok=True)


def all_done() -> bool:
    return not Job.objects.exclude(state=Job.State.DONE).exists()


def times_done() -> list[int]:
    return sorted(entry.data["number"] for entry in Entry.objects.filter(verb="test.done"))


def test_a_killed_worker_loses_no_job_and_does_none_twice(worker: Worker, hold: None) -> None:
    numbers = list(range(1001, 1007))
    for number in numbers:
        jobs.enqueue(KIND, number)
    worker.start()
    wait_for(lambda: sum(begun(number) for number in numbers) == 2)
    worker.kill()
    HOLD.unlink()
    worker.start()
    wait_for(all_done)
    assert times_done() == numbers
    assert Job.objects.filter(attempt=2).count() == 2


def test_a_job_asked_for_while_the_broker_is_away_and_one_sent_often_are_done_once(worker: Worker) -> None:
    with broker_away():
        with transaction.atomic():
            job = jobs.enqueue(KIND, 2001)
        job.refresh_from_db()
        assert job.state == Job.State.QUEUED
    Job.objects.update(sent_at=clock.now() - timedelta(minutes=1))

    often = jobs.enqueue(KIND, 3001)
    for _ in range(5):
        jobs.send(often)
    jobs.enqueue(KIND, 3002)
    worker.start()
    wait_for(all_done)
    assert times_done() == [2001, 3001, 3002]
