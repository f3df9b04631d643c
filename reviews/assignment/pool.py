"""The people who can be given papers: reviewers of a workshop, with the load each agreed to."""

from dataclasses import dataclass

from django.db.models import Exists, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce

from reviews.committee.models import Invitation
from submissions.accounts.models import User
from submissions.workshops.models import Membership, Workshop

USUAL_LOAD = 4


@dataclass(frozen=True)
class PoolMember:
    pk: int
    name: str
    most: int
    invitation_id: int | None


def reviewers_of(workshop: Workshop) -> QuerySet[User]:
    """Reviewers by name, without organizers: whoever handles papers has seen their authors."""
    members = Membership.objects.filter(workshop=workshop)
    reviewers = members.filter(role=Membership.Role.REVIEWER).values("user")
    organizers = members.filter(role=Membership.Role.ORGANIZER).values("user")
    return User.objects.filter(pk__in=reviewers).exclude(pk__in=organizers).order_by("name", "pk")


def agreed_load(workshop: Workshop) -> Coalesce:
    """An annotation: how many papers a reviewer said yes to."""
    return Coalesce(Subquery(_accepted(workshop).values("max_load")[:1]), USUAL_LOAD)


def pool(workshop: Workshop) -> list[PoolMember]:
    """Those whom an assignment may use: all but the people who only stand by."""
    helpers = _accepted(workshop).filter(standby__isnull=False)
    people = (
        reviewers_of(workshop)
        .exclude(Exists(helpers))
        .annotate(most=agreed_load(workshop), invitation_id=Subquery(_accepted(workshop).values("pk")[:1]))
    )
    rows = people.values_list("pk", "name", "email", "most", "invitation_id")
    return [PoolMember(pk, name or email, most, invitation) for pk, name, email, most, invitation in rows]


def _accepted(workshop: Workshop) -> QuerySet[Invitation]:
    return Invitation.objects.filter(
        workshop=workshop, user=OuterRef("pk"), state=Invitation.State.ACCEPTED
    ).order_by("pk")
