"""Many papers at once: first a plan that names each, then the act, all or nothing."""

import hashlib
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from django.db import transaction

from reviews.decisions import services
from reviews.decisions.models import Decision
from reviews.decisions.selectors import DecisionRow, rows
from submissions.accounts.models import User
from submissions.papers.access import handled_by
from submissions.papers.models import Paper
from submissions.workshops.models import Workshop

ACTS = {
    "talk": "note as a talk",
    "poster": "note as a poster",
    "wait": "note for the waiting list",
    "reject": "note as not accepted",
    "ready": "mark ready",
    "undo": "take back to a draft",
}


class Changed(Exception):
    """It would touch others than those that were listed; nothing was done."""


@dataclass(frozen=True)
class Plan:
    """`touched` are changed; `left` are not, each with the reason."""

    act: str
    touched: tuple[DecisionRow, ...]
    left: tuple[tuple[DecisionRow, str], ...]

    @property
    def digest(self) -> str:
        named = [(row.ref, row.outcome, row.state) for row in self.touched]
        return hashlib.sha256(repr((self.act, named)).encode()).hexdigest()[:32]


def plan(user: User, workshop: Workshop, refs: Collection[str], act: str) -> Plan:
    chosen = [row for row in rows(user, workshop) if row.ref in refs]
    reasons = [(row, _hindrance(row, act)) for row in chosen]
    return Plan(
        act=act,
        touched=tuple(row for row, reason in reasons if not reason),
        left=tuple((row, reason) for row, reason in reasons if reason),
    )


def _hindrance(row: DecisionRow, act: str) -> str:
    if row.state == Decision.State.RELEASED:
        return "its decision is released"
    if act == "undo":
        return "" if row.state == Decision.State.READY else "it is not ready"
    if row.state == Decision.State.READY:
        return "its decision is ready; take it back first"
    return "it has no draft of yours" if act == "ready" and not row.outcome else ""


@transaction.atomic
def carry_out(*, user: User, workshop: Workshop, refs: Collection[str], act: str, seen: str) -> int:
    """Do what was listed, to every paper of it or to none. Raises Changed. Returns to how many."""
    wanted = plan(user, workshop, refs, act)
    if wanted.digest != seen:
        raise Changed
    papers = _papers(user, workshop, [row.ref for row in wanted.touched])
    for row in wanted.touched:
        _do(user, papers[row.ref], row, act)
    return len(wanted.touched)


def _papers(user: User, workshop: Workshop, refs: Collection[str]) -> dict[str, Paper]:
    found = handled_by(user, workshop).filter(ref__in=refs).select_related("workshop")
    return {paper.ref: paper for paper in found}


def _do(user: User, paper: Paper, row: DecisionRow, act: str) -> None:
    if act == "undo":
        services.take_back(paper=paper, by=user)
    elif act == "ready":
        services.mark_ready(paper=paper, by=user, outcome=row.outcome, note=row.note, aside=row.aside)
    else:
        services.save_draft(paper=paper, by=user, outcome=act, note=row.note, aside=row.aside)


@dataclass(frozen=True)
class Noted:
    """What a sheet says of one paper. An empty text leaves the draft's as it is."""

    ref: str
    outcome: str
    note: str
    aside: str


@transaction.atomic
def note_all(*, user: User, workshop: Workshop, shown: Sequence[DecisionRow], noted: Sequence[Noted]) -> int:
    """Keep drafts as a sheet has them, all or none. Returns how many differ from what was `shown`. Raises Changed."""
    known = {row.ref: row for row in shown}
    papers = _papers(user, workshop, [each.ref for each in noted])
    if len(papers) < len(noted):
        raise Changed
    changed = 0
    for each in noted:
        row = known[each.ref]
        words = (each.outcome, each.note or row.note, each.aside or row.aside)
        if words != (row.outcome, row.note, row.aside):
            outcome, note, aside = words
            services.save_draft(paper=papers[each.ref], by=user, outcome=outcome, note=note, aside=aside)
            changed += 1
    return changed
