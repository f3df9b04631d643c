"""Who reviews what, and who must not: assignments, and conflicts that were declared there."""

from collections.abc import Iterator
from functools import partial

from reviews.assignment.models import Assignment
from reviews.bidding.models import Bid
from reviews.exchange import Pair
from reviews.intake.ground import Ground
from reviews.intake.papers import WITHHELD
from reviews.intake.steps import Step, Verdict, same, skipped
from submissions import clock
from submissions.conflicts.models import Conflict

WHAT, CONFLICTS = "Assignments", "Conflicts"


def conflict_steps(ground: Ground) -> Iterator[Step]:
    for pair in ground.bundle.bids:
        if pair.value != "conflict":
            continue
        label = f"{ground.named(pair.email)} and #{pair.paper}"
        if why := unreachable(ground, pair.paper):
            yield skipped(CONFLICTS, label, why)
        elif (pair.paper, pair.email) in ground.conflicts:
            yield same(CONFLICTS, label)
        else:
            yield Step(CONFLICTS, label, Verdict.NEW, do=partial(_declare, ground, pair))


LEVELS = {"yes": Bid.Level.EAGER, "maybe": Bid.Level.IF_NEED_BE, "no": Bid.Level.NOT_FOR_ME}


def bid_steps(ground: Ground) -> Iterator[Step]:
    """A bid that was made here stays: it is the newer word."""
    for pair in ground.bundle.bids:
        if pair.value not in LEVELS:
            continue
        label = f"{ground.named(pair.email)} on #{pair.paper}: {pair.value}"
        if why := barred(ground, pair.paper, pair.email):
            yield skipped("Bids", label, why)
        elif (pair.paper, pair.email) in ground.bids:
            yield same("Bids", label)
        else:
            yield Step("Bids", label, Verdict.NEW, do=partial(_bid, ground, pair))


def _bid(ground: Ground, pair: Pair) -> None:
    Bid.objects.create(
        paper=ground.papers[pair.paper],
        reviewer=ground.people[pair.email],
        level=LEVELS[pair.value],
        at=clock.now(ground.workshop),
    )


def _declare(ground: Ground, pair: Pair) -> None:
    if person := ground.people.get(pair.email):
        Conflict.objects.get_or_create(
            paper=ground.papers[pair.paper],
            user=person,
            kind=Conflict.Kind.DECLARED,
            defaults={"reason": f"Declared in {ground.system}", "since": clock.now(ground.workshop)},
        )


def steps(ground: Ground) -> Iterator[Step]:
    pairs = [*ground.bundle.assignments, *(Pair(row.paper, row.email) for row in ground.bundle.reviews)]
    for pair in dict.fromkeys(pairs):
        label = f"{ground.named(pair.email)} for #{pair.paper}"
        why = barred(ground, pair.paper, pair.email)
        if why:
            yield skipped(WHAT, label, why)
        elif (pair.paper, pair.email) in ground.assignments:
            yield same(WHAT, label)
        else:
            yield Step(WHAT, label, Verdict.NEW, do=partial(_assign, ground, pair))


def barred(ground: Ground, number: int, email: str) -> str:
    """Why this person's work on this paper is not brought in; empty where it is."""
    if why := unreachable(ground, number):
        return why
    clash = ground.clash(number, ground.addresses_of(email))
    if clash == "is an author" or ((number, email) not in ground.waived and clash):
        return f"In conflict: {clash}. Waive it once the paper is here, then bring this in again."
    if (number, email) in ground.declared or (number, email) in ground.conflicts:
        return "In conflict with this paper."
    if email not in ground.invitations and email not in ground.members:
        return "Is not in the committee."
    return ""


def unreachable(ground: Ground, number: int) -> str:
    """Why nothing about this paper can come in."""
    foreign, paper = ground.bundle.papers.get(number), ground.papers.get(number)
    if paper is None and (foreign is None or foreign.is_deleted):
        return f"There is no paper #{number}."
    return WITHHELD if ground.is_withheld(number) else ""


def _assign(ground: Ground, pair: Pair) -> None:
    now, paper = clock.now(ground.workshop), ground.papers[pair.paper]
    row = Assignment.objects.create(
        paper=paper,
        reviewer=ground.people[pair.email],
        state=Assignment.State.ACTIVE,
        made_by=ground.by,
        made_at=now,
        published_at=now,
    )
    ground.assignments[pair.paper, pair.email] = row
    ground.tell("assignment.imported", paper, reviewers=[row.reviewer.get_full_name()])
