"""Writing a review: drafts, handing in, changing. A save made from an older page than the last save is refused."""

from datetime import datetime
from typing import Any

from django.conf import settings
from django.db import transaction
from django.urls import reverse

from reviews.assignment.models import Assignment
from reviews.reviewing.criteria import ALWAYS
from reviews.reviewing.forms import Texts
from reviews.reviewing.models import Reading, Review, ReviewRevision
from reviews.reviewing.questionnaires import answered_by, current, kept
from reviews.reviewing.wording import RECEIVED
from submissions import clock
from submissions.accounts.models import User
from submissions.log.services import record
from submissions.mail.services import write
from submissions.papers.access import handlers_of
from submissions.papers.blind import blind


class EditConflictError(Exception):
    """Another tab has saved since; nothing was written. `texts` is what stands there, `version` its number."""

    def __init__(self, review: Review) -> None:
        super().__init__("the review was saved elsewhere since")
        self.texts = texts_of(review)
        self.version = review.version


def texts_of(review: Review | None) -> Texts:
    """What its reviewer sees in the form: the draft, else what was submitted."""
    if review is None:
        return {}
    if review.draft is not None:
        return {name: str(value) for name, value in review.draft.items()}
    return submitted_texts(review)


def submitted_texts(review: Review) -> Texts:
    return {name: "" if value is None else str(value) for name, value in review.said.items()}


def is_same(one: Texts, other: Texts) -> bool:
    """Do these two say the same? What is missing is empty."""
    return all(one.get(key, "") == other.get(key, "") for key in {*one, *other})


@transaction.atomic
def save_draft(*, assignment: Assignment, texts: Texts, version: int, at: datetime) -> Review:
    """Keep what is being typed; what was submitted stays submitted. Raises EditConflictError."""
    review = _review_of(assignment)
    if is_same(texts_of(review), texts):
        return review
    submitted_again = review.submitted_at is not None and is_same(submitted_texts(review), texts)
    return _advance(review, version, draft=None if submitted_again else texts, saved_at=at)


@transaction.atomic
def submit(
    *, assignment: Assignment, answers: dict[str, Any], texts: Texts, version: int, at: datetime
) -> Review:
    """Hand in, or change what was handed in. `answers` are the form's cleaned values, `texts` the same as typed."""
    before = _review_of(assignment)
    if before.submitted_at is not None and before.draft is None and is_same(submitted_texts(before), texts):
        return before
    if is_same(texts_of(before), texts):  # an autosave of this very text overtook the button
        version = before.version
    review = _advance(
        before, version, **_columns(before, assignment, answers), draft=None, saved_at=at, submitted_at=at
    )
    verb = "review.submitted" if before.submitted_at is None else "review.changed"
    if before.submitted_at is not None:
        ReviewRevision.objects.create(
            review=review, data=submitted_texts(before), submitted_at=before.submitted_at
        )
    paper = assignment.paper
    record(verb, workshop_id=paper.workshop_id, paper_id=paper.pk, actor_id=assignment.reviewer_id)
    if before.submitted_at is None:
        acknowledge(assignment, assignment.reviewer)
    return review


def _columns(before: Review, assignment: Assignment, answers: dict[str, Any]) -> dict[str, Any]:
    """The answers as a review's columns, and the form that they answer."""
    form = kept(answered_by(before, assignment.paper.workshop))
    others = {key: value for key, value in answers.items() if key not in ALWAYS}
    return {"questionnaire": form, "answers": others, **{key: answers[key] for key in ALWAYS}}


def _review_of(assignment: Assignment) -> Review:
    """The row, locked: of two forms posted at once the second sees what the first has done."""
    form = kept(current(assignment.paper.workshop))
    return Review.objects.select_for_update().get_or_create(
        assignment=assignment, defaults={"questionnaire": form}
    )[0]


def _advance(review: Review, version: int, **changes: Any) -> Review:
    moved = Review.objects.filter(pk=review.pk, version=version).update(version=version + 1, **changes)
    review = Review.objects.get(pk=review.pk)
    if not moved:
        raise EditConflictError(review)
    return review


def acknowledge(assignment: Assignment, reviewer: User) -> None:
    paper = assignment.paper
    path = reverse("review", args=[paper.workshop.slug, assignment.ref])
    write(
        RECEIVED.kind,
        to=reviewer.email,
        key=assignment.ref,
        context={
            "workshop": paper.workshop,
            "name": reviewer.get_full_name(),
            "paper": blind(paper),
            "url": f"{settings.SITE_URL}{path}",
            "due": paper.call.reviews_due_at,
        },
        workshop_id=paper.workshop_id,
        paper_id=paper.pk,
        reply_to=[handler.email for handler in handlers_of(paper)],
    )


def note_reading(assignment: Assignment) -> None:
    """The reviewer has the paper open; only the first time is kept."""
    if not hasattr(assignment, "reading"):
        first = Reading(assignment=assignment, since=clock.now(assignment.paper.workshop))
        Reading.objects.bulk_create([first], ignore_conflicts=True)
