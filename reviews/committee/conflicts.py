"""Conflicts as an organizer may see them: on handled papers, and of others than oneself."""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass

from django.db.models import Count, Q, QuerySet
from django.http import Http404

from submissions.accounts.models import User
from submissions.conflicts.detection import Reason
from submissions.conflicts.models import Conflict
from submissions.conflicts.services import imagine
from submissions.papers.access import handled_by
from submissions.papers.models import Paper
from submissions.papers.selectors import authorships_among
from submissions.workshops.models import Membership, Workshop

State = Conflict.State
FILTERS = {"": "to settle", "active": "hold", "waived": "waived"}
STATES = {"": State.PROPOSED, "active": State.ACTIVE, "waived": State.WAIVED}
EXCESSIVE = 0.2
"""A list of the authors that leaves out more than this share of the reviewers is shown."""
PER_PAGE = 100


@dataclass(frozen=True)
class Row:
    pk: int
    number: int
    title: str
    ref: str
    person: str
    role: str
    kind: str
    reason: str
    settled_by: str
    can_waive: bool


@dataclass(frozen=True)
class Excluder:
    number: int
    ref: str
    excluded: int
    pool: int

    @property
    def percent(self) -> int:
        return round(100 * self.excluded / self.pool)


@dataclass(frozen=True)
class Queue:
    """`lost` are reviewers whom conflicts keep from every submitted paper that the viewer handles."""

    rows: list[Row]
    show: str
    counts: list[tuple[str, str, int]]
    excluders: list[Excluder]
    lost: list[str]
    has_more: bool


def queue(viewer: User, workshop: Workshop, show: str) -> Queue:
    show = show if show in FILTERS else ""
    seen = _seen(viewer, workshop)
    tally = Counter(dict(seen.order_by().values_list("state").annotate(n=Count("pk"))))
    found = list(
        seen.filter(state=STATES[show])
        .select_related("paper", "user", "settled_by")
        .order_by("paper__number", "user__name", "pk")[: PER_PAGE + 1]
    )
    roles = _roles(workshop, found)
    excluders, lost = _excesses(viewer, workshop)
    return Queue(
        rows=[_row(each, roles) for each in found[:PER_PAGE]],
        show=show,
        counts=[(key, label, tally[STATES[key]]) for key, label in FILTERS.items()],
        excluders=excluders,
        lost=lost,
        has_more=len(found) > PER_PAGE,
    )


def conflict_of(viewer: User, workshop: Workshop, pk: int) -> Conflict:
    conflict = _seen(viewer, workshop).select_related("paper", "user").filter(pk=pk).first()
    if conflict is None:
        raise Http404
    return conflict


def unsettled(viewer: User, handled: Collection[int]) -> QuerySet[Conflict]:
    """Guesses that wait for this viewer's answer, over the papers that the viewer handles, by their ids."""
    guesses = Conflict.objects.filter(paper__in=handled, state=State.PROPOSED)
    return guesses.exclude(user=viewer).exclude(paper__state=Paper.State.WITHDRAWN)


def _seen(viewer: User, workshop: Workshop) -> QuerySet[Conflict]:
    """One's own are for the others to settle."""
    return Conflict.objects.filter(paper__in=handled_by(viewer, workshop)).exclude(user=viewer)


def _row(each: Conflict, roles: dict[int, str]) -> Row:
    return Row(
        pk=each.pk,
        number=each.paper.number,
        title=each.paper.title or "Untitled draft",
        ref=each.paper.ref,
        person=each.user.get_full_name(),
        role=roles.get(each.user_id, ""),
        kind=Conflict.Kind(each.kind).label,
        reason=each.reason,
        settled_by=each.settled_by.get_full_name() if each.settled_by else "",
        can_waive=each.kind != Conflict.Kind.SELF,
    )


def _roles(workshop: Workshop, rows: Iterable[Conflict]) -> dict[int, str]:
    people = {row.user_id for row in rows}
    held = Membership.objects.filter(workshop=workshop, user__in=people).order_by("-role")
    return {row.user_id: Membership.Role(row.role).label.lower() for row in held}


def _reviewers(workshop: Workshop) -> QuerySet[Membership]:
    return Membership.objects.filter(workshop=workshop, role=Membership.Role.REVIEWER)


def _excesses(viewer: User, workshop: Workshop) -> tuple[list[Excluder], list[str]]:
    """Papers whose authors named too many reviewers, and reviewers barred from all papers. Two queries."""
    papers = handled_by(viewer, workshop).filter(state=Paper.State.SUBMITTED)
    pool = list(_barred(workshop, papers))
    named = Q(
        conflicts__kind=Conflict.Kind.BY_AUTHOR,
        conflicts__state=State.ACTIVE,
        conflicts__user__in=_reviewers(workshop).values("user"),
    )
    counted = papers.annotate(excluded=Count("conflicts__user", filter=named, distinct=True))
    rows = [Excluder(*row, len(pool)) for row in counted.values_list("number", "ref", "excluded")]
    lost = [name or email for name, email, barred in pool if rows and barred == len(rows)]
    return [row for row in rows if row.excluded > EXCESSIVE * row.pool], lost


def _barred(workshop: Workshop, papers: QuerySet[Paper]) -> QuerySet[User, tuple[str, str, int]]:
    """(Name, address, of how many of these papers) for each reviewer."""
    barred = Q(conflicts__paper__in=papers, conflicts__state=State.ACTIVE)
    return (
        User.objects.filter(pk__in=_reviewers(workshop).values("user"))
        .annotate(barred=Count("conflicts__paper", filter=barred, distinct=True))
        .values_list("name", "email", "barred")
    )


@dataclass(frozen=True)
class Imagined:
    """A paper that somebody could not judge, and why."""

    number: int
    title: str
    reasons: tuple[str, ...]


def would_be(viewer: User, workshop: Workshop, *, name: str, email: str, affiliation: str) -> list[Imagined]:
    """Over the papers that the viewer handles, and no others."""
    papers = {paper.pk: paper for paper in handled_by(viewer, workshop).only("pk", "number", "title")}
    lines = authorships_among(papers)
    found: dict[int, list[Reason]] = defaultdict(list)
    for reason in imagine(
        workshop=workshop, authorships=lines, name=name, email=email, affiliation=affiliation
    ):
        found[reason.paper_id].append(reason)
    return [
        Imagined(paper.number, paper.title or "Untitled draft", tuple(_words(each) for each in found[pk]))
        for pk, paper in papers.items()
        if pk in found
    ]


def _words(reason: Reason) -> str:
    words = reason.words if reason.kind == Conflict.Kind.SELF else f"{reason.kind.label}: {reason.words}"
    return f"{words} (to be confirmed)" if reason.state == State.PROPOSED else words
