"""Asking, answering, reminding, and giving a free place to the next on the waiting list."""

from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import F

from reviews.attendance import letters
from reviews.attendance.access import accepted_in
from reviews.attendance.models import Attendance, Inquiry
from submissions import clock
from submissions.accounts.models import User
from submissions.log.services import record
from submissions.papers.models import Paper
from submissions.workshops.models import Workshop

REMIND_BEFORE = timedelta(days=3)


class EditConflict(Exception):
    """Somebody answered since the form was opened; nothing was written."""


@transaction.atomic
def ask(*, workshop: Workshop, due_at: datetime, by: User) -> int:
    """Ask the authors of every accepted paper that was not asked. Returns to how many papers letters went."""
    now = clock.now(workshop)
    Inquiry.objects.update_or_create(
        workshop=workshop, defaults={"due_at": due_at}, create_defaults={"due_at": due_at, "asked_at": now}
    )
    papers = accepted_in(workshop).select_related("workshop").prefetch_related("authors")
    asked = 0
    for paper in papers:
        row, _ = Attendance.objects.get_or_create(paper=paper, defaults={"changed_at": now})
        if Attendance.objects.filter(pk=row.pk, asked_at=None).update(asked_at=now):
            row.paper = paper
            letters.ask(row, due_at, key="asked")
            asked += 1
    record("attendance.asked", workshop_id=workshop.pk, actor_id=by.pk, papers=asked)
    return asked


@transaction.atomic
def remind(*, workshop: Workshop, by: User | None) -> int:
    """Remind the authors of papers that have not answered, at most once a day. Returns of how many papers."""
    inquiry = Inquiry.objects.select_for_update().get(workshop=workshop)
    now = clock.now(workshop)
    rows = Attendance.objects.filter(
        paper__in=accepted_in(workshop), state=Attendance.State.OPEN, asked_at__isnull=False
    )
    found = list(rows.select_related("paper__workshop").prefetch_related("paper__authors"))
    for row in found:
        letters.remind(row, inquiry.due_at, key=f"{now.astimezone(clock.AOE):%Y-%m-%d}")
    Inquiry.objects.filter(pk=inquiry.pk).update(reminded_at=now)
    record("attendance.reminded", workshop_id=workshop.pk, actor_id=by.pk if by else None, papers=len(found))
    return len(found)


def remind_in_time() -> int:
    """The one reminder that goes by itself, three days before answers are due."""
    waiting = Inquiry.objects.filter(reminded_at=None).select_related("workshop")
    due = [
        inquiry.workshop
        for inquiry in waiting
        if inquiry.due_at - REMIND_BEFORE <= clock.now(inquiry.workshop) < inquiry.due_at
    ]
    return sum(remind(workshop=workshop, by=None) for workshop in due)


@transaction.atomic
def answer(
    *,
    paper: Paper,
    state: str,
    presenter_name: str,
    presenter_email: str,
    proof: str,
    remark: str,
    version: int,
    by: User | None,
) -> None:
    """Keep what the authors say, or what an organizer noted for them. Raises EditConflict."""
    now = clock.now(paper.workshop)
    row, _ = Attendance.objects.get_or_create(paper=paper, defaults={"changed_at": now})
    said = {
        "state": state,
        "presenter_name": presenter_name,
        "presenter_email": presenter_email,
        "proof": proof,
        "remark": remark,
    }
    changed = Attendance.objects.filter(pk=row.pk, version=version)
    if not changed.update(**said, version=F("version") + 1, changed_at=now):
        raise EditConflict
    verb = "attendance.noted" if by else "attendance.answered"
    actor = by.pk if by else None
    record(
        verb,
        workshop_id=paper.workshop_id,
        paper_id=paper.pk,
        actor_id=actor,
        state=Attendance.State(state).label,
    )
