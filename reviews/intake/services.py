"""Bringing files in: shown first, then done by a worker in one transaction, as often as one likes. No letter goes out."""

from collections.abc import Sequence

from django.core.files.base import File
from django.core.files.storage import default_storage
from django.db import transaction

from reviews.exchange import Refused
from reviews.intake import planning
from reviews.intake.models import Intake, IntakeFile
from reviews.intake.planning import Plan
from reviews.intake.shown import digest, shown
from submissions import clock
from submissions.accounts.models import User
from submissions.jobs import services as jobs
from submissions.jobs.models import Job
from submissions.log.services import record
from submissions.papers.conflicts import refresh_workshop
from submissions.workshops.models import Workshop

READ, APPLY = "solve.intake_read", "solve.intake"
CHANGED = "Something here has changed since. This is how it stands now; nothing came in."


class Gone(Exception):
    """It was brought in or dropped meanwhile; nothing was done."""


@transaction.atomic
def show(*, workshop: Workshop, by: User, files: Sequence[tuple[str, File[bytes]]]) -> Intake:
    """Keep files, and have them read; nothing of them comes in yet."""
    intake = Intake.objects.create(workshop=workshop, by=by, at=clock.now(workshop))
    for at, (name, file) in enumerate(files, 1):
        stored = default_storage.save(f"intake/{intake.ref}/{at}", file)
        IntakeFile.objects.create(intake=intake, name=name[:200], file=stored)
    jobs.enqueue(READ, intake.pk)
    return intake


@transaction.atomic
def begin(*, intake: Intake, by: User) -> None:
    """Have it brought in. Raises Gone."""
    _move(intake, Intake.State.SHOWN, Intake.State.QUEUED)
    record("intake.begun", workshop_id=intake.workshop_id, actor_id=by.pk)
    jobs.enqueue(APPLY, intake.pk)


@transaction.atomic
def drop(*, intake: Intake, by: User) -> None:
    """Throw the files away. Raises Gone."""
    _move(intake, Intake.State.SHOWN, Intake.State.DROPPED)
    _forget_files(intake)


@transaction.atomic
def look_again(*, intake: Intake, by: User) -> None:
    """Read it once more, because something here has changed. Raises Gone."""
    _move(intake, Intake.State.SHOWN, Intake.State.READING)
    jobs.enqueue(READ, intake.pk)


def read(job: Job) -> None:
    """Say what would happen."""
    intake = _intake(job)
    if intake.state != Intake.State.READING:
        return
    try:
        plan, problem = shown(_plan(intake)), ""
    except planning.NoCall:
        plan, problem = None, "This workshop has no call yet, so that papers would belong nowhere."
    with transaction.atomic():
        if jobs.complete(job):
            changes = {"plan": plan, "system": plan["system"] if plan else "", "problem": problem}
            Intake.objects.filter(pk=intake.pk).update(state=Intake.State.SHOWN, **changes)


def run(job: Job) -> None:
    """All of it or nothing. What cannot be done is said, and the files stay to be looked at."""
    intake = _intake(job)
    if intake.state != Intake.State.QUEUED:
        return
    brought: list[str] = []  # on the storage already, should the transaction fail
    try:
        with transaction.atomic():
            _run(job, intake, brought)
    except (Refused, ValueError, planning.NoCall) as problem:
        _delete(brought)
        Intake.objects.filter(pk=intake.pk).update(state=Intake.State.SHOWN, problem=str(problem)[:300])
    except BaseException:
        _delete(brought)
        raise


def _run(job: Job, intake: Intake, brought: list[str]) -> None:
    """Raises Gone when another worker has taken over; nothing is written then."""
    made = _plan(intake)
    now = shown(made)
    if digest(now) != digest(intake.plan):
        Intake.objects.filter(pk=intake.pk).update(state=Intake.State.SHOWN, plan=now, problem=CHANGED)
        return
    made.ground.brought = brought
    do(made)
    if not jobs.complete(job):
        raise Gone
    _finish(intake, made)


def _intake(job: Job) -> Intake:
    return Intake.objects.select_related("workshop", "by").get(pk=job.object_id)


def _plan(intake: Intake) -> Plan:
    return planning.plan(intake.workshop, intake.by, planning.bundle_of(intake))


@transaction.atomic
def do(made: Plan) -> None:
    """Do every step, then find conflicts. Call it with a plan that was made in the same transaction."""
    ground = made.ground
    Workshop.objects.select_for_update().get(pk=ground.workshop.pk)
    for step in planning.steps_of(made):
        if step.do:
            step.do()
    ground.write_up()
    refresh_workshop(ground.workshop)
    _keep_receipts_back(ground.workshop)
    record("intake.done", workshop_id=ground.workshop.pk, actor_id=ground.by.pk, system=ground.system)


def _keep_receipts_back(workshop: Workshop) -> None:
    """A call that has closed sends no receipts for papers that were received elsewhere."""
    now = clock.now(workshop)
    workshop.calls.filter(closes_at__lt=now, closing_receipts_at=None).update(closing_receipts_at=now)


def _finish(intake: Intake, made: Plan) -> None:
    Intake.objects.filter(pk=intake.pk).update(
        state=Intake.State.DONE,
        plan=None,
        summary=[*made.summary, *_left_out(made)],
        problem="",
        done_at=clock.now(intake.workshop),
    )
    _forget_files(intake)


def _left_out(made: Plan) -> list[tuple[str, int, int, int, int]]:
    faults = len(made.bundle.faults)
    return [("What could not be read", 0, 0, 0, faults)] if faults else []


def _move(intake: Intake, before: Intake.State, after: Intake.State) -> None:
    if not Intake.objects.filter(pk=intake.pk, state=before).update(state=after, problem=""):
        raise Gone


def _forget_files(intake: Intake) -> None:
    names = [row.file.name for row in intake.files.all()]
    intake.files.all().delete()
    transaction.on_commit(lambda: _delete(names))


def _delete(names: Sequence[str]) -> None:
    for name in names:
        default_storage.delete(name)
