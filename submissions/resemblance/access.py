"""Which pairs a handler may know of."""

from collections.abc import Collection
from typing import Any

from django.db.models import F, Q, QuerySet
from django.http import Http404

from submissions.accounts.models import User
from submissions.papers.access import closed_to, handled_by
from submissions.papers.models import Paper
from submissions.resemblance.models import Pair
from submissions.workshops.models import Workshop


def pairs_for(user: User, workshop: Workshop) -> QuerySet[Pair]:
    """Pairs of papers as they stand now. Within a workshop for those who handle both; across two workshops for those who
    handle this one's, unless they wrote, review, or are in conflict with the other.
    """
    return pairs_among(handled_by(user, workshop).values("pk"), user, workshop)


def pairs_among(
    handled: QuerySet[Paper, Any] | Collection[int], user: User, workshop: Workshop
) -> QuerySet[Pair]:
    """As `pairs_for`, where it is known already which papers this user handles."""
    elsewhere = Paper.objects.exclude(workshop=workshop).exclude(closed_to(user)).values("pk")
    is_today = Q(one__current__sha256=F("one_sha256"), other__current__sha256=F("other_sha256"))
    are_in = Q(one__state=Paper.State.SUBMITTED, other__state=Paper.State.SUBMITTED)
    is_mine = Q(one__in=handled) & (Q(other__in=handled) | Q(other__in=elsewhere))
    is_mine |= Q(other__in=handled) & Q(one__in=elsewhere)
    return Pair.objects.filter(is_today & are_in & is_mine)


def pair_for(user: User, workshop: Workshop, ref: str) -> Pair:
    pair = pairs_for(user, workshop).filter(ref=ref).first()
    if pair is None:
        raise Http404
    return pair
