"""What a run is solved on, as plain data: read once, and compared before the result is put in place."""

from collections import Counter
from dataclasses import dataclass

from reviews.assignment.models import Assignment, Ban, Wanted
from reviews.assignment.pool import pool
from reviews.assignment.validator import Pair, conflicted, written
from reviews.bidding.known import Known, known
from submissions.accounts.models import User
from submissions.papers.access import handled_by
from submissions.papers.models import Paper
from submissions.workshops.models import Workshop


@dataclass(frozen=True)
class OpenPaper:
    """`wanted` is None where the run's own demand holds."""

    pk: int
    number: int
    wanted: int | None


@dataclass(frozen=True)
class FreeReviewer:
    """`most` is the agreed load; `elsewhere` of it is taken by papers that this organizer does not handle."""

    pk: int
    name: str
    most: int
    elsewhere: int


@dataclass(frozen=True)
class Facts:
    """`kept`: pairs told or chosen by hand, which never move. `barred`: in conflict, ruled out, or taken off by hand.

    `drafts`: pairs of earlier runs, which a result replaces. `known`: what their scores are made from.
    """

    papers: tuple[OpenPaper, ...]
    reviewers: tuple[FreeReviewer, ...]
    kept: frozenset[Pair]
    barred: frozenset[Pair]
    written: frozenset[Pair]
    drafts: frozenset[Pair]
    known: Known


def gather(user: User, workshop: Workshop) -> Facts:
    """The papers that this organizer handles, as if earlier automatic drafts on them were gone."""
    papers = list(handled_by(user, workshop).filter(state=Paper.State.SUBMITTED).only("pk", "number"))
    people = pool(workshop)
    here = {paper.pk for paper in papers}
    work = _standing_work(workshop)
    drafts = [row for row in work if _is_replaced(row, here)]
    seats = [row for row in work if row.state != Assignment.State.REMOVED and not _is_replaced(row, here)]
    elsewhere = Counter(row.reviewer_id for row in seats if row.paper_id not in here)
    pairs = {(paper.pk, person.pk) for paper in papers for person in people}
    taken_off = {(row.paper_id, row.reviewer_id) for row in work if row.state == Assignment.State.REMOVED}
    kept = {(row.paper_id, row.reviewer_id) for row in seats if row.paper_id in here}
    banned = set(Ban.objects.filter(paper__in=papers).values_list("paper_id", "reviewer_id"))
    wanted = dict(Wanted.objects.filter(paper__in=papers).values_list("paper_id", "reviews"))
    return Facts(
        papers=tuple(OpenPaper(p.pk, p.number, wanted.get(p.pk)) for p in papers),
        reviewers=tuple(FreeReviewer(r.pk, r.name, r.most, elsewhere[r.pk]) for r in people),
        kept=frozenset(kept),
        barred=frozenset(conflicted(pairs) | (pairs & (taken_off | banned) - kept)),
        written=frozenset(pairs & written(here, {person.pk for person in people})),
        drafts=frozenset((row.paper_id, row.reviewer_id) for row in drafts),
        known=known(workshop, sorted(here), [person.pk for person in people]),
    )


def _standing_work(workshop: Workshop) -> list[Assignment]:
    rows = Assignment.objects.filter(paper__workshop=workshop).exclude(paper__state__in=Paper.OVER)
    return list(rows)


def _is_replaced(row: Assignment, by_a_run_on: set[int]) -> bool:
    return row.is_automatic and row.state == Assignment.State.DRAFT and row.paper_id in by_a_run_on
