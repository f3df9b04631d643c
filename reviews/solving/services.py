"""Runs of the solver: ask for one, end it, put its result in place as drafts that nobody is told of."""

from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from django.db import IntegrityError, transaction

from reviews.assignment.models import Assignment
from reviews.assignment.pool import reviewers_of
from reviews.assignment.services import lock_workshop
from reviews.assignment.validator import Pair, refuse_conflicts
from reviews.solving.changes import changes
from reviews.solving.facts import Facts, gather
from reviews.solving.models import Run
from reviews.solving.wish import Wish
from submissions import clock
from submissions.accounts.models import User
from submissions.jobs import services as jobs
from submissions.log.services import record
from submissions.papers.access import handled_by
from submissions.papers.models import Paper
from submissions.templatetags.ui import numbered, plural
from submissions.workshops.models import Workshop

KIND = "solve.run"
CURVE = "solve.curve"

Scored = tuple[int, int, float | None]
"""(paper id, reviewer id, score)."""


class UnderWay(Exception):
    """This organizer has a run that has not ended; nothing was begun."""


class NothingToSolve(Exception):
    """There is no submitted paper that this organizer handles, or nobody to review it. `papers` are their numbers."""

    def __init__(self, papers: Collection[int]) -> None:
        super().__init__("nothing to solve")
        self.papers = sorted(papers)


def ask(*, workshop: Workshop, by: User, wish: Wish) -> Run:
    """Begin a run over the papers that `by` handles. Raises UnderWay, or NothingToSolve."""
    papers = dict(handled_by(by, workshop).filter(state=Paper.State.SUBMITTED).values_list("pk", "number"))
    if not papers or not reviewers_of(workshop).exists():
        raise NothingToSolve(papers.values())
    give_up_the_lost(by, workshop)
    try:
        with transaction.atomic():
            run = Run.objects.create(
                workshop=workshop,
                by=by,
                settings=wish.as_json(),
                seed=wish.seed,
                asked_at=clock.now(workshop),
            )
            run.papers.set(papers)
            jobs.enqueue(KIND, run.pk)
            record("assignment.asked", workshop_id=workshop.pk, actor_id=by.pk)
    except IntegrityError as error:
        raise UnderWay from error
    return run


def give_up_the_lost(by: User, workshop: Workshop) -> None:
    """Runs whose job has failed for good have ended: what they had found so far is kept with them."""
    from submissions.jobs.models import Job

    for run in Run.objects.filter(workshop=workshop, by=by, finished_at__isnull=True):
        job = Job.objects.filter(kind=KIND, object_id=run.pk).order_by("-pk").first()
        if job is None or job.state in {Job.State.FAILED, Job.State.DONE}:
            _end(run, unused=LOST)


LOST = "The solver was lost three times. What it had found until then is kept here; solve again."


def stop(*, run: Run) -> bool:
    """Ask the solver to end with the best it has; False when it has ended already."""
    return bool(Run.objects.filter(pk=run.pk, finished_at__isnull=True).update(is_stop_wanted=True))


STOPPED = "It was stopped. The best found until then is kept here and not in place: use it, or solve again."
CHANGED = "While it was solved, this changed: {}. Nothing was put in place; solve again, or use it as it is."


def finish(*, run: Run, facts: Facts, pairs: Sequence[Scored], is_stopped: bool) -> None:
    """Keep the result, and put it in place unless it was stopped or what it was made from has changed.

    Called with the workshop's lock, in the transaction that completes the job.
    """
    run.pairs = [list(pair) for pair in pairs]
    unused = STOPPED if is_stopped else ""
    if not unused and (changed := changes(facts, gather(run.by, run.workshop))):
        unused = CHANGED.format(changed)
    if not unused:
        refuse_conflicts([(paper, person) for paper, person, _ in _new_pairs(run, pairs)])
        run.before = [list(pair) for pair in drafts_of(run)]
        run.used_at = clock.now(run.workshop)
        _put(run, pairs)
    _end(run, unused=unused)


def _end(run: Run, *, unused: str) -> None:
    words = f"{unused} {lacking(run)}".strip() if unused else ""
    run.finished_at, run.unused = clock.now(run.workshop), words
    run.save(
        update_fields=[
            *(
                "finished_at",
                "unused",
                "pairs",
                "before",
                "used_at",
                "figures",
                "digest",
                "solver",
                "progress",
            ),
        ]
    )


def lacking(run: Run) -> str:
    """Of a result that is not in place: which papers would have too few reviewers."""
    if not run.pairs:
        return "It had found nothing yet."
    found, demand = Counter(paper for paper, *_ in run.pairs), Wish.of(run.settings).demand
    rows = run.papers.order_by("number").values_list("pk", "number", "wanted__reviews")
    short = [number for pk, number, own in rows if found[pk] < (own or demand)]
    if not short:
        return "In it every paper has its reviewers."
    return f"In it {plural(len(short), 'paper has,papers have')} too few reviewers: {numbered(short)}."


def drafts_of(run: Run) -> list[Scored]:
    """The automatic drafts on the papers of a run, which its result replaces."""
    rows = Assignment.objects.filter(
        paper__in=run.papers.all(), state=Assignment.State.DRAFT, is_automatic=True
    )
    return sorted(rows.values_list("paper_id", "reviewer_id", "score"))


def _new_pairs(run: Run, pairs: Sequence[Scored]) -> list[Scored]:
    standing = Assignment.objects.filter(paper__in=run.papers.all())
    drafts = Assignment.objects.filter(
        paper__in=run.papers.all(), state=Assignment.State.DRAFT, is_automatic=True
    )
    kept = set(standing.exclude(pk__in=drafts.values("pk")).values_list("paper_id", "reviewer_id"))
    return [pair for pair in pairs if pair[:2] not in kept]


def _put(run: Run, pairs: Sequence[Scored]) -> None:
    """Drafts that stay keep their rows; the others go, and the new ones come."""
    wanted = {(paper, person): score for paper, person, score in _new_pairs(run, pairs)}
    drafts = Assignment.objects.filter(
        paper__in=run.papers.all(), state=Assignment.State.DRAFT, is_automatic=True
    )
    stay: set[Pair] = set()
    gone: list[int] = []
    for row in drafts:
        pair = (row.paper_id, row.reviewer_id)
        if pair in wanted:
            stay.add(pair)
        else:
            gone.append(row.pk)
    Assignment.objects.filter(pk__in=gone).delete()
    Assignment.objects.bulk_create(
        Assignment(paper_id=paper, reviewer_id=person, score=score, is_automatic=True, made_by=run.by)
        for (paper, person), score in sorted(wanted.items())
        if (paper, person) not in stay
    )
    for paper in sorted({paper for paper, _ in wanted}):
        record("assignment.proposed", workshop_id=run.workshop_id, paper_id=paper, actor_id=run.by_id)


@dataclass(frozen=True)
class Used:
    """`left_out`: pairs that can no longer be, as (paper id, reviewer id)."""

    pairs: int
    left_out: tuple[Pair, ...]


@transaction.atomic
def use(*, run: Run, by: User, point: int | None = None) -> Used:
    """Put the pairs of an earlier run in place, or those at one point of its curve. What cannot be any more is left out."""
    lock_workshop(run.workshop)
    chosen = run.pairs if point is None else (run.points or [])[point]["pairs"]
    pairs: list[Scored] = [(paper, person, score) for paper, person, score in chosen]
    facts = gather(by, run.workshop)
    fitting = _fitting(pairs, facts, Wish.of(run.settings))
    run.by = by
    _put(run, fitting)
    Run.objects.filter(pk=run.pk).update(used_at=clock.now(run.workshop), unused="")
    here = {(paper, person) for paper, person, _ in fitting}
    left_out = tuple(pair[:2] for pair in pairs if pair[:2] not in here | facts.kept)
    return Used(len(fitting), left_out)


def _fitting(pairs: list[Scored], facts: Facts, wish: Wish) -> list[Scored]:
    """Best pairs first, while there are places left by what is kept, and by the loads that the organizer sees."""
    wants = {paper.pk: paper.wanted or wish.demand for paper in facts.papers}
    most = {person.pk: person.most for person in facts.reviewers}
    seats, loads = Counter(p for p, _ in facts.kept), Counter(r for _, r in facts.kept)
    found = []
    for paper, person, score in sorted(pairs, key=lambda each: (-(each[2] or 0.0), each[:2])):
        pair = (paper, person)
        if pair in facts.kept | facts.barred or paper not in wants or person not in most:
            continue
        if seats[paper] < wants[paper] and loads[person] < most[person]:
            found.append((paper, person, score))
            seats[paper] += 1
            loads[person] += 1
    return found
