"""Taking part in a discussion, and the authors' answer to their reviews."""

from datetime import datetime

from django.db import transaction

from reviews.assignment.models import Assignment
from reviews.discussion import letters
from reviews.discussion.models import Comment, Response, ResponseRound
from submissions.accounts.models import User
from submissions.log.services import record
from submissions.papers.models import Paper
from submissions.workshops.models import Workshop


class OpenAlreadyError(Exception):
    """The authors have their reviews already; nothing was changed."""


class AnsweredMeanwhileError(Exception):
    """A co-author has saved another answer since the page was made; nothing was written."""


@transaction.atomic
def comment(
    *,
    paper: Paper,
    text: str,
    visible: Comment.Visible,
    at: datetime,
    seat: Assignment | None = None,
    by: User | None = None,
) -> Comment:
    """By a reviewer (`seat`) or a handler (`by`). The same words twice are one comment."""
    Paper.objects.select_for_update().get(pk=paper.pk)
    last = Comment.objects.filter(paper=paper).order_by("-pk").first()
    if last and (last.seat, last.by, last.text, last.visible) == (seat, by, text, visible):
        return last
    row = Comment.objects.create(paper=paper, seat=seat, by=by, text=text, visible=visible, at=at)
    actor = seat.reviewer_id if seat else by.pk if by else None
    record("discussion.comment", workshop_id=paper.workshop_id, paper_id=paper.pk, actor_id=actor)
    if visible != Comment.Visible.HANDLERS:
        letters.tell_reviewers(row)
    return row


@transaction.atomic
def open_round(
    *, workshop: Workshop, by: User, at: datetime, closes_at: datetime, word_limit: int
) -> ResponseRound:
    """Let the authors of every reviewed paper read their reviews and answer. It cannot be taken back."""
    Workshop.objects.select_for_update().get(pk=workshop.pk)
    if ResponseRound.objects.filter(workshop=workshop).exists() or workshop.releases.exists():
        raise OpenAlreadyError
    row = ResponseRound.objects.create(
        workshop=workshop, opens_at=at, closes_at=closes_at, word_limit=word_limit, by=by
    )
    record("response.opened", workshop_id=workshop.pk, actor_id=by.pk)
    letters.ask_authors(row)
    return row


@transaction.atomic
def respond(*, paper: Paper, text: str, version: int, by: User, at: datetime) -> Response:
    """The authors' answer, or a change of it. Raises AnsweredMeanwhileError when a co-author was first."""
    Paper.objects.select_for_update().get(pk=paper.pk)
    before = Response.objects.filter(paper=paper).first()
    if before is not None and before.text == text:
        return before
    if version != (before.version if before else 0):
        raise AnsweredMeanwhileError
    row, _ = Response.objects.update_or_create(
        paper=paper, defaults={"text": text, "by": by, "at": at, "version": version + 1}
    )
    record("response.sent", workshop_id=paper.workshop_id, paper_id=paper.pk, actor_id=by.pk)
    return row
