"""Who of the emergency pool could take which paper, the best fitting first."""

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from reviews.assignment.models import Assignment
from reviews.assignment.validator import conflicted
from reviews.committee.models import Invitation
from reviews.timekeeping.models import Offer
from submissions.accounts.models import User
from submissions.papers.access import handled_by
from submissions.papers.models import Paper
from submissions.workshops.models import Workshop


@dataclass(frozen=True)
class Helper:
    """One of the pool. `assigned` counts visible work only, open offers included."""

    user: User
    most: int
    assigned: int
    topics: frozenset[int]

    @property
    def name(self) -> str:
        return self.user.get_full_name()

    @property
    def is_free(self) -> bool:
        return self.assigned < self.most


def helpers(viewer: User, workshop: Workshop) -> list[Helper]:
    """By name; those who have said yes."""
    rows = list(
        Invitation.objects.filter(workshop=workshop, state=Invitation.State.ACCEPTED, standby__isnull=False)
        .select_related("user")
        .prefetch_related("topics")
        .order_by("user__name", "pk")
    )
    loads = _loads(viewer, workshop)
    return [
        Helper(row.user, row.max_load, loads[row.user.pk], frozenset(topic.pk for topic in row.topics.all()))
        for row in rows
        if row.user is not None
    ]


def _loads(viewer: User, workshop: Workshop) -> Counter[int]:
    papers = handled_by(viewer, workshop)
    work = Assignment.objects.filter(paper__in=papers).exclude(state=Assignment.State.REMOVED)
    asked = Offer.objects.filter(paper__in=papers, state=Offer.State.OPEN)
    return Counter(work.values_list("reviewer", flat=True)) + Counter(asked.values_list("user", flat=True))


def fitting(papers: Sequence[Paper], people: Sequence[Helper]) -> dict[int, list[Helper]]:
    """By paper; nobody in conflict, who had it or was asked already, or is full. The queries are as many for any number."""
    pairs = {(paper.pk, helper.user.pk) for paper in papers for helper in people if helper.is_free}
    if not pairs:
        return {paper.pk: [] for paper in papers}
    wanted, users = [paper.pk for paper in papers], [helper.user.pk for helper in people]
    had = Assignment.objects.filter(paper__in=wanted, reviewer__in=users).values_list(
        "paper_id", "reviewer_id"
    )
    asked = Offer.objects.filter(paper__in=wanted, user__in=users).values_list("paper_id", "user_id")
    free = pairs - set(had) - set(asked) - conflicted(pairs)
    topics = _topics(wanted)
    return {
        pk: sorted(
            (helper for helper in people if (pk, helper.user.pk) in free),
            key=lambda helper: (-len(helper.topics & topics[pk]), helper.assigned, helper.name),
        )
        for pk in wanted
    }


def compared(paper: Paper, able: Sequence[Helper]) -> list[tuple[Helper, list[str]]]:
    """Each with the names of the topics that person and paper have in common."""
    names = dict(paper.topics.values_list("pk", "name"))
    return [(helper, sorted(names[pk] for pk in helper.topics & names.keys())) for helper in able]


def _topics(papers: Sequence[int]) -> dict[int, set[int]]:
    found: dict[int, set[int]] = defaultdict(set)
    for paper, topic in Paper.topics.through.objects.filter(paper__in=papers).values_list(
        "paper_id", "topic_id"
    ):
        found[paper].add(topic)
    return found
