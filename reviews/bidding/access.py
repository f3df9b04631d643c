"""What a reviewer may bid on, and by which name.

A paper has another name for each reviewer, so that an address tells nothing to whoever knows the paper's own. The
names are random, and papers stand in their order: it is stable, and differs from person to person.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from django.db.models import Exists, OuterRef, QuerySet
from django.http import Http404
from django.utils.crypto import salted_hmac

from submissions.accounts.models import User
from submissions.conflicts.models import Conflict
from submissions.conflicts.selectors import open_biddings
from submissions.papers.access import hidden_from
from submissions.papers.models import Paper
from submissions.workshops.models import Workshop


@dataclass(frozen=True)
class Named:
    name: str
    paper_id: int


def biddable(user: User, workshop: Workshop) -> QuerySet[Paper]:
    """Submitted papers without any conflict, proposed ones included: a guess that is right must not come too late."""
    guess = Conflict.objects.filter(paper=OuterRef("pk"), user=user, state=Conflict.State.PROPOSED)
    papers = Paper.objects.filter(workshop=workshop, state=Paper.State.SUBMITTED)
    return papers.exclude(hidden_from(user)).exclude(Exists(guess))


def in_order(user: User, workshop: Workshop, calls: Collection[int]) -> list[Named]:
    """The papers of these calls, for a reviewer, who got `workshop` through `workshop_for_reviewer`."""
    if not calls:
        return []
    papers = biddable(user, workshop).filter(call__in=calls)
    return names_of(user, papers.values_list("pk", flat=True))


def paper_to_bid_on(user: User, workshop: Workshop, name: str) -> Named:
    """Of a call whose bidding is open."""
    calls = [each.call_id for each in open_biddings(workshop)]
    named = next((each for each in in_order(user, workshop, calls) if each.name == name), None)
    if named is None:
        raise Http404
    return named


def names_of(user: User, papers: Iterable[int]) -> list[Named]:
    named = (Named(_name(user, pk), pk) for pk in papers)
    return sorted(named, key=lambda each: each.name)


def _name(user: User, paper_id: int) -> str:
    return salted_hmac("reviews.bidding", f"{user.pk}:{paper_id}").hexdigest()[:16]
