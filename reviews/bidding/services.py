"""Bidding, and when it is open."""

from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.urls import reverse

from reviews.bidding.access import Named
from reviews.bidding.models import Bid
from reviews.bidding.wording import REMINDER
from submissions import clock
from submissions.accounts.models import User
from submissions.conflicts.models import Bidding
from submissions.conflicts.selectors import is_bidding, open_biddings
from submissions.log.services import record
from submissions.mail.services import write
from submissions.papers.conflicts import refresh_workshop
from submissions.workshops.models import Call, Membership, Workshop

USUAL_DAYS = 5


class BiddingClosed(Exception):
    """Bidding is not open; nothing was saved."""


@transaction.atomic
def bid(*, workshop: Workshop, user: User, named: Named, level: int | None) -> None:
    """Say how much one wants a paper; without `level`, take back what was said."""
    if not open_biddings(workshop).filter(call__papers=named.paper_id).exists():
        raise BiddingClosed
    if level is None:
        Bid.objects.filter(paper=named.paper_id, reviewer=user).delete()
    else:
        Bid.objects.update_or_create(
            paper_id=named.paper_id,
            reviewer=user,
            defaults={"level": Bid.Level(level), "at": clock.now(workshop)},
        )


@transaction.atomic
def set_window(*, call: Call, opens_at: datetime, closes_at: datetime, by: User) -> Bidding:
    """Say when reviewers bid on a call's papers. What waits for the end of bidding waits for the new one."""
    row, _ = Bidding.objects.update_or_create(
        call=call, defaults={"opens_at": opens_at, "closes_at": closes_at, "settled_at": None}
    )
    record(
        "bidding.set",
        workshop_id=call.workshop_id,
        actor_id=by.pk,
        call=call.name,
        opens=opens_at.isoformat(),
        closes=closes_at.isoformat(),
    )
    return row


def open_now(*, call: Call, by: User) -> Bidding:
    """From this moment until the end that was set, or for the usual days."""
    now = clock.now(call.workshop)
    standing = Bidding.objects.filter(call=call, closes_at__gt=now).first()
    closes_at = standing.closes_at if standing else now + timedelta(days=USUAL_DAYS)
    return set_window(call=call, opens_at=now, closes_at=closes_at, by=by)


@transaction.atomic
def close_now(*, call: Call, by: User) -> None:
    """Bids stay; what had waited for the end of bidding is looked for."""
    if open_biddings(call.workshop).filter(call=call).update(closes_at=clock.now(call.workshop)):
        record("bidding.closed", workshop_id=call.workshop_id, actor_id=by.pk, call=call.name)
        _settle(call.workshop)


@transaction.atomic
def remind(*, call: Call, by: User) -> None:
    """Write to every reviewer who has not bid at all on a call's papers, nobody twice a day. Raises BiddingClosed.

    To how many is neither returned nor logged, the letters stand in no outbox, and no answer to one reaches an
    organizer, who would learn whether somebody has bid on a paper that is withheld.
    """
    workshop = call.workshop
    window = open_biddings(workshop).filter(call=call).first()
    if window is None:
        raise BiddingClosed
    role = Membership.Role.REVIEWER
    silent = User.objects.filter(memberships__workshop=workshop, memberships__role=role).exclude(
        pk__in=Bid.objects.filter(paper__call=call).values("reviewer")
    )
    for person in silent:
        remind_one(person, call, window.closes_at)
    record("bidding.reminded", workshop_id=workshop.pk, actor_id=by.pk, call=call.name)


def remind_one(person: User, call: Call, closes_at: datetime) -> None:
    workshop = call.workshop
    write(
        REMINDER.kind,
        to=person.email,
        worded_by=workshop.pk,
        key=f"{call.pk}:{clock.now(workshop):%Y%m%d}",
        context={
            "workshop": workshop,
            "name": person.get_full_name(),
            "url": settings.SITE_URL + reverse("bidding", args=[workshop.slug]),
            "closes": closes_at,
        },
    )


def settle_ended() -> int:
    """Look for the conflicts that had waited, wherever bidding has ended. Returns in how many workshops."""
    due = Bidding.objects.filter(settled_at=None).select_related("call__workshop")
    ended = {row.call.workshop for row in due if row.closes_at <= clock.now(row.call.workshop)}
    return sum(_settle(workshop) for workshop in ended)


@transaction.atomic
def _settle(workshop: Workshop) -> bool:
    """Not while reviewers bid in another call: papers would vanish there."""
    if is_bidding(workshop):
        return False
    refresh_workshop(workshop)
    now = clock.now(workshop)
    Bidding.objects.filter(call__workshop=workshop, closes_at__lte=now).update(settled_at=now)
    return True
