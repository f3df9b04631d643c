"""Who gets which paper. Drafts are for the paper's handlers alone; publishing tells the reviewers."""

from collections.abc import Collection
from dataclasses import dataclass

from django.db import transaction

from reviews.assignment import letters
from reviews.assignment.models import Assignment, Ban, Wanted
from reviews.assignment.selectors import digest, eligible
from reviews.assignment.validator import refuse_conflicts
from submissions import clock
from submissions.accounts.models import User
from submissions.log.services import record
from submissions.papers.access import handled_by
from submissions.papers.models import Paper
from submissions.workshops.models import Workshop


class NotEligible(Exception):
    """This person cannot get this paper: no reviewer here, in conflict, or on it already. Nothing was saved."""


class Changed(Exception):
    """Somebody changed the assignment since the page was made; nothing was saved."""


@transaction.atomic
def assign(*, paper: Paper, reviewer_id: int, by: User) -> Assignment:
    lock_workshop(paper.workshop)
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


@transaction.atomic
def keep(*, assignment: Assignment, by: User, is_kept: bool) -> None:
    """Lock a draft, so that no run moves it, or let it go again. Nobody locks a conflict: raises ConflictedPair."""
    if is_kept:
        refuse_conflicts([(assignment.paper_id, assignment.reviewer_id)])
    Assignment.objects.filter(pk=assignment.pk, state=Assignment.State.DRAFT).update(is_automatic=not is_kept)
    verb = "assignment.locked" if is_kept else "assignment.unlocked"
    _record(verb, assignment.paper, by, [assignment.reviewer.get_full_name()])


@transaction.atomic
def ban(*, paper: Paper, reviewer: User, by: User) -> None:
    """Rule a pair out for every run; a draft of it is gone. Raises NotEligible where the reviewer has been told."""
    lock_workshop(paper.workshop)
    rows = Assignment.objects.filter(paper=paper, reviewer=reviewer)
    if rows.filter(state=Assignment.State.ACTIVE).exists():
        raise NotEligible
    rows.filter(state=Assignment.State.DRAFT).delete()
    Ban.objects.get_or_create(paper=paper, reviewer=reviewer, defaults={"made_by": by})
    _record("assignment.banned", paper, by, [reviewer.get_full_name()])


@transaction.atomic
def lift_ban(*, paper: Paper, reviewer: User, by: User) -> None:
    if Ban.objects.filter(paper=paper, reviewer=reviewer).delete()[0]:
        _record("assignment.unbanned", paper, by, [reviewer.get_full_name()])


@transaction.atomic
def swap(*, paper: Paper, reviewer_id: int, instead_of: Assignment, by: User) -> Assignment:
    """Put somebody in the place of somebody else, both or neither."""
    lock_workshop(paper.workshop)
    remove(assignment=instead_of, by=by)
    return assign(paper=paper, reviewer_id=reviewer_id, by=by)


@transaction.atomic
def want(*, paper: Paper, reviews: int, by: User) -> None:
    """How many reviews this paper gets, whatever a run asks for the others."""
    Wanted.objects.update_or_create(paper=paper, defaults={"reviews": reviews})
    record(
        "assignment.wanted", workshop_id=paper.workshop_id, paper_id=paper.pk, actor_id=by.pk, reviews=reviews
    )


@dataclass(frozen=True)
class Published:
    pairs: int
    reviewers: int


@transaction.atomic
def publish(*, workshop: Workshop, by: User, seen: str) -> Published:
    """Tell the reviewers of every draft that `by` may see. `seen` is the digest of the drafts that were shown.

    Raises Changed if there are others by now, and ConflictedPair if a conflict has come up since.
    """
    lock_workshop(workshop)
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


def lock_workshop(workshop: Workshop) -> None:
    """One change of the assignment at a time, so that two organizers cannot fill the same place."""
    Workshop.objects.select_for_update().get(pk=workshop.pk)
