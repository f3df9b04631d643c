"""The host's dates, and the handing over."""

import hashlib
from datetime import date

from django.db import transaction

from reviews.accepted.exports import export
from reviews.accepted.selectors import accepted_papers
from reviews.host.models import Delivery, HostDate
from submissions import clock
from submissions.accounts.models import User
from submissions.log.services import record
from submissions.workshops.models import Workshop


def current(workshop: Workshop) -> bytes:
    """The organizers' accept list as JSON, as it is now."""
    return export(workshop, accepted_papers(workshop), form="json", with_contacts=True)


@transaction.atomic
def hand_over(*, workshop: Workshop, by: User) -> Delivery:
    """Remember what the host has got. The same list again is the same delivery."""
    content = current(workshop)
    sha256 = hashlib.sha256(content).hexdigest()
    last = Delivery.objects.filter(workshop=workshop).first()
    if last and last.sha256 == sha256:
        return last
    row = Delivery.objects.create(
        workshop=workshop, by=by, at=clock.now(workshop), sha256=sha256, content=content.decode()
    )
    record("accepted.handed_over", workshop_id=workshop.pk, actor_id=by.pk, sha256=sha256[:12])
    return row


@transaction.atomic
def add_date(*, workshop: Workshop, what: str, on: date, owner: str, by: User) -> None:
    HostDate.objects.create(workshop=workshop, what=what, on=on, owner=owner)
    record("host_date.added", workshop_id=workshop.pk, actor_id=by.pk, what=what)


@transaction.atomic
def tick(*, row: HostDate, is_done: bool, by: User) -> None:
    """Mark as done, or as open again."""
    done = (
        {"done_at": clock.now(row.workshop), "done_by": by} if is_done else {"done_at": None, "done_by": None}
    )
    HostDate.objects.filter(pk=row.pk).update(**done)
    record(
        "host_date.done" if is_done else "host_date.reopened",
        workshop_id=row.workshop_id,
        actor_id=by.pk,
        what=row.what,
    )


@transaction.atomic
def drop_date(*, row: HostDate, by: User) -> None:
    record("host_date.dropped", workshop_id=row.workshop_id, actor_id=by.pk, what=row.what)
    row.delete()
