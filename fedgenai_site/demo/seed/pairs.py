"""Who wants what, who knows what, and what only a guest can handle: bids, own papers, conflicts."""

from contextlib import suppress
from datetime import datetime, timedelta

from django.http import QueryDict
from django.utils.datastructures import MultiValueDict

from fedgenai_site.demo.seed.cast import Cast
from reviews.bidding import services as bidding
from reviews.bidding.access import in_order
from reviews.committee import keeping
from reviews.committee.handing import TRIES, CannotHandle, hand_over
from reviews.committee.models import Invitation
from reviews.committee.rules import ConflictRules
from reviews.expertise import services as expertise
from submissions import clock
from submissions.conflicts.services import declare
from submissions.conflicts.ties import Line
from submissions.models import Membership, Paper, User, Workshop
from submissions.papers.conflicts import name_conflicts
from submissions.workshops.settings import services as settings

WROTE = (
    "Tuning Adapters across Hospitals That Share Nothing, 2024\nWhat a Round Costs on a Slow Link, 2023",
    "Merging Experts without Their Data, 2025\nA Ledger for Who Trained What, 2024",
    "Private Prompts and How They Leak, 2024\nNoise That Adds Up: Budgets over Many Rounds, 2022",
    "Poison in the Average: Robust Aggregation for Language Models, 2023\nForgetting on Request, 2025",
)
TELLS = "@misc{joint, title={Notes from a Joint Winter School}, author={%s and %s}, year={2025}}"
BIDDERS = 8
PICKY, UNWANTED = 17, 10
"""The authors of this paper rule out so many reviewers, which leaves too few."""
ALIASES = """Sakuragi Institute of Science = sakuragi.example
Université de Valbrune = valbrune.example
UVB = valbrune.example
Politecnico di Monteluce = monteluce.example"""
OPENED, CLOSES = timedelta(days=2), timedelta(days=4)


def play(cast: Cast, workshop: Workshop, *, now: datetime) -> None:
    """Of the papers that nobody reviews yet, the last is one that every organizer is in conflict with."""
    waiting = Paper.objects.filter(workshop=workshop, state=Paper.State.SUBMITTED, assignments=None)
    *_, guessed, orphan = waiting.order_by("number")
    reviewers = [cast.users[person.key] for person in cast.world.reviewers]
    with clock.replaying(now - timedelta(days=20)):
        for n, user in enumerate(reviewers):
            expertise.add_pasted(user=user, text=WROTE[n % len(WROTE)])
        _hint_at_a_co_author(reviewers[0], guessed)
        for invitation in Invitation.objects.filter(workshop=workshop, user__in=reviewers[:5]):
            keeping.call_senior(invitation=invitation, by=cast.users["organizer"], is_senior=True)
    with clock.replaying(now - timedelta(days=4)):
        _say_what_counts(workshop, by=cast.users["organizer"])
        _rule_out(workshop.papers.get(number=PICKY), reviewers[:UNWANTED])
    _give_away(cast, workshop, orphan, at=now - timedelta(days=3))
    lead = cast.users["organizer"]
    with clock.replaying(now - OPENED):
        first, later = workshop.calls.order_by("due_at")
        bidding.set_window(call=first, opens_at=now - OPENED, closes_at=now + CLOSES, by=lead)
        bidding.set_window(call=later, opens_at=later.due_at, closes_at=later.due_at + CLOSES, by=lead)
    for n, user in enumerate(reviewers[:BIDDERS]):
        with clock.replaying(now - timedelta(hours=40 - 3 * n)):
            _bid(workshop, user, among=n + 1)


def _hint_at_a_co_author(user: User, paper: Paper) -> None:
    """An initial is a guess: an organizer is asked."""
    given, _, family = paper.authors.all()[0].name.rpartition(" ")
    expertise.add_pasted(user=user, text=TELLS % (user.name, f"{given[:1]}. {family}"))


def _say_what_counts(workshop: Workshop, *, by: User) -> None:
    page = ConflictRules(workshop)
    typed = QueryDict(mutable=True)
    typed.update({"seen": page.stamp, "coauthor_years": "3", "most_declared": "10", "aliases": ALIASES})
    settings.change(
        ConflictRules, workshop=workshop, key="conflicts", data=typed, files=MultiValueDict(), by=by
    )


def _rule_out(paper: Paper, people: list[User]) -> None:
    name_conflicts(paper=paper, lines=[Line(name=each.name) for each in people], by=paper.creator)


def _bid(workshop: Workshop, user: User, *, among: int) -> None:
    """The first is nearly through the list, the last has hardly begun."""
    every = in_order(user, workshop, [call.pk for call in workshop.calls.all()])
    for at, named in enumerate(every[: len(every) - 2 * among]):
        bidding.bid(workshop=workshop, user=user, named=named, level=(named.paper_id * 7 + at) % 5 + 1)


def _give_away(cast: Cast, workshop: Workshop, paper: Paper, *, at: datetime) -> None:
    role = Membership.Role.ORGANIZER
    organizers = User.objects.filter(memberships__workshop=workshop, memberships__role=role).order_by("pk")
    with clock.replaying(at):
        for user in organizers:
            declare(
                paper_id=paper.pk,
                workshop_id=workshop.pk,
                user=user,
                reason="We share a project with a co-author.",
            )
        for each in cast.world.papers[:TRIES]:
            with suppress(CannotHandle):
                hand_over(paper=paper, guest=cast.users[each.authors[0]], by=organizers[0])
                return
