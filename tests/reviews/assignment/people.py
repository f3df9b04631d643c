"""A small committee and some papers, to be brought together."""

from submissions.models import Membership, Paper, User, Workshop
from tests.factories import InvitationFactory, UserFactory
from tests.papers import complete_paper
from tests.personas import member


def reviewers(workshop: Workshop, count: int, *, load: int = 4) -> list[User]:
    people = [member(workshop, Membership.Role.REVIEWER, f"Reviewer {n}").user for n in range(count)]
    for person in people:
        InvitationFactory.create(
            workshop=workshop,
            user=person,
            email=person.email,
            state="accepted",
            max_load=load,
            answered_at=workshop.created_at,
        )
    return people


def papers(workshop: Workshop, count: int) -> list[Paper]:
    return [complete_paper(workshop, UserFactory.create()) for _ in range(count)]
