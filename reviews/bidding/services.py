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
from submissions.conflicts.selectors import is_bidding
from submissions.log.services import record
from submissions.mail.services import write
from submissions.papers.conflicts import refresh_workshop
from submissions.workshops.models import Membership, Workshop

USUAL_DAYS = 5


class BiddingClosed(Exception):  # noqa: N818 - a state, not a fault
    """Bidding is not open; nothing was saved."""


@transaction.atomic
def bid(*, workshop: Workshop, user: User, named: Named, level: int | None) -> None:
    """Say how much one wants a paper; without `level`, take back what was said."""
    if not is_bidding(workshop):
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
def set_window(*, workshop: Workshop, opens_at: datetime, closes_at: datetime, by: User) -> Bidding:
    """Say when reviewers bid. What waits for the end of bidding waits for the new one."""
    row, _ = Bidding.objects.update_or_create(
        workshop=workshop, defaults={"opens_at": opens_at, "closes_at": closes_at, "settled_at": None}
    )
    record(
        "bidding.set",
        workshop_id=workshop.pk,
        actor_id=by.pk,
        opens=opens_at.isoformat(),
        closes=closes_at.isoformat(),
    )
    return row


def open_now(*, workshop: Workshop, by: User) -> Bidding:
    """From this moment until the end that was set, or for the usual days."""
    now = clock.now(workshop)
    standing = Bidding.objects.filter(workshop=workshop, closes_at__gt=now).first()
    closes_at = standing.closes_at if standing else now + timedelta(days=USUAL_DAYS)
    return set_window(workshop=workshop, opens_at=now, closes_at=closes_at, by=by)


@transaction.atomic
def close_now(*, workshop: Workshop, by: User) -> None:
    """Bids stay; what had waited for the end of bidding is looked for."""
    now = clock.now(workshop)
    if Bidding.objects.filter(workshop=workshop, opens_at__lte=now, closes_at__gt=now).update(closes_at=now):
        record("bidding.closed", workshop_id=workshop.pk, actor_id=by.pk)
        _settle(workshop)


@transaction.atomic
def remind(*, workshop: Workshop, by: User) -> None:
    """Write to every reviewer who has not bid at all, nobody twice a day. Raises BiddingClosed.

    To how many is neither returned nor logged, the letters stand in no outbox, and no answer to one reaches an
    organizer, who would learn whether somebody has bid on a paper that is withheld.
    """
    window = Bidding.objects.filter(workshop=workshop).first()
    if window is None or not is_bidding(workshop):
        raise BiddingClosed
    has_bid = Bid.objects.filter(paper__workshop=workshop).values("reviewer")
    role = Membership.Role.REVIEWER
    silent = User.objects.filter(memberships__workshop=workshop, memberships__role=role).exclude(
        pk__in=has_bid
    )
    for person in silent:
        write(
            REMINDER.kind,
            to=person.email,
            worded_by=workshop.pk,
            key=f"{workshop.pk}:{clock.now(workshop):%Y%m%d}",
            context={
                "workshop": workshop,
                "name": person.get_full_name(),
                "url": settings.SITE_URL + reverse("bidding", args=[workshop.slug]),
                "closes": window.closes_at,
            },
        )
    record("bidding.reminded", workshop_id=workshop.pk, actor_id=by.pk)


def settle_ended() -> int:
    """Look for the conflicts that had waited, wherever bidding has ended. Returns how many workshops."""
    due = Bidding.objects.filter(settled_at=None).select_related("workshop")
    ended = [row.workshop for row in due if row.closes_at <= clock.now(row.workshop)]
    for workshop in ended:
        with transaction.atomic():
            _settle(workshop)
    return len(ended)


def _settle(workshop: Workshop) -> None:
    refresh_workshop(workshop)
    Bidding.objects.filter(workshop=workshop).update(settled_at=clock.now(workshop))
