"""One job's life, without a worker."""

from datetime import timedelta

import pytest
import time_machine
from django.conf import settings
from django.db import connection, transaction

from submissions import clock
from submissions.jobs import registry, services, sweeping
from submissions.jobs import tasks as job_tasks
from submissions.models import Job
from tests.factories import JobFactory
from tests.workers import broker_away

pytestmark = pytest.mark.django_db
KIND = "check.ledger"


def claimed(number: int = 1) -> Job:
    job = services.claim(services.enqueue(KIND, number).pk)
    assert job is not None
    return job


def later(seconds: float) -> time_machine.travel:
    return time_machine.travel(clock.now() + timedelta(seconds=seconds), tick=True)


def test_asking_twice_is_one_job() -> None:
    assert services.enqueue(KIND, 1) == services.enqueue(KIND, 1)
    assert Job.objects.count() == 1


def test_a_job_is_claimed_once() -> None:
    job = services.enqueue(KIND, 1)
    assert services.claim(job.pk) is not None
    assert services.claim(job.pk) is None


def test_a_job_that_is_not_due_is_not_claimed() -> None:
    job = services.enqueue(KIND, 1, due_at=clock.now() + timedelta(minutes=5))
    assert services.claim(job.pk) is None
    with later(301):
        assert services.claim(job.pk) is not None


def test_a_silent_worker_loses_its_claim_and_may_not_write() -> None:
    slow = claimed()
    with later(21):
        taken = services.claim(slow.pk)
    assert taken is not None
    assert taken.attempt == 2
    assert not services.complete(slow)
    assert services.complete(taken)


def test_a_worker_that_beats_keeps_its_claim() -> None:
    job = claimed()
    with later(15):
        services.beat(job, "Reading text and pages")
    with later(30):
        assert services.claim(job.pk) is None
        assert sweeping.sweep() == 0
    job.refresh_from_db()
    assert job.stage == "Reading text and pages"


def test_what_is_asked_for_while_it_runs_is_done_again() -> None:
    running = claimed()
    services.enqueue(KIND, 1)
    assert services.complete(running)
    running.refresh_from_db()
    assert (running.state, running.attempt) == (Job.State.QUEUED, 0)
    second = services.claim(running.pk)
    assert second is not None
    assert services.complete(second)
    assert Job.objects.get().state == Job.State.DONE


def test_a_finished_job_can_be_asked_for_anew() -> None:
    services.complete(claimed())
    services.enqueue(KIND, 1)
    assert sorted(Job.objects.values_list("state", flat=True)) == ["done", "queued"]


def test_a_handler_that_raises_is_tried_three_times_and_then_failed(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(job: Job) -> None:
        raise ValueError("no such font")

    monkeypatch.setitem(registry.handlers, KIND, broken)
    job = services.enqueue(KIND, 1)
    for attempt in (1, 2, 3):
        with later(attempt * 1000):
            job_tasks.run_job(job.pk)
        job.refresh_from_db()
        assert job.attempt == attempt
    assert job.state == Job.State.FAILED
    assert "no such font" in job.error


def test_a_handler_that_just_returns_has_done_its_job(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(registry.handlers, KIND, lambda _: None)
    job = services.enqueue(KIND, 1)
    job_tasks.run_job(job.pk)
    job.refresh_from_db()
    assert job.state == Job.State.DONE


def test_a_job_that_can_wait_lets_a_later_one_go_first_and_is_done_by_its_message(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    done: list[str] = []
    monkeypatch.setattr(registry, "patient", {"check.slow"})
    for kind in ("check.slow", KIND, "mail.ledger"):
        monkeypatch.setitem(registry.handlers, kind, lambda job: done.append(job.kind))
    slow, elsewhere, waited_for = (services.enqueue(kind, 1) for kind in ("check.slow", "mail.ledger", KIND))

    for job in (slow, waited_for, elsewhere, slow):
        job_tasks.run_job(job.pk)
    assert done == [KIND, "check.slow", "mail.ledger"]


def test_an_outage_elsewhere_is_not_the_jobs_failure() -> None:
    job = claimed()
    for _ in range(5):
        assert services.postpone(job, "no answer", delay=timedelta())
        again = services.claim(job.pk)
        assert again is not None
        assert again.attempt == 1
        job = again


def test_the_sweep_takes_a_job_from_a_silent_worker() -> None:
    job = claimed()
    with later(21):
        assert sweeping.sweep() == 1
    job.refresh_from_db()
    assert job.state == Job.State.QUEUED


def test_the_sweep_fails_a_job_that_has_lost_three_workers() -> None:
    job = JobFactory.create(
        state=Job.State.RUNNING, attempt=3, claim="x", heartbeat_at=clock.now() - timedelta(seconds=30)
    )
    assert sweeping.sweep() == 0
    job.refresh_from_db()
    assert job.state == Job.State.FAILED


def test_the_sweep_sends_what_the_broker_never_got_but_not_what_is_on_its_way() -> None:
    with broker_away():
        services.send(services.enqueue(KIND, 1))
    assert sweeping.sweep() == 0
    with later(21):
        assert sweeping.sweep() == 1
        assert sweeping.sweep() == 0


def test_a_chore_that_fails_does_not_keep_the_next_from_being_done(monkeypatch: pytest.MonkeyPatch) -> None:
    done: list[str] = []

    def broken() -> None:
        raise RuntimeError

    monkeypatch.setattr(registry, "chores", [broken, lambda: done.append("second")])
    sweeping.do_chores()
    assert done == ["second"]


def test_every_kind_has_a_queue_that_workers_serve() -> None:
    served = {queue.name for queue in settings.CELERY_TASK_QUEUES}
    assert {services.queue_of(kind) for kind in registry.handlers} <= served


@pytest.mark.django_db(transaction=True)
def test_a_job_in_a_transaction_that_fails_never_was() -> None:
    def changes_its_mind() -> None:
        with transaction.atomic():
            services.enqueue(KIND, 1)
            raise ValueError

    with pytest.raises(ValueError):  # noqa: PT011 - its own
        changes_its_mind()
    assert not Job.objects.exists()
    assert connection.run_on_commit == []
