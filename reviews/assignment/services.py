"""Who gets which paper. Drafts are for the paper's handlers alone; publishing tells the reviewers."""

from collections.abc import Collection
from dataclasses import dataclass

from django.db import transaction

from reviews.assignment import letters
from reviews.assignment.facts import gather
from reviews.assignment.models import Assignment
from reviews.assignment.selectors import REVIEWS_PER_PAPER, digest, eligible
from reviews.assignment.validator import refuse_conflicts
from submissions import clock
from submissions.accounts.models import User
from submissions.log.services import record
from submissions.papers.access import handled_by
from submissions.papers.models import Paper
from submissions.workshops.models import Workshop


class NotEligible(Exception):  # noqa: N818 - a rule of the field, not a fault
    """This person cannot get this paper: no reviewer here, in conflict, or on it already. Nothing was saved."""


class Changed(Exception):  # noqa: N818 - the field's own word is edit conflict
    """Somebody changed the assignment since the page was made; nothing was saved."""


@transaction.atomic
def assign(*, paper: Paper, reviewer_id: int, by: User) -> Assignment:
    _lock(paper.workshop)
    reviewer = eligible(paper.workshop, paper).filter(pk=reviewer_id).first()
    if reviewer is None or paper.state != Paper.State.SUBMITTED:
        raise NotEligible
    refuse_conflicts([(paper.pk, reviewer_id)])
    row = Assignment.objects.create(paper=paper, reviewer_id=reviewer_id, made_by=by)
    _record("assignment.drafted", paper, by, [reviewer.get_full_name()])
    return row


@transaction.atomic
def remove(*, assignment: Assignment, by: User) -> None:
    """Take a reviewer off a paper. A draft that nobody was told of leaves no row."""
    if assignment.state == Assignment.State.DRAFT:
        Assignment.objects.filter(pk=assignment.pk, state=Assignment.State.DRAFT).delete()
    else:
        Assignment.objects.filter(pk=assignment.pk).update(state=Assignment.State.REMOVED)
    _record("assignment.removed", assignment.paper, by, [assignment.reviewer.get_full_name()])


@dataclass(frozen=True)
class Proposed:
    pairs: int
    papers: int
    reasons: tuple[str, ...]


def propose(*, workshop: Workshop, by: User, demand: int = REVIEWS_PER_PAPER) -> Proposed:
    """Draft an assignment for the papers that `by` handles, in place of earlier automatic drafts on them.

    Raises Changed when others changed what it was made from while it was being solved.
    """
    # The solver brings numpy: a second at every start for a page that is opened a few times a year.
    from reviews.assignment import proposing

    facts = gather(by, workshop, demand=demand)
    proposal = proposing.propose(facts)
    with transaction.atomic():
        _lock(workshop)
        if gather(by, workshop, demand=demand) != facts:
            raise Changed
        refuse_conflicts(proposal.scores)
        papers = {paper.pk: paper for paper in handled_by(by, workshop)}
        Assignment.objects.filter(paper__in=papers, state=Assignment.State.DRAFT, is_automatic=True).delete()
        Assignment.objects.bulk_create(
            Assignment(paper_id=pk, reviewer_id=person, score=score, is_automatic=True, made_by=by)
            for (pk, person), score in sorted(proposal.scores.items())
        )
        served = sorted({pk for pk, _ in proposal.scores})
        for pk in served:
            record("assignment.proposed", workshop_id=workshop.pk, paper_id=pk, actor_id=by.pk)
    return Proposed(pairs=len(proposal.scores), papers=len(served), reasons=proposal.reasons)


@dataclass(frozen=True)
class Published:
    pairs: int
    reviewers: int


@transaction.atomic
def publish(*, workshop: Workshop, by: User, seen: str) -> Published:
    """Tell the reviewers of every draft that `by` may see. `seen` is the digest of the drafts that were shown.

    Raises Changed if there are others by now, and ConflictedPair if a conflict has come up since.
    """
    _lock(workshop)
    papers = handled_by(by, workshop).filter(state=Paper.State.SUBMITTED)
    drafts = list(
        Assignment.objects.filter(paper__in=papers, state=Assignment.State.DRAFT)
        .select_related("reviewer", "paper__workshop", "paper__call", "paper__kind", "paper__current")
        .prefetch_related("paper__topics")
    )
    if digest(draft.ref for draft in drafts) != seen:
        raise Changed
    refuse_conflicts([(draft.paper_id, draft.reviewer_id) for draft in drafts])
    Assignment.objects.filter(pk__in=[draft.pk for draft in drafts]).update(
        state=Assignment.State.ACTIVE, published_at=clock.now(workshop)
    )
    for paper in {draft.paper for draft in drafts}:
        names = [draft.reviewer.get_full_name() for draft in drafts if draft.paper_id == paper.pk]
        _record("assignment.published", paper, by, names)
    letters.assigned(workshop, drafts)
    return Published(pairs=len(drafts), reviewers=len({draft.reviewer_id for draft in drafts}))


def _record(verb: str, paper: Paper, by: User, names: Collection[str]) -> None:
    record(verb, workshop_id=paper.workshop_id, paper_id=paper.pk, actor_id=by.pk, reviewers=sorted(names))


def _lock(workshop: Workshop) -> None:
    """One change of the assignment at a time, so that two organizers cannot fill the same place."""
    Workshop.objects.select_for_update().get(pk=workshop.pk)
