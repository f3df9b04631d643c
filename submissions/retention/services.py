"""The clock of a workshop that is over: organizers have a letter a month before anything goes."""

from collections.abc import Callable, Mapping

from django.conf import settings
from django.db import transaction
from django.urls import reverse

from submissions import clock
from submissions.accounts.models import User
from submissions.jobs import services as jobs
from submissions.jobs.models import Job
from submissions.log.services import record
from submissions.mail import services as mail
from submissions.retention.kinds import BY_KEY, KINDS
from submissions.retention.models import Term
from submissions.retention.selectors import NOTICE, Due, dues, is_over
from submissions.workshops.models import Membership, Workshop

KIND = "sweep.retention"
Eraser = Callable[[Workshop], None]
erasers: dict[str, Eraser] = {}


def erases(kind: str) -> Callable[[Eraser], Eraser]:
    """Register what a kind's end means; rooms above know what there is."""

    def register(eraser: Eraser) -> Eraser:
        erasers[kind] = eraser
        return eraser

    return register


@transaction.atomic
def set_terms(*, workshop: Workshop, months: Mapping[str, int | None], by: User) -> None:
    """A term that is changed begins anew: organizers get a notice for it again. What is erased stays so."""
    for kind in KINDS:
        term, is_new = Term.objects.select_for_update().get_or_create(
            workshop=workshop, kind=kind.key, defaults={"months": months[kind.key]}
        )
        if not is_new and not term.done_at and term.months != months[kind.key]:
            term.months, term.noticed_at = months[kind.key], None
            term.save(update_fields=["months", "noticed_at"])
    record("retention.changed", workshop_id=workshop.pk, actor_id=by.pk)


def keep_time() -> int:
    """Give notices and ask for what is due. Returns how many of both."""
    over = [each for each in Workshop.objects.prefetch_related("calls").order_by("pk") if is_over(each)]
    return sum(_look_at(workshop, due) for workshop in over for due in dues(workshop))


def _look_at(workshop: Workshop, due: Due) -> bool:
    now = clock.now(workshop)
    if due.at is None or due.is_done or now < due.at - NOTICE:
        return False
    if due.noticed_at is None:
        return _notice(workshop, due)
    if now < due.at or due.term is None:
        return False
    jobs.enqueue(KIND, due.term.pk)
    return True


@transaction.atomic
def _notice(workshop: Workshop, due: Due) -> bool:
    now = clock.now(workshop)
    term, _ = Term.objects.select_for_update().get_or_create(
        workshop=workshop, kind=due.kind.key, defaults={"months": due.months}
    )
    if term.noticed_at:
        return False
    Term.objects.filter(pk=term.pk).update(noticed_at=now)
    at = max(due.at or now, now + NOTICE)
    url = settings.SITE_URL + reverse("retention", args=[workshop.slug])
    roles = workshop.memberships.filter(role=Membership.Role.ORGANIZER).select_related("user")
    for row in roles.order_by("pk"):
        mail.write(
            "retention",
            to=row.user.email,
            key=f"{term.pk}:{now:%Y%m%d}",
            context={"workshop": workshop, "kind": due.kind, "at": at, "url": url},
            workshop_id=workshop.pk,
        )
    return True


def erase(job: Job) -> None:
    """Once more under the clock: the term may have been changed since the job was asked for."""
    term = Term.objects.select_related("workshop").get(pk=job.object_id)
    with transaction.atomic():
        if not jobs.complete(job):
            return
        due = next(each for each in dues(term.workshop) if each.kind.key == term.kind)
        now = clock.now(term.workshop)
        if due.is_done or not due.noticed_at or due.at is None or now < due.at:
            return
        erasers[term.kind](term.workshop)
        Term.objects.filter(pk=term.pk).update(done_at=now)
        record("retention.erased", workshop_id=term.workshop_id, kind=BY_KEY[term.kind].title)
