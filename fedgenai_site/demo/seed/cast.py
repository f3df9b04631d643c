"""Accounts for the demo's people, each with the same password."""

import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from allauth.account.models import EmailAddress
from django.contrib.auth.hashers import make_password

from fedgenai_site.demo.world import Person, World
from submissions import clock
from submissions.models import User

PASSWORD = "fedgenai-demo"  # noqa: S105 - printed on the demo's sign-in page


@dataclass(frozen=True)
class Cast:
    """The world, and the accounts of those of its people who have one, by key."""

    world: World
    users: Mapping[str, User]

    def person(self, key: str) -> Person:
        return self.world.people[key]


def create_cast(world: World, *, at: datetime) -> Cast:
    """Everybody at example.org has an account. One hash serves all: making forty would take ten seconds."""
    password = make_password(PASSWORD)
    people = {key: person for key, person in world.people.items() if person.has_account}
    with clock.replaying(at):
        rows = User.objects.bulk_create(_user(person, password) for person in people.values())
    users = dict(zip(people, rows, strict=True))
    EmailAddress.objects.bulk_create(
        EmailAddress(user=user, email=user.email, verified=True, primary=True) for user in rows
    )
    committee = [*world.organizers, *world.reviewers]
    EmailAddress.objects.bulk_create(
        EmailAddress(user=users[person.key], email=work_address(person), verified=True)
        for person in committee
    )
    return Cast(world=world, users=users)


def work_address(person: Person) -> str:
    """At the person's institution. Conflicts come from institutions, and example.org is none."""
    plain = unicodedata.normalize("NFKD", person.name).encode("ascii", "ignore").decode().lower()
    return f"{plain.replace(' ', '.')}@{person.domain}"


def _user(person: Person, password: str) -> User:
    return User(
        email=person.email,
        name=person.name,
        affiliation=person.affiliation,
        country=person.country,
        orcid=person.orcid,
        password=password,
        is_operator=person.key == "organizer",
    )
