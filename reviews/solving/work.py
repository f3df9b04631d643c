"""What a worker does for a run: solve, report, keep the answer; then draw the curve of floors and totals."""

import time
from collections.abc import Callable
from dataclasses import replace

from django.db import transaction

from reviews.assignment.services import lock_workshop
from reviews.matching import Assignment, Progress, frontier, solve, standings
from reviews.solving.facts import Facts, gather
from reviews.solving.figures import figures_of
from reviews.solving.instance import Instance, build, pack, unpack
from reviews.solving.models import Run
from reviews.solving.services import CURVE, Scored, finish
from reviews.solving.wish import Wish
from submissions.jobs import services as jobs
from submissions.jobs.models import Job

EVEN_IS_WORTH = 0.999
"""An even spread of the work is taken when it keeps this share of the best total."""
SECONDS, CURVE_SECONDS = 75.0, 60.0
BETWEEN_LOOKS = 0.3


def solve_run(job: Job) -> None:
    """Safe to repeat: a run whose worker vanished is solved again from the facts of that time."""
    run = Run.objects.select_related("workshop", "by").filter(pk=job.object_id).first()
    if run is None or run.finished_at is not None:
        return
    started = time.monotonic()
    facts, wish = gather(run.by, run.workshop), Wish.of(run.settings)
    run.papers.set([paper.pk for paper in facts.papers])
    instance = evened(facts, wish, build(facts, wish))
    answer = solve(
        instance.problem,
        price=wish.price,
        seconds=SECONDS,
        seed=run.seed,
        on_progress=reporter(run, instance),
        should_stop=stopper(run),
    )
    run.digest, run.solver = answer.instance, answer.solver
    run.figures = figures_of(instance, answer, facts, seconds=time.monotonic() - started)
    with transaction.atomic():
        lock_workshop(run.workshop)
        if not jobs.complete(job):
            return
        Run.objects.filter(pk=run.pk).update(instance=pack(instance))
        finish(run=run, facts=facts, pairs=scored(instance, answer), is_stopped=answer.stopped)
        jobs.enqueue(CURVE, run.pk)


def evened(facts: Facts, wish: Wish, instance: Instance) -> Instance:
    """The same with loads cut to an even share, when that keeps nearly all of the total."""
    problem = instance.problem
    people = sum(most > 0 for most in problem.capacity)
    share = -(-sum(problem.demand) // max(1, people))
    locked = [sum(at == row for row, _ in problem.locked) for at in range(problem.reviewers)]
    most = [max(min(most, share), locked[at]) for at, most in enumerate(problem.capacity)]
    if most == list(problem.capacity):
        return instance
    even = replace(
        problem, capacity=most, minimum=[min(*pair) for pair in zip(problem.least, most, strict=True)]
    )
    free, spread = solve(problem, price=0.0), solve(even, price=0.0)
    is_as_good = len(spread.pairs) == len(free.pairs) and spread.total >= EVEN_IS_WORTH * free.total
    return replace(instance, problem=even) if is_as_good else instance


def scored(instance: Instance, answer: Assignment) -> list[Scored]:
    pairs = instance.outward(answer.pairs)
    return [
        (paper, person, round(instance.problem.score(inside) or 0.0, 6))
        for (paper, person), inside in zip(pairs, answer.pairs, strict=True)
    ]


def reporter(run: Run, instance: Instance) -> Callable[[Progress], None]:
    """Keeps stage, best so far and bound in the run's row, at most a few times a second."""
    last = 0.0

    def report(progress: Progress) -> None:
        nonlocal last
        now = time.monotonic()
        if now - last < BETWEEN_LOOKS and progress.stage == run.progress.get("stage"):
            return
        last = now
        run.progress = {
            "stage": progress.stage,
            "total": progress.total,
            "maximum": progress.maximum,
            "floor": progress.floor,
            "bound": progress.floor_bound,
        }
        pairs = [[*pair, None] for pair in instance.outward(progress.pairs)]
        Run.objects.filter(pk=run.pk, finished_at__isnull=True).update(progress=run.progress, pairs=pairs)

    return report


def stopper(run: Run) -> Callable[[], bool]:
    """Has the organizer asked for the end? The row is looked at a few times a second, however often the solver asks."""
    last, wanted = time.monotonic(), run.is_stop_wanted

    def should_stop() -> bool:
        nonlocal last, wanted
        if not wanted and time.monotonic() - last > BETWEEN_LOOKS:
            wanted = Run.objects.filter(pk=run.pk, is_stop_wanted=True).exists()
            last = time.monotonic()
        return wanted

    return should_stop


def draw_curve(job: Job) -> None:
    """One assignment per price on the same instance, for the curve and its slider."""
    run = Run.objects.filter(pk=job.object_id, points__isnull=True).first()
    if run is None or not run.instance:
        return
    instance, until = unpack(bytes(run.instance)), time.monotonic() + CURVE_SECONDS
    answers = frontier(instance.problem, should_stop=lambda: time.monotonic() > until)
    points = []
    for answer in answers:
        each = standings(instance.problem, answer)
        points.append(
            {
                "total": answer.total,
                "floor": answer.floor,
                "target": answer.floor_target,
                "maximum": answer.maximum,
                "scores": [[instance.papers[row.paper], round(row.score, 6)] for row in each],
                "pairs": [list(pair) for pair in scored(instance, answer)],
            }
        )
    with transaction.atomic():
        if jobs.complete(job):
            Run.objects.filter(pk=run.pk).update(points=points)
