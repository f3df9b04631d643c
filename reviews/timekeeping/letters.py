"""Reminders, offers and the daily digest. A reminder is grouped as the letter that told of the papers was."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.urls import reverse

from reviews.assignment.letters import Group, groups
from reviews.assignment.models import Assignment
from reviews.timekeeping.models import Offer
from reviews.timekeeping.owed import Owed
from reviews.timekeeping.wording import OFFER, REMINDER
from submissions.mail import services as mail
from submissions.papers.access import handlers_of
from submissions.papers.blind import blind
from submissions.workshops.models import Workshop


@dataclass(frozen=True)
class Preview:
    """A letter as it would go out now."""

    to: str
    name: str
    subject: str
    body: str
    papers: int


def previews(workshop: Workshop, rows: Sequence[Owed]) -> list[Preview]:
    found, own = [], mail.own_texts(workshop.pk)
    for group in _grouped(workshop, rows):
        subject, body = mail.compose(REMINDER.kind, _context(workshop, group, rows), own=own)
        found.append(
            Preview(group.reviewer.email, group.reviewer.get_full_name(), subject, body, len(group.rows))
        )
    return found


def remind(workshop: Workshop, rows: Sequence[Owed], *, day: datetime, not_before: datetime | None) -> int:
    """One letter a group; asked for twice on one day it is the same letter."""
    letters = _grouped(workshop, rows)
    for group in letters:
        refs = " ".join(row.ref for row in group.rows)
        mail.write(
            REMINDER.kind,
            to=group.reviewer.email,
            key=f"{day:%Y-%m-%d}:{hashlib.sha256(refs.encode()).hexdigest()[:32]}",
            context=_context(workshop, group, rows),
            workshop_id=workshop.pk,
            paper_id=group.about.pk if group.about else None,
            reply_to=list(group.reply_to),
            not_before=not_before,
        )
    return len(letters)


def _grouped(workshop: Workshop, rows: Sequence[Owed]) -> list[Group]:
    """With all that a letter says of the papers."""
    related = ("reviewer", "paper__call", "paper__workshop", "paper__kind", "paper__current")
    told = Assignment.objects.filter(pk__in=[row.seat.pk for row in rows]).select_related(*related)
    by_pk = {row.pk: row for row in told.prefetch_related("paper__topics")}
    return groups(workshop, [by_pk[row.seat.pk] for row in rows if row.seat.pk in by_pk])


def _context(workshop: Workshop, group: Group, rows: Sequence[Owed]) -> dict[str, object]:
    states = {row.seat.ref: row.words for row in rows}
    papers = [
        (
            blind(row.paper),
            states[row.ref],
            _link("review", workshop.slug, row.ref),
            _link("review-tell", workshop.slug, row.ref, "cannot"),
        )
        for row in group.rows
    ]
    return {
        "workshop": workshop,
        "name": group.reviewer.get_full_name(),
        "papers": papers,
        "due": group.rows[0].paper.call.reviews_due_at,
        "is_late": any(states[row.ref] == "overdue" for row in group.rows),
        "url": _link("reviews-mine", workshop.slug),
    }


def offer(row: Offer) -> None:
    paper = row.paper
    mail.write(
        OFFER.kind,
        to=row.user.email,
        key=row.ref,
        context={
            "workshop": paper.workshop,
            "name": row.user.get_full_name(),
            "paper": blind(paper),
            "due": paper.call.reviews_due_at,
            "url": _link("review-offer", paper.workshop.slug, row.ref),
        },
        workshop_id=paper.workshop_id,
        paper_id=paper.pk,
        reply_to=[handler.email for handler in handlers_of(paper)],
    )


def _link(name: str, *args: str) -> str:
    return settings.SITE_URL + reverse(name, args=args)
