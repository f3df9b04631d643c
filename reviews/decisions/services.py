"""From a private draft to the paper's decision, and back until it is released."""

from django.db import IntegrityError, transaction

from reviews.decisions.models import Capacity, Decision
from submissions import clock
from submissions.accounts.models import User
from submissions.log.services import record
from submissions.papers.access import handled_by
from submissions.papers.models import Paper
from submissions.workshops.models import Workshop

STANDING = [Decision.State.READY, Decision.State.RELEASED]


class Standing(Exception):
    """The paper has a decision that is ready or released; nothing was saved."""


class NotSubmitted(Exception):
    """The paper was withdrawn, or never handed in: there is nothing to decide, and nothing was saved."""


@transaction.atomic
def save_draft(*, paper: Paper, by: User, outcome: str, note: str = "", aside: str = "") -> None:
    """Keep a draft that nobody else sees, and no log tells of. Without an outcome it is dropped."""
    _require_open(paper)
    mine = Decision.objects.filter(paper=paper, by=by)
    if not outcome:
        mine.delete()
        return
    mine.update_or_create(
        paper=paper,
        by=by,
        defaults={"outcome": outcome, "note": note, "aside": aside, "saved_at": clock.now(paper.workshop)},
    )


def mark_ready(*, paper: Paper, by: User, outcome: str, note: str = "", aside: str = "") -> Decision:
    """Make it the paper's decision, seen by its other handlers. Raises Standing when there is one."""
    try:
        with transaction.atomic():
            save_draft(paper=paper, by=by, outcome=outcome, note=note, aside=aside)
            Decision.objects.filter(paper=paper, by=by).update(state=Decision.State.READY)
            _record("decision.ready", paper, by, outcome=outcome)
    except IntegrityError as clash:
        raise Standing from clash
    return Decision.objects.get(paper=paper, by=by)


@transaction.atomic
def mark_all_ready(*, workshop: Workshop, by: User) -> int:
    """Every draft of `by` on papers that have no decision yet. Returns how many."""
    decided = Decision.objects.filter(state__in=STANDING).values("paper")
    papers = handled_by(by, workshop).filter(state=Paper.State.SUBMITTED).exclude(pk__in=decided)
    drafts = list(
        Decision.objects.select_for_update(of=("self",))
        .filter(paper__in=papers, by=by, state=Decision.State.DRAFT)
        .select_related("paper")
    )
    for draft in drafts:
        draft.state = Decision.State.READY
        draft.save(update_fields=["state"])
        _record("decision.ready", draft.paper, by, outcome=draft.outcome)
    return len(drafts)


@transaction.atomic
def take_back(*, paper: Paper, by: User) -> None:
    """Undo `ready`: it becomes a private draft of whoever wrote it. Raises Standing once it is released."""
    undone = Decision.objects.filter(paper=paper, state=Decision.State.READY).update(
        state=Decision.State.DRAFT
    )
    if not undone:
        _require_open(paper)
        return
    _record("decision.taken_back", paper, by)


@transaction.atomic
def set_capacity(*, workshop: Workshop, talks: int | None, posters: int | None, by: User) -> None:
    Capacity.objects.update_or_create(workshop=workshop, defaults={"talks": talks, "posters": posters})
    record("capacity.set", workshop_id=workshop.pk, actor_id=by.pk, talks=talks, posters=posters)


def _require_open(paper: Paper) -> None:
    if not Paper.objects.filter(pk=paper.pk, state=Paper.State.SUBMITTED).exists():
        raise NotSubmitted
    if Decision.objects.filter(paper=paper, state__in=STANDING).exists():
        raise Standing


def _record(verb: str, paper: Paper, by: User, **data: object) -> None:
    record(verb, workshop_id=paper.workshop_id, paper_id=paper.pk, actor_id=by.pk, **data)
