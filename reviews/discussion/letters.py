"""Letters about a discussion. They carry no words of it: those are read on the site, by those who may."""

from django.conf import settings
from django.urls import reverse

from reviews.assignment.models import Assignment
from reviews.discussion.models import Comment, ResponseRound
from reviews.discussion.wording import DISCUSSION, RESPONSE
from submissions.mail.services import write, write_each
from submissions.papers.access import handlers_of
from submissions.papers.blind import blind
from submissions.papers.models import Paper


def tell_reviewers(comment: Comment) -> None:
    """The paper's other reviewers whose own review is in; at most one letter a day each."""
    paper = comment.paper
    seats = Assignment.objects.filter(
        paper=paper, state=Assignment.State.ACTIVE, review__submitted_at__isnull=False
    ).select_related("reviewer")
    reply_to = [handler.email for handler in handlers_of(paper)]
    for seat in seats:
        if seat.pk == comment.seat_id:
            continue
        write(
            DISCUSSION.kind,
            to=seat.reviewer.email,
            key=f"{seat.ref}:{comment.at:%Y-%m-%d}",
            context={
                "workshop": paper.workshop,
                "name": seat.reviewer.get_full_name(),
                "paper": blind(paper),
                "url": settings.SITE_URL + reverse("review-discussion", args=[paper.workshop.slug, seat.ref]),
            },
            workshop_id=paper.workshop_id,
            paper_id=paper.pk,
            reply_to=reply_to,
        )


def ask_authors(row: ResponseRound) -> None:
    """Authors of papers that have a review, one letter an address."""
    reviewed = Assignment.objects.filter(state=Assignment.State.ACTIVE, review__submitted_at__isnull=False)
    papers = Paper.objects.filter(
        workshop=row.workshop, state=Paper.State.SUBMITTED, pk__in=reviewed.values("paper")
    )
    for paper in papers.select_related("workshop").prefetch_related("authors"):
        ask(paper, row)


def ask(paper: Paper, row: ResponseRound) -> None:
    reply_to = [handler.email for handler in handlers_of(paper)]
    write_each(
        RESPONSE.kind,
        to=dict.fromkeys(author.email.lower() for author in paper.authors.all()),
        key=paper.ref,
        context={
            "workshop": paper.workshop,
            "number": paper.number,
            "title": paper.title,
            "until": row.closes_at,
            "word_limit": row.word_limit,
            "url": settings.SITE_URL + reverse("paper-response", args=[paper.workshop.slug, paper.ref]),
        },
        workshop_id=paper.workshop_id,
        paper_id=paper.pk,
        reply_to=reply_to,
    )
