"""Reminding, asking the emergency pool, and writing the digest."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from reviews.assignment.letters import assigned
from reviews.assignment.models import Assignment
from reviews.assignment.selectors import eligible
from reviews.assignment.validator import refuse_conflicts
from reviews.committee.models import Invitation
from reviews.timekeeping import letters
from reviews.timekeeping.models import Digest, Offer, Reminder, Standby
from reviews.timekeeping.owed import Owed, owed
from reviews.timekeeping.quiet import hours_of, next_hour
from submissions import clock
from submissions.accounts.models import User
from submissions.log.services import record
from submissions.papers.models import Paper
from submissions.workshops.models import Workshop


class GoneError(Exception):
    """The offer is answered, filled, or its paper is not to be had any more; nothing was changed."""


@dataclass(frozen=True)
class Reminded:
    letters: int
    reviews: int
    goes_out: datetime


def chosen(user: User, workshop: Workshop, at: datetime, states: Collection[str]) -> list[Owed]:
    """Who would be reminded: those who owe, in these states, and were not reminded lately."""
    return [row for row in owed(user, workshop, at) if row.state in states and row.may_be_reminded]


@transaction.atomic
def remind(*, workshop: Workshop, by: User, refs: Collection[str], at: datetime) -> Reminded:
    """Remind of those of these reviews that are still owed. In quiet hours the letters wait until the morning."""
    Workshop.objects.select_for_update().get(pk=workshop.pk)
    rows = [row for row in owed(by, workshop, at) if row.seat.ref in refs and row.may_be_reminded]
    goes_out = next_hour(at, hours_of(workshop))
    wait = clock.now() + (goes_out - at) if goes_out > at else None
    count = letters.remind(workshop, rows, day=at, not_before=wait)
    Reminder.objects.bulk_create(Reminder(assignment_id=row.seat.pk, by=by, at=at) for row in rows)
    for paper in {row.seat.paper_id for row in rows}:
        record("review.reminded", workshop_id=workshop.pk, paper_id=paper, actor_id=by.pk)
    return Reminded(count, len(rows), goes_out)


def want_digest(*, workshop: Workshop, user: User, is_wanted: bool) -> None:
    Digest.objects.update_or_create(workshop=workshop, user=user, defaults={"is_wanted": is_wanted})


@transaction.atomic
def stand_by(*, invitations: Iterable[Invitation], by: User) -> int:
    """Put people into the emergency pool, whether they have answered or not. Returns how many are new there."""
    rows = [Standby.objects.get_or_create(invitation=each, defaults={"by": by}) for each in invitations]
    return sum(is_new for _, is_new in rows)


def leave_pool(*, invitation: Invitation) -> None:
    Standby.objects.filter(invitation=invitation).delete()


@transaction.atomic
def offer(*, paper: Paper, user: User, by: User) -> Offer:
    """Ask one of the pool to take this paper. Raises GoneError if that cannot be. Twice is one offer."""
    _lock(paper.workshop)
    is_helper = Standby.objects.filter(invitation__workshop=paper.workshop, invitation__user=user).exists()
    if not is_helper or not _may_take(paper, user):
        raise GoneError
    row, is_new = Offer.objects.get_or_create(
        paper=paper, user=user, defaults={"made_by": by, "made_at": clock.now(paper.workshop)}
    )
    if is_new:
        letters.offer(row)
        _record("offer.made", paper, by, name=user.get_full_name())
    return row


@transaction.atomic
def accept(*, row: Offer, by: User) -> Assignment:
    """The paper is theirs at once. Raises GoneError when it is not to be had any more."""
    paper = row.paper
    _lock(paper.workshop)
    if not _may_take(paper, by):
        raise GoneError
    refuse_conflicts([(paper.pk, by.pk)])
    _answer(row, Offer.State.ACCEPTED)
    assignment = Assignment.objects.create(
        paper=paper,
        reviewer=by,
        state=Assignment.State.ACTIVE,
        made_by=row.made_by,
        published_at=clock.now(paper.workshop),
    )
    _record("offer.accepted", paper, by)
    assigned(paper.workshop, [assignment])
    return assignment


@transaction.atomic
def decline(*, row: Offer, by: User) -> None:
    _answer(row, Offer.State.DECLINED)
    _record("offer.declined", row.paper, by)


def _may_take(paper: Paper, user: User) -> bool:
    paper.refresh_from_db(fields=["state"])
    return (
        paper.state == Paper.State.SUBMITTED
        and not paper.workshop.releases.exists()
        and eligible(paper.workshop, paper).filter(pk=user.pk).exists()
    )


def _answer(row: Offer, state: Offer.State) -> None:
    moved = Offer.objects.filter(pk=row.pk, state=Offer.State.OPEN)
    if not moved.update(state=state, answered_at=clock.now(row.paper.workshop)):
        raise GoneError


def _record(verb: str, paper: Paper, by: User, **data: object) -> None:
    record(verb, workshop_id=paper.workshop_id, paper_id=paper.pk, actor_id=by.pk, **data)


def _lock(workshop: Workshop) -> None:
    Workshop.objects.select_for_update().get(pk=workshop.pk)
