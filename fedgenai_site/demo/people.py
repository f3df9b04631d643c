"""Who can be played in the demo, by what they are in it."""

from dataclasses import dataclass

from django.db.models import Count, Exists, OuterRef, Q
from django.http import Http404

from submissions.models import Membership, User

PASSWORD = "fedgenai-demo"  # noqa: S105 - printed at every start, for invented people only


@dataclass(frozen=True)
class Group:
    name: str
    people: list[User]


def account(email: str) -> User:
    person = User.objects.filter(email=email.lower(), is_active=True).first()
    if person is None:
        raise Http404
    return person


def groups() -> list[Group]:
    """Organizers, reviewers, authors; somebody with two hats stands in the first of them that fits."""

    def has(role: Membership.Role) -> Exists:
        return Exists(Membership.objects.filter(user=OuterRef("pk"), role=role))

    everybody = User.objects.filter(is_active=True, is_guest=False).annotate(
        papers=Count("authorships", distinct=True),
        organizes=has(Membership.Role.ORGANIZER),
        reviews=has(Membership.Role.REVIEWER),
        is_visiting=has(Membership.Role.GUEST),
    )
    kinds = {
        "Organizers": Q(organizes=True),
        "Guest organizers": Q(is_visiting=True),
        "Reviewers": Q(organizes=False, reviews=True),
        "Authors": Q(organizes=False, reviews=False, is_visiting=False),
    }
    found = [Group(name, list(everybody.filter(which).order_by("pk"))) for name, which in kinds.items()]
    return [group for group in found if group.people]
