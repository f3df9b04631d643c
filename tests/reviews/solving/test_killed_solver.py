"""The power goes while the solver searches: the best so far is kept, and the run ends once a worker is back."""

from datetime import timedelta
from random import Random

from reviews.assignment.models import Assignment
from reviews.models import Affinity
from reviews.solving import services
from reviews.solving.models import Run
from reviews.solving.wish import Wish
from submissions import clock
from submissions.models import Job, Workshop
from tests.personas import Persona
from tests.reviews.assignment.people import papers, reviewers
from tests.workers import Worker, wait_for

PLACES = 96


def asked_for_the_highest_floor(workshop: Workshop, organizer: Persona) -> Run:
    """Some people are near to everything and nobody has a place to spare: the search goes on for more than a minute."""
    dice = Random(3)  # noqa: S311 - the same on every run
    people, made = reviewers(workshop, 24, load=4), papers(workshop, 32)
    nearness = {person: dice.gauss(0.5, 0.15) for person in people}
    Affinity.objects.bulk_create(
        Affinity(
            paper=paper,
            reviewer=person,
            value=min(max(nearness[person] + dice.gauss(0, 0.1), 0), 1),
            cosine=0,
        )
        for person in people
        for paper in made
    )
    return services.ask(workshop=workshop, by=organizer.user, wish=Wish(price=1.0))


def test_a_killed_solver_loses_nothing_and_its_run_ends(
    worker: Worker, workshop: Workshop, organizer: Persona
) -> None:
    run = asked_for_the_highest_floor(workshop, organizer)
    job = Job.objects.get(kind=services.KIND, object_id=run.pk)
    worker.start()
    wait_for(lambda: len(Run.objects.get(pk=run.pk).pairs) == PLACES)
    worker.kill()
    run.refresh_from_db()
    assert (run.finished_at, len(run.pairs)) == (None, PLACES)
    assert run.progress["floor"] <= run.progress["bound"]

    Job.objects.filter(pk=job.pk).update(heartbeat_at=clock.now() - timedelta(minutes=1))
    worker.start()
    wait_for(lambda: Job.objects.filter(pk=job.pk, attempt=2, state=Job.State.RUNNING).exists())
    assert services.stop(run=run)
    wait_for(lambda: Run.objects.get(pk=run.pk).finished_at is not None)
    run.refresh_from_db()
    assert run.unused == f"{services.STOPPED} In it every paper has its reviewers."
    assert len(run.pairs) == PLACES
    assert not Assignment.objects.exists()
    assert services.use(run=run, by=organizer.user).pairs == PLACES
