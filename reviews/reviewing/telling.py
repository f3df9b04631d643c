"""What a reviewer can tell the handlers beside the review. Each word goes to them and to nobody else."""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from reviews.assignment.models import Assignment
from reviews.reviewing.models import Report
from submissions.accounts.models import User
from submissions.conflicts.models import Conflict
from submissions.log.services import record

Kind = Report.Kind
ENDS_THE_REVIEW = {Kind.CONFLICT, Kind.CANNOT}
"""After these the paper is somebody else's."""


@dataclass(frozen=True)
class Matter:
    """How one of these is asked and confirmed."""

    kind: Report.Kind
    button: str
    title: str
    what: str
    label: str
    is_required: bool
    thanks: str
    asks_page: bool = False

    @property
    def ends(self) -> bool:
        return self.kind in ENDS_THE_REVIEW


MATTERS = {
    matter.kind: matter
    for matter in (
        Matter(
            Kind.CONFLICT,
            "I have a conflict",
            "You have a conflict with this paper",
            "You give the paper back at once and cannot open it any more. Its handlers read your reason and find somebody else. What you wrote is kept, and does not count.",
            "What kind of conflict? You need not name anybody.",
            is_required=False,
            thanks="Thank you. The paper is no longer yours, and its handlers know why.",
        ),
        Matter(
            Kind.RECOGNISED,
            "I recognise the authors",
            "You think that you know who wrote this",
            "The paper's handlers are told, and decide whether you go on. Until you hear from them, please do. Neither the authors nor other reviewers learn of it.",
            "How sure are you, and from what? Please name nobody.",
            is_required=False,
            thanks="Thank you. The handlers are told; please go on until you hear from them.",
        ),
        Matter(
            Kind.NAMED,
            "This PDF names its authors",
            "Something in this PDF tells who wrote it",
            "Page and words go to the paper's handlers, who ask for a clean copy. Please go on meanwhile, if you can judge it fairly.",
            "The words or the place, as they stand there",
            is_required=True,
            thanks="Thank you. Page and words are with the handlers.",
            asks_page=True,
        ),
        Matter(
            Kind.CANNOT,
            "I cannot make it",
            "You cannot write this review",
            "You give the paper back, and its handlers look for somebody else today. The sooner, the better: thank you for saying so. What you wrote is kept, and does not count.",
            "The reason, in a sentence; only the handlers read it.",
            is_required=True,
            thanks="Thank you for saying so. The paper is back with its handlers.",
        ),
    )
}

VERBS = {
    Kind.CONFLICT: "review.conflict",
    Kind.RECOGNISED: "review.recognised",
    Kind.NAMED: "review.named",
    Kind.CANNOT: "review.given_back",
}


@transaction.atomic
def tell(*, assignment: Assignment, kind: Report.Kind, words: str, page: int | None, at: datetime) -> Report:
    """Write it down for the handlers; with a conflict, or who cannot write, the paper is free again. Twice is once."""
    Assignment.objects.select_for_update().get(pk=assignment.pk)
    same = Report.objects.filter(assignment=assignment, kind=kind, words=words, page=page, settled_at=None)
    if (before := same.first()) is not None:
        return before
    paper = assignment.paper
    report = Report.objects.create(assignment=assignment, kind=kind, words=words, page=page, at=at)
    record(VERBS[kind], workshop_id=paper.workshop_id, paper_id=paper.pk, actor_id=assignment.reviewer_id)
    if kind in ENDS_THE_REVIEW:
        Assignment.objects.filter(pk=assignment.pk).update(state=Assignment.State.REMOVED)
    if kind == Kind.CONFLICT:
        Conflict.objects.get_or_create(
            paper=paper,
            user=assignment.reviewer,
            kind=Conflict.Kind.DECLARED,
            defaults={"reason": words[:300], "since": at},
        )
    return report


@transaction.atomic
def settle(*, report: Report, by: User, at: datetime) -> None:
    """A handler has dealt with it. A second click does nothing."""
    done = Report.objects.filter(pk=report.pk, settled_at=None).update(settled_at=at, settled_by=by)
    if done:
        paper = report.assignment.paper
        record("report.settled", workshop_id=paper.workshop_id, paper_id=paper.pk, actor_id=by.pk)
