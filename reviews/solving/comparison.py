"""Two runs side by side, or a run beside what stands now."""

from dataclasses import dataclass
from typing import Any

from reviews.assignment.models import Assignment
from reviews.assignment.validator import Pair
from reviews.solving.access import runs_for
from reviews.solving.models import Run
from reviews.solving.selectors import HEAVY, names_of
from submissions.accounts.models import User
from submissions.papers.models import Paper
from submissions.templatetags.ui import plural
from submissions.workshops.models import Workshop


@dataclass(frozen=True)
class Change:
    """One paper's reviewers, before and after."""

    number: int
    title: str
    gone: tuple[str, ...]
    new: tuple[str, ...]


def comparison(user: User, workshop: Workshop, run: Run, *, other: str) -> dict[str, Any]:
    """What the run's page shows. Without another run's ref, it is held against the standing assignment."""
    others = list(
        runs_for(user, workshop).exclude(pk=run.pk).filter(finished_at__isnull=False).defer(*HEAVY)[:8]
    )
    against = runs_for(user, workshop).filter(ref=other).exclude(pk=run.pk).first() if other else None
    papers = {paper.pk: paper for paper in run.papers.all().only("number", "title")}
    old = _pairs(against.pairs) if against else _standing(papers)
    new = _pairs(run.pairs)
    changes = _changes(old, new, papers, names_of(workshop))
    return {
        "others": others,
        "against": against,
        "changes": changes,
        "summary": _summary(changes, run, against),
    }


def _pairs(kept: list[list[Any]]) -> set[Pair]:
    return {(paper, person) for paper, person, _ in kept}


def _standing(papers: dict[int, Paper]) -> set[Pair]:
    rows = Assignment.objects.filter(paper__in=papers).exclude(state=Assignment.State.REMOVED)
    return set(rows.values_list("paper_id", "reviewer_id"))


def _changes(old: set[Pair], new: set[Pair], papers: dict[int, Paper], names: dict[int, str]) -> list[Change]:
    touched = sorted({paper for paper, _ in old ^ new if paper in papers}, key=lambda pk: papers[pk].number)

    def people(pairs: set[Pair], pk: int) -> tuple[str, ...]:
        return tuple(sorted(names.get(who, "a former reviewer") for paper, who in pairs if paper == pk))

    return [
        Change(papers[pk].number, papers[pk].title, people(old - new, pk), people(new - old, pk))
        for pk in touched
    ]


def _summary(changes: list[Change], run: Run, against: Run | None) -> str:
    moved = sum(max(len(change.gone), len(change.new)) for change in changes)
    if not moved:
        return "No pair differs."
    words = f"{plural(moved, 'pair differs,pairs differ')} on {plural(len(changes), 'paper,papers')}"
    if against is None or not against.figures or not run.figures:
        return f"{words}."
    total = run.figures["total"] - against.figures["total"]
    floor = run.figures["floor"] - against.figures["floor"]
    return f"{words}, total {total:+.2f}, floor {'same' if abs(floor) < 5e-4 else f'{floor:+.3f}'}."
