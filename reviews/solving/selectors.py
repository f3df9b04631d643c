"""The assignment page's content, over the papers that one organizer handles."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from reviews.assignment.pool import pool
from reviews.assignment.selectors import REVIEWS_PER_PAPER, coverage
from reviews.assignment.validator import Pair
from reviews.solving.access import runs_for
from reviews.solving.models import Run
from reviews.solving.services import KIND
from submissions.accounts.models import User
from submissions.jobs import selectors as ledger
from submissions.jobs.models import Job
from submissions.papers.access import handled_by
from submissions.workshops.models import Workshop

if TYPE_CHECKING:
    from reviews.solving.board import Board

SHOWN = 8
HEAVY = ("instance", "points", "pairs", "before")


@dataclass(frozen=True)
class Desk:
    """`open` is the viewer's own run that has not ended; `runs` are the last ones, newest first.

    `others` are runs of other organizers that have not ended either.
    """

    board: Board
    runs: list[Run] = field(default_factory=list)
    open: Live | None = None
    others: list[Run] = field(default_factory=list)


@dataclass(frozen=True)
class Live:
    """A run under way: what its job says of it."""

    run: Run
    state: str
    attempt: int

    @property
    def is_lost(self) -> bool:
        return self.state in {Job.State.FAILED, Job.State.DONE, ""}

    @property
    def stages(self) -> list[tuple[str, str, str]]:
        """For ui/progress.html."""
        progress: dict[str, Any] = self.run.progress
        at = ORDER.get(progress.get("stage", ""), 0 if self.state == Job.State.RUNNING else -1)
        remarks = {1: _number(progress, "total", "maximum"), 2: _number(progress, "floor", "bound")}
        return [
            (
                label,
                "done" if n < at else "now" if n == at else "waiting",
                remarks.get(n, "") if n <= at else "",
            )
            for n, label in enumerate(STAGES)
        ]

    @property
    def words(self) -> str:
        """For the page's live line."""
        if self.state == Job.State.QUEUED:
            return "Waiting for a worker"
        stage = self.run.progress.get("stage", "feasibility")
        return f"Solving: {STAGES[ORDER.get(stage, 0)].lower()}"


STAGES = ("What can be met", "Best total", "Highest floor")
ORDER = {"feasibility": 0, "total": 1, "floor": 2}


def _number(progress: dict[str, Any], have: str, most: str) -> str:
    value, bound = progress.get(have), progress.get(most)
    return "" if value is None or bound is None else f"{value:.2f} of at most {bound:.2f}"


def desk(user: User, workshop: Workshop) -> Desk:
    runs = list(runs_for(user, workshop).defer(*HEAVY)[:SHOWN])
    used = max(
        (run for run in runs if run.used_at), key=lambda run: run.used_at or run.asked_at, default=None
    )
    under_way = [run for run in runs if run.finished_at is None]
    mine = next((run for run in under_way if run.by_id == user.pk), None)
    others = [run for run in under_way if run.by_id != user.pk and not live(run).is_lost]
    return Desk(board(user, workshop, used), runs, live(mine) if mine else None, others)


def live(run: Run) -> Live:
    job = ledger.latest(KIND, run.pk)
    return Live(run, job.state if job else "", job.attempt if job else 0)


def board(user: User, workshop: Workshop, used: Run | None, *, aside: bool = True) -> Board:
    """Judged on what the run was solved on."""
    # It brings numpy: a second at every start for a page that is opened a few times a year.
    from reviews.solving.board import Board

    demand = used.settings.get("demand", REVIEWS_PER_PAPER) if used else REVIEWS_PER_PAPER
    covered = coverage(user, workshop, demand=demand, aside=aside)
    names = {load.pk: load.name for load in covered.loads}
    if used is None:
        return Board(covered, names=names)
    from reviews.solving.instance import unpack

    if used.get_deferred_fields():
        used = Run.objects.select_related("by").get(pk=used.pk)
    return Board(covered, used, unpack(bytes(used.instance)), names)


def latest_used(user: User, workshop: Workshop) -> Run | None:
    return runs_for(user, workshop).filter(used_at__isnull=False).order_by("-used_at").first()


def names_of(workshop: Workshop) -> dict[int, str]:
    return {person.pk: person.name for person in pool(workshop)}


def named(user: User, workshop: Workshop, pairs: Collection[Pair]) -> list[str]:
    """`Elke Wanjiru on #12`, of the pairs on papers that this person handles."""
    numbers = dict(handled_by(user, workshop).values_list("pk", "number"))
    names = names_of(workshop)
    return [
        f"{names.get(who, 'a former reviewer')} on #{numbers[paper]}"
        for paper, who in pairs
        if paper in numbers
    ]
