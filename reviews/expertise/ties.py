"""A reviewer's own list of people to be kept apart from. While bidding is open it stays as it is."""

from collections.abc import Sequence

from django.db import transaction

from submissions.accounts.models import User
from submissions.conflicts.models import Tie
from submissions.conflicts.selectors import is_frozen_for
from submissions.conflicts.ties import Line, add_of_person
from submissions.papers.conflicts import refresh_person
from submissions.workshops.models import Membership, Workshop


class Frozen(Exception):
    """This person is bidding somewhere: papers that vanish now would name their authors. Nothing was changed."""


@transaction.atomic
def add(*, user: User, lines: Sequence[Line], kind: str) -> None:
    """Raises Frozen and TooManyTies."""
    _refuse_frozen(user)
    add_of_person(user=user, lines=lines, kind=kind)
    refresh_person(user)


@transaction.atomic
def remove(*, user: User, pk: int) -> None:
    """Raises Frozen. A line that is not this person's stays."""
    _refuse_frozen(user)
    if Tie.objects.filter(user=user, pk=pk).delete()[0]:
        refresh_person(user)


def is_frozen(user: User) -> bool:
    reviewing = Workshop.objects.filter(
        memberships__user=user, memberships__role=Membership.Role.REVIEWER, calls__bidding__isnull=False
    ).distinct()
    return any(is_frozen_for(user, workshop) for workshop in reviewing)


def _refuse_frozen(user: User) -> None:
    if is_frozen(user):
        raise Frozen
