"""One release step over everything that is ready, safe to repeat after a crash.

Each paper goes out in a transaction of its own: its decision and its letters, or neither. What the organizer cannot
see goes first and the papers that were previewed last, so that an interrupted run leaves that organizer something to
repeat. The row that opens the accept list comes at the very end: the list is complete when it appears.
"""

from dataclasses import dataclass

from django.db import transaction
from django.db.models import Max, Q, QuerySet

from reviews.decisions import letters
from reviews.decisions.models import Decision, Release
from submissions import clock
from submissions.accounts.models import User
from submissions.log.services import record
from submissions.papers.access import handled_by
from submissions.papers.models import Paper
from submissions.papers.selectors import disputed
from submissions.workshops.models import Workshop


class Changed(Exception):
    """The letters are others than those that were previewed; nothing was released."""


class NothingReady(Exception):
    """No decision that this organizer may see is ready, whatever others hold; nothing was released."""


@dataclass(frozen=True)
class Released:
    """Counts only what the organizer may see."""

    papers: int
    letters: int


def ready(user: User, workshop: Workshop) -> QuerySet[Decision]:
    """Ready decisions on submitted papers that this organizer handles; an acceptance waits while authors dispute."""
    return _ready(workshop).filter(paper__in=handled_by(user, workshop))


def held_back(user: User, workshop: Workshop) -> QuerySet[Decision]:
    """Acceptances that are ready and wait for a dispute about who is an author."""
    return _standing(workshop).filter(_waits(), paper__in=handled_by(user, workshop))


def _ready(workshop: Workshop) -> QuerySet[Decision]:
    return _standing(workshop).exclude(_waits())


def _standing(workshop: Workshop) -> QuerySet[Decision]:
    submitted = {"paper__workshop": workshop, "paper__state": Paper.State.SUBMITTED}
    return Decision.objects.filter(state=Decision.State.READY, **submitted)


def _waits() -> Q:
    return ~Q(outcome=Decision.Outcome.REJECT) & Q(paper__in=disputed().values("paper"))


def is_unfinished(user: User, workshop: Workshop) -> bool:
    """Did a release stop after its last paper and before the accept list was opened?"""
    last = Release.objects.filter(workshop=workshop).aggregate(at=Max("at"))["at"]
    out = Decision.objects.filter(paper__in=handled_by(user, workshop), state=Decision.State.RELEASED)
    return (out.filter(released_at__gt=last) if last else out).exists()


def release(*, workshop: Workshop, by: User, seen: str) -> Released:
    """Release every ready decision of the workshop; `seen` is the digest of the letters that were previewed."""
    shown = letters.previews(ready(by, workshop))
    if not shown and not is_unfinished(by, workshop):
        raise NothingReady
    if letters.digest(shown) != seen:
        raise Changed
    visible = set(ready(by, workshop).values_list("pk", flat=True))
    order = sorted(_ready(workshop).values_list("pk", flat=True), key=lambda pk: (pk in visible, pk))
    written = {pk: _release_one(pk, workshop=workshop, by=by) for pk in order}
    _finish(workshop, by)
    mine = [count for pk, count in written.items() if pk in visible and count]
    return Released(papers=len(mine), letters=sum(mine))


@transaction.atomic
def _release_one(pk: int, *, workshop: Workshop, by: User) -> int:
    """Returns how many letters were written; none if somebody else released it or took it back meanwhile."""
    won = Decision.objects.filter(pk=pk, state=Decision.State.READY).update(
        state=Decision.State.RELEASED, released_at=clock.now(workshop)
    )
    if not won:
        return 0
    decision = Decision.objects.select_related("paper__workshop", "paper__call").get(pk=pk)
    record(
        "decision.released",
        workshop_id=workshop.pk,
        paper_id=decision.paper_id,
        actor_id=by.pk,
        outcome=decision.outcome,
    )
    return letters.send(decision)


@transaction.atomic
def _finish(workshop: Workshop, by: User) -> None:
    Release.objects.create(workshop=workshop, by=by, at=clock.now(workshop))
    record("release.done", workshop_id=workshop.pk, actor_id=by.pk)


class NotWaiting(Exception):
    """The paper is not on the waiting list any more; nothing was done."""


@transaction.atomic
def offer(*, paper: Paper, outcome: str, by: User) -> int:
    """Give a free place to a paper on the waiting list. Raises NotWaiting. Returns how many letters were written."""
    waiting = Decision.objects.filter(
        paper=paper,
        paper__state=Paper.State.SUBMITTED,
        state=Decision.State.RELEASED,
        outcome=Decision.Outcome.WAIT,
    )
    if not waiting.update(outcome=outcome, released_at=clock.now(paper.workshop)):
        raise NotWaiting
    decision = Decision.objects.select_related("paper__workshop", "paper__call").get(
        paper=paper, state=Decision.State.RELEASED
    )
    record(
        "decision.offered", workshop_id=paper.workshop_id, paper_id=paper.pk, actor_id=by.pk, outcome=outcome
    )
    return letters.send(decision)
