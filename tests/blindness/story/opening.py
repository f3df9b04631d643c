"""The call opens: a committee is there, papers come in, some have begun to bid."""

from dataclasses import replace
from datetime import timedelta

from reviews.api import services as tokens
from reviews.api.models import Scope
from reviews.assignment import services as assigning
from reviews.bidding import services as bidding
from reviews.committee import services as committee
from reviews.committee.handing import hand_over
from reviews.committee.paste import Invitee
from reviews.models import Invitation
from reviews.timekeeping.models import Digest
from submissions import clock
from submissions.models import User
from submissions.workshops.examples.fedgenai_ijcai_25 import FEDGENAI
from submissions.workshops.questions import Question
from submissions.workshops.services import Dates, create_workshop
from tests.blindness.cast import BIDS, PEOPLE, REVIEWERS
from tests.blindness.story.arriving import bring
from tests.blindness.story.submitting import submit
from tests.blindness.world import World
from tests.factories import AffinityFactory, BidFactory, UserFactory


def begin(dates: Dates) -> World:
    """The call is open: a committee is there, papers are in, first reviewers are noted in draft."""
    people = _people()
    world = World(
        workshop=create_workshop(FEDGENAI, by=people["ines"], dates=dates),
        elsewhere=create_workshop(
            replace(FEDGENAI, slug="elsewhere", name="Elsewhere"), by=people["eve"], dates=dates
        ),
        people=people,
    )
    for person in people.values():
        world.tokens[person.pk] = tokens.make(
            user=person, name="A script", scopes=Scope.values, good_for=timedelta(days=365)
        )
    _convene(world)
    world.workshop.questions = [
        Question("code", "Is code part of it?", for_reviewers=True).to_json(),
        Question("money", "Who paid for the work?").to_json(),
    ]
    world.workshop.save(update_fields=["questions"])
    submit(world)
    bring(world)
    world.workshop.calls.update(papers_per_author=1)  # some have two already
    assigning.assign(paper=world.papers["main"], reviewer_id=people["ravi"].pk, by=people["ines"])
    assigning.assign(paper=world.papers["own"], reviewer_id=people["sven"].pk, by=people["ines"])
    hand_over(paper=world.papers["orphan"], guest=people["gina"], by=people["ines"])
    _bid(world)
    return world


def _people() -> dict[str, User]:
    people = {
        key: UserFactory.create(
            name=name,
            email=f"{key}@{name.split()[-1].lower()}.example",
            affiliation=f"{name.split()[-1]} College",
            orcid=f"0000-0001-{at:04}-0000",
        )
        for at, (key, name) in enumerate(PEOPLE.items())
    }
    people["ines"].is_operator = True
    people["ines"].save(update_fields=["is_operator"])
    return people


def _convene(world: World) -> None:
    ines = world.people["ines"]
    for key in ("oscar", "ottilie"):
        committee.add_organizer(workshop=world.workshop, by=ines, user=world.people[key])
    for key in ("ines", "oscar", "ottilie"):
        Digest.objects.create(workshop=world.workshop, user=world.people[key])
    asked = [Invitee(world.people[key].email, world.people[key].name) for key in REVIEWERS]
    asked += [Invitee("silent@nowhere.example", "Silent Harrow"), Invitee("busy@away.example", "Busy Thorne")]
    committee.invite(workshop=world.workshop, by=ines, people=asked)
    topic = world.workshop.topic_areas.all()[0].topics.all()[0]
    for key in REVIEWERS:
        if invitation := world.invitation(key):
            terms = committee.Terms(max_load=3, topics=[topic])
            committee.accept(invitation=invitation, user=world.people[key], terms=terms)
    committee.decline(
        invitation=Invitation.objects.get(email="busy@away.example"), reason="A sabbatical at sea."
    )


def _bid(world: World) -> None:
    """Bidding is open as long as the call is, and some have begun."""
    now, days = clock.now(), timedelta(days=5)
    bidding.set_window(
        call=world.workshop.calls.get(), opens_at=now - days, closes_at=now + days, by=world.people["ines"]
    )
    for name, bids in BIDS.items():
        for key, level in bids.items():
            BidFactory.create(paper=world.papers[key], reviewer=world.people[name], level=level, at=now)
            AffinityFactory.create(paper=world.papers[key], reviewer=world.people[name])
