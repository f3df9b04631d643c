"""Who serves, who was asked, and what an answer to an invitation may be."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.contrib.auth.models import AnonymousUser
from django.db.models import Count, Max, Q, QuerySet

from reviews.committee.models import Invitation
from reviews.committee.paste import Invitee, Pasted
from submissions.accounts import selectors as accounts
from submissions.accounts.models import User
from submissions.accounts.selectors import Standing
from submissions.papers.access import handled_by
from submissions.workshops.models import Membership, Workshop


@dataclass(frozen=True)
class Person:
    """A line of the People page. `assigned` counts only papers that the viewer handles."""

    pk: int
    name: str
    email: str
    affiliation: str
    tone: str
    answer: str
    at: datetime
    reason: str
    load: int
    topics: tuple[str, ...]
    assigned: int
    is_reviewer: bool
    is_removable: bool
    is_senior: bool
    reminded_at: datetime | None


@dataclass(frozen=True)
class Plan:
    """What will happen to one pasted line; without `verdict` the person is invited."""

    line: str
    invitee: Invitee | None
    verdict: str = ""


ANSWERS = {
    Invitation.State.INVITED: ("wait", "No answer yet"),
    Invitation.State.ACCEPTED: ("ok", "Accepted"),
    Invitation.State.DECLINED: ("plain", "Declined"),
}


def people(workshop: Workshop, viewer: User) -> list[Person]:
    """Everybody who was asked to review, as this organizer may know them."""
    seen = Q(user__assignments__state="active", user__assignments__paper__in=handled_by(viewer, workshop))
    rows = (
        Invitation.objects.filter(workshop=workshop)
        .annotate(assigned=Count("user__assignments", filter=seen))
        .prefetch_related("topics")
        .select_related("user")
    )
    return [_person(row, row.assigned) for row in rows]


def _person(row: Invitation, assigned: int) -> Person:
    tone, answer = ANSWERS[Invitation.State(row.state)]
    return Person(
        pk=row.pk,
        name=(row.user.name if row.user else "") or row.name,
        email=row.email,
        affiliation=row.affiliation,
        tone=tone,
        answer=answer,
        at=row.answered_at or row.invited_at,
        reason=row.decline_reason,
        load=row.max_load,
        topics=tuple(topic.name for topic in row.topics.all()),
        assigned=assigned,
        is_reviewer=row.state == Invitation.State.ACCEPTED,
        is_removable=row.state == Invitation.State.INVITED,
        is_senior=row.is_senior,
        reminded_at=row.reminded_at if row.state == Invitation.State.INVITED else None,
    )


def organizers(workshop: Workshop) -> QuerySet[User]:
    role = Membership.Role.ORGANIZER
    return User.objects.filter(memberships__workshop=workshop, memberships__role=role).order_by("name", "pk")


def plan(workshop: Workshop, pasted: Iterable[Pasted]) -> list[Plan]:
    """Line by line what inviting these people would do."""
    lines = list(pasted)
    known = already(workshop, [line.invitee.email for line in lines if line.invitee])
    plans = []
    for line in lines:
        verdict = known.get(line.invitee.email, "") if line.invitee else "No address found in this line"
        plans.append(Plan(line.line, line.invitee, verdict))
        if line.invitee:
            known.setdefault(line.invitee.email, "Stands in the list twice")
    return plans


def already(workshop: Workshop, emails: list[str]) -> dict[str, str]:
    """From address to the reason why nobody is invited there again."""
    invited = Invitation.objects.filter(workshop=workshop, email__in=emails)
    reviewers = Membership.objects.filter(
        workshop=workshop, role=Membership.Role.REVIEWER, user__email__in=emails
    )
    return {
        **dict.fromkeys(reviewers.values_list("user__email", flat=True), "Is a reviewer already"),
        **{
            row.email: f"Was invited before: {ANSWERS[Invitation.State(row.state)][1].lower()}"
            for row in invited
        },
    }


def standing(invitation: Invitation, user: User | AnonymousUser) -> Standing:
    return accounts.standing(user, invitation.user or accounts.account_of(invitation.email))


def reviews_due(workshop: Workshop) -> datetime | None:
    due: datetime | None = workshop.calls.aggregate(due=Max("reviews_due_at"))["due"]
    return due


def takes_answers(workshop: Workshop) -> bool:
    """Invitations can be answered, and a no turned into a yes, until decisions are out: late help is help too."""
    return not workshop.releases.exists()
