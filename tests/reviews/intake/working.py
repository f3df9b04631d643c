"""Bringing files in as an organizer does, with the worker's part done at once."""

from django.core.files.base import ContentFile

from reviews.intake import planning, services
from reviews.intake.models import Intake
from reviews.intake.planning import Plan
from submissions.jobs import services as jobs
from submissions.models import Job, User, Workshop


def shown(workshop: Workshop, by: User, **files: bytes) -> Intake:
    """Names of files come as keywords, with `__` for the dot."""
    named = [(name.replace("__", "."), ContentFile(data)) for name, data in files.items()]
    return read(services.show(workshop=workshop, by=by, files=named))


def read(intake: Intake) -> Intake:
    services.read(_claimed(services.READ, intake))
    intake.refresh_from_db()
    return intake


def _claimed(kind: str, intake: Intake) -> Job:
    job = jobs.claim(Job.objects.get(kind=kind, object_id=intake.pk, state="queued").pk)
    assert job
    return job


def plan_of(intake: Intake) -> Plan:
    return planning.plan(intake.workshop, intake.by, planning.bundle_of(intake))


def brought_in(intake: Intake) -> Intake:
    services.begin(intake=intake, by=intake.by)
    services.run(_claimed(services.APPLY, intake))
    intake.refresh_from_db()
    return intake


def sums(plan: Plan) -> dict[str, tuple[int, ...]]:
    """By what it is: (new, changed, as it is, skipped)."""
    return {what: tuple(counts) for what, *counts in plan.summary}
