"""The people of the tests, each a signed-in client with its `.user`, around one workshop whose call is open."""

from datetime import timedelta

import pytest
from allauth.account.internal.flows.login import record_authentication
from django.http import HttpRequest
from django.test import Client

from submissions import clock
from submissions.conflicts.models import Conflict
from submissions.models import Membership, Paper, User, Workshop
from submissions.workshops import services as workshops
from submissions.workshops.examples.fedgenai_ijcai_25 import FEDGENAI
from tests.factories import AssignmentFactory, UserFactory
from tests.papers import complete_paper


class Persona(Client):
    """A browser without scripts in which somebody is signed in."""

    user: User


def signed_in(user: User) -> Persona:
    client = Persona()
    client.force_login(user)
    client.user = user
    return client


def prove(client: Client, user: User) -> None:
    """As if the password had just been given once more, so that no page asks for it."""
    request = HttpRequest()
    request.session = client.session
    record_authentication(request, user, "password", reauthenticated=True)
    request.session.save()


def persona(name: str, **fields: object) -> Persona:
    return signed_in(
        UserFactory.create(name=name, email=f"{name.lower().replace(' ', '.')}@example.org", **fields)
    )


def member(workshop: Workshop, role: Membership.Role, name: str, **fields: object) -> Persona:
    client = persona(name, **fields)
    workshops.add_member(workshop=workshop, user=client.user, role=role)
    return client


@pytest.fixture
def workshop(db: None) -> Workshop:
    """FedGenAI with its call open: began ten days ago, due in ten."""
    now = clock.now().replace(microsecond=0)
    days = [now + timedelta(days=n) for n in (-10, 10, 31, 38, 52)]
    dates = workshops.Dates(
        opens_at=days[0],
        due_at=days[1],
        closes_at=days[1] + timedelta(minutes=30),
        reviews_due_at=days[2],
        decisions_at=days[3],
        camera_ready_at=days[4],
    )
    return workshops.create_workshop(FEDGENAI, by=None, dates=dates)


@pytest.fixture
def author(db: None) -> Persona:
    return persona("Amara Okonkwo-Lind")


@pytest.fixture
def co_author(db: None) -> Persona:
    return persona("Bastien Kowalczuk")


@pytest.fixture
def paper(workshop: Workshop, author: Persona, co_author: Persona) -> Paper:
    """The submitted paper of `author` and `co_author`, checked and without findings."""
    return complete_paper(workshop, author.user, co_author.user, title="Pruning Prompts across Hospitals")


@pytest.fixture
def reviewer(workshop: Workshop, paper: Paper) -> Persona:
    """Assigned to `paper`."""
    client = member(workshop, Membership.Role.REVIEWER, "Ravi Tessaro")
    AssignmentFactory.create(paper=paper, reviewer=client.user)
    return client


@pytest.fixture
def reviewer_elsewhere(workshop: Workshop) -> Persona:
    """Reviews for the workshop, but not `paper`."""
    return member(workshop, Membership.Role.REVIEWER, "Elke Wanjiru")


@pytest.fixture
def organizer(workshop: Workshop) -> Persona:
    """Handles every paper."""
    return member(workshop, Membership.Role.ORGANIZER, "Olga Ferreira-Holm")


@pytest.fixture
def organizer_author(workshop: Workshop) -> Persona:
    """Organizes, and wrote `own_paper`."""
    return member(workshop, Membership.Role.ORGANIZER, "Oscar Nakagawa")


@pytest.fixture
def own_paper(workshop: Workshop, organizer_author: Persona) -> Paper:
    """The paper of `organizer_author`."""
    return complete_paper(workshop, organizer_author.user, title="Merging Models of Strangers")


@pytest.fixture
def organizer_in_conflict(workshop: Workshop, paper: Paper) -> Persona:
    """Organizes, and is in conflict with `paper`."""
    client = member(workshop, Membership.Role.ORGANIZER, "Ottilie Brandvold")
    Conflict.objects.create(
        paper=paper, user=client.user, kind=Conflict.Kind.DECLARED, reason="Wrote together."
    )
    return client


@pytest.fixture
def outsider(db: None) -> Persona:
    """Signed in, and nothing to the workshop."""
    return persona("Umberto Saarinen")


@pytest.fixture
def visitor() -> Client:
    """Nobody is signed in."""
    return Client()
