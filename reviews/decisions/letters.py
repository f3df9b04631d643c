"""The letters that a release sends: rendered from what a paper's authors may know, and from nothing else."""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.conf import settings
from django.db.models import QuerySet
from django.urls import reverse

from reviews.decisions.models import Decision
from reviews.decisions.selectors import outcome_words
from reviews.decisions.wording import text_for
from reviews.discussion.threads import ShownReview, reviews_for_authors
from submissions.mail import services as mail
from submissions.mail.models import OwnText
from submissions.papers.access import handlers_of
from submissions.papers.models import Paper


@dataclass(frozen=True)
class Preview:
    """One text, sent to each address in a letter of its own."""

    number: int
    title: str
    outcome: str
    to: tuple[str, ...]
    subject: str
    body: str


def previews(decisions: QuerySet[Decision]) -> list[Preview]:
    """By number; what would be sent if these were released now, in five queries."""
    found = list(
        decisions.select_related("paper__workshop", "paper__call")
        .prefetch_related("paper__authors")
        .order_by("paper__number")
    )
    reviews = reviews_for_authors([row.paper_id for row in found]) if found else {}
    own = mail.own_texts(found[0].paper.workshop_id) if found else {}
    return [_preview(row, reviews[row.paper_id], own) for row in found]


def _preview(decision: Decision, reviews: Sequence[ShownReview], own: Mapping[str, OwnText]) -> Preview:
    paper = decision.paper
    subject, body = mail.compose(text_for(decision), _context(decision, reviews), own=own)
    return Preview(
        number=paper.number,
        title=paper.title,
        outcome=outcome_words(decision),
        to=_addresses(paper),
        subject=subject,
        body=body,
    )


def digest(letters: Sequence[Preview]) -> str:
    """Names what was previewed, to the letter."""
    return hashlib.sha256(repr(letters).encode()).hexdigest()[:32]


def send(decision: Decision) -> int:
    """Write a paper's letters, one an address; a second call writes none. Returns how many addresses."""
    paper = decision.paper
    context = _context(decision, reviews_for_authors([paper.pk])[paper.pk])
    reply_to = list(handlers_of(paper).values_list("email", flat=True))
    mail.write_each(
        "decision",
        to=_addresses(paper),
        key=f"{decision.pk}:{decision.outcome}",
        context=context,
        text=text_for(decision),
        matter=f"decision:{paper.pk}",
        workshop_id=paper.workshop_id,
        paper_id=paper.pk,
        reply_to=reply_to,
    )
    return len(_addresses(paper))


def _addresses(paper: Paper) -> tuple[str, ...]:
    return tuple(dict.fromkeys(author.email.lower() for author in paper.authors.all()))


def _context(decision: Decision, reviews: Sequence[ShownReview]) -> dict[str, object]:
    paper = decision.paper
    url = settings.SITE_URL + reverse("outcome", args=[paper.workshop.slug, paper.ref])
    return {
        "workshop_name": paper.workshop.name,
        "number": paper.number,
        "title": paper.title,
        "words": outcome_words(decision),
        "note": decision.note,
        "reviews": reviews,
        "attendance_rule": paper.workshop.attendance_rule,
        "camera_ready_at": paper.call.camera_ready_at,
        "url": url,
    }
