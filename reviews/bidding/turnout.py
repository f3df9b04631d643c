"""Who has bid, and what nobody wants yet: over the papers that one organizer handles."""

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from reviews.bidding.models import Bid
from submissions.accounts.models import User
from submissions.papers.access import handled_by
from submissions.papers.models import Paper
from submissions.templatetags.ui import numbered
from submissions.workshops.models import Call, Membership, Workshop


@dataclass(frozen=True)
class Bidder:
    """`per_call` has the bids on each call's papers, in the order of the calls."""

    name: str
    bids: int
    keen: int
    per_call: tuple[int, ...]


@dataclass(frozen=True)
class CallTurnout:
    """`unwanted`: numbers of the papers on which nobody is willing or eager."""

    call: Call
    bidders: int
    people: int
    unwanted: tuple[int, ...]

    @property
    def unwanted_words(self) -> str:
        return numbered(self.unwanted)


@dataclass(frozen=True)
class Turnout:
    people: tuple[Bidder, ...]
    calls: tuple[CallTurnout, ...]

    @property
    def several(self) -> bool:
        return len(self.calls) > 1


def turnout(viewer: User, workshop: Workshop, calls: Sequence[Call]) -> Turnout:
    """Three queries."""
    handled = handled_by(viewer, workshop).filter(state=Paper.State.SUBMITTED)
    papers = {pk: (number, call) for pk, number, call in handled.values_list("pk", "number", "call_id")}
    given: dict[int, Counter[int]] = defaultdict(Counter)
    keen: Counter[int] = Counter()
    wanted = set()
    for person, paper, level in Bid.objects.filter(paper__in=papers).values_list(
        "reviewer_id", "paper_id", "level"
    ):
        given[person][papers[paper][1]] += 1
        if level >= Bid.Level.WILLING:
            keen[person] += 1
            wanted.add(paper)
    people = _reviewers(workshop)
    rows = [
        Bidder(
            name=person.get_full_name(),
            bids=given[person.pk].total(),
            keen=keen[person.pk],
            per_call=tuple(given[person.pk][call.pk] for call in calls),
        )
        for person in people
    ]
    return Turnout(
        people=tuple(sorted(rows, key=lambda row: row.bids)),
        calls=tuple(
            CallTurnout(
                call=call,
                bidders=sum(given[person.pk][call.pk] > 0 for person in people),
                people=len(people),
                unwanted=tuple(
                    number for pk, (number, of) in papers.items() if of == call.pk and pk not in wanted
                ),
            )
            for call in calls
        ),
    )


def _reviewers(workshop: Workshop) -> list[User]:
    role = Membership.Role.REVIEWER
    members = User.objects.filter(memberships__workshop=workshop, memberships__role=role)
    return list(members.order_by("name", "pk"))
