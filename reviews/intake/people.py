"""The committee: members come in as they are there, having said yes there. Nobody is written to."""

from collections.abc import Iterator
from functools import lru_cache, partial

from allauth.account.models import EmailAddress
from django_countries import countries

from reviews.committee.models import Invitation
from reviews.exchange import Person
from reviews.intake.ground import Ground
from reviews.intake.steps import Step, Verdict, same, skipped
from submissions import clock
from submissions.accounts.models import User
from submissions.workshops.models import Membership, Topic, TopicArea
from submissions.workshops.services import add_member

WHAT = "Committee"
USUAL_LOAD = 4


def steps(ground: Ground) -> Iterator[Step]:
    yield from _topics(ground)
    busy = {pair.email for pair in [*ground.bundle.assignments, *ground.bundle.bids]}
    busy |= {review.email for review in ground.bundle.reviews}
    for person in ground.bundle.committee:
        label = f"{person.name} <{person.email}>" if person.name else person.email
        if person.is_chair and person.email not in busy:
            yield skipped(WHAT, label, "A chair without papers: add organizers on the People page.")
        elif person.email in ground.invitations:
            yield _known(ground, person, label)
        else:
            yield Step(WHAT, label, Verdict.NEW, do=partial(_add, ground, person))


def _known(ground: Ground, person: Person, label: str) -> Step:
    invitation = ground.invitations[person.email]
    if invitation.state == Invitation.State.ACCEPTED:
        return same(WHAT, label)
    if invitation.state == Invitation.State.DECLINED:
        return skipped(WHAT, label, "Was asked here, and declined.")
    before = Invitation.State.INVITED.label
    return Step(
        WHAT,
        label,
        Verdict.CHANGED,
        details=(("answer", before, "accepted"),),
        do=partial(_add, ground, person),
    )


def _add(ground: Ground, person: Person) -> None:
    user = account(ground, person)
    load = sum(pair.email == person.email for pair in ground.bundle.assignments)
    invitation, _ = Invitation.objects.update_or_create(
        workshop=ground.workshop,
        email=person.email,
        defaults={
            "name": person.name,
            "affiliation": person.affiliation,
            "user": user,
            "state": Invitation.State.ACCEPTED,
            "max_load": max(USUAL_LOAD, load),
            "invited_by": ground.by,
            "answered_at": clock.now(ground.workshop),
        },
    )
    ground.invitations[person.email] = invitation
    topics = [ground.topics[name.casefold()] for name in person.topics if name.casefold() in ground.topics]
    invitation.topics.set(topics)
    add_member(workshop=ground.workshop, user=user, role=Membership.Role.REVIEWER)
    for address in person.others:
        if not EmailAddress.objects.filter(email=address).exists():
            EmailAddress.objects.create(user=user, email=address, verified=False)


def account(ground: Ground, person: Person) -> User:
    """The account of an address; one made here proves nothing, and its owner signs in by mailed code."""
    if person.email not in ground.people:
        ground.people[person.email] = User.objects.create_user(
            person.email, name=person.name, affiliation=person.affiliation, country=country_of(person)
        )
    return ground.people[person.email]


def country_of(person: Person) -> str:
    return code_of(person.country)


@lru_cache(maxsize=512)
def code_of(country: str) -> str:
    """A country's code; empty for a name that nobody knows."""
    if len(country) == 2:
        return country.upper()
    return str(countries.by_name(country)) if country else ""


def _topics(ground: Ground) -> Iterator[Step]:
    bundle = ground.bundle
    named = [name for paper in bundle.papers.values() for name in paper.topics]
    named += [name for person in bundle.committee for name in person.topics]
    missing = dict.fromkeys(name for name in named if name and name.casefold() not in ground.topics)
    for name in missing:
        yield Step("Topics", name, Verdict.NEW, do=partial(_add_topic, ground, name))


def _add_topic(ground: Ground, name: str) -> None:
    area = TopicArea.objects.filter(workshop=ground.workshop, name=f"From {ground.system}").first()
    if area is None:
        last = TopicArea.objects.filter(workshop=ground.workshop).count()
        area = TopicArea.objects.create(workshop=ground.workshop, name=f"From {ground.system}", position=last)
    topic = Topic.objects.create(area=area, name=name[:200], position=area.topics.count())
    ground.topics[name.casefold()] = topic
