"""Reads about conflicts. Which papers a viewer may ask about is for rooms above to say."""

from django.db.models import QuerySet

from submissions import clock
from submissions.accounts.models import User
from submissions.conflicts.models import Bidding
from submissions.workshops.models import Membership, Workshop


def open_biddings(workshop: Workshop) -> QuerySet[Bidding]:
    """Of the calls on whose papers reviewers are bidding at this moment."""
    now = clock.now(workshop)
    return Bidding.objects.filter(call__workshop=workshop, opens_at__lte=now, closes_at__gt=now)


def is_bidding(workshop: Workshop) -> bool:
    """Are reviewers bidding at this moment, in whichever call?"""
    return open_biddings(workshop).exists()


def is_frozen_for(user: User, workshop: Workshop) -> bool:
    """While a reviewer bids, no act of the reviewer's changes conflicts: papers that vanish would name their authors."""
    role = Membership.Role.REVIEWER
    return is_bidding(workshop) and workshop.memberships.filter(user=user, role=role).exists()
