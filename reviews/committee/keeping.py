"""What organizers do with people who were asked: remind, call senior, answer a suggestion."""

from datetime import timedelta

from django.conf import settings
from django.db import transaction
from django.db.models import Q, QuerySet
from django.urls import reverse

from reviews.committee import selectors
from reviews.committee.models import Invitation, Suggestion
from reviews.committee.paste import Invitee
from reviews.committee.services import Invited, invite
from reviews.committee.wording import REMIND
from submissions import clock
from submissions.accounts.models import User
from submissions.log.services import record
from submissions.mail.services import write
from submissions.workshops.models import Workshop

PAUSE = timedelta(days=2)
"""Nobody is asked twice within it."""


def owing(workshop: Workshop) -> QuerySet[Invitation]:
    """Who has not answered, and was neither asked nor reminded just now."""
    since = clock.now(workshop) - PAUSE
    heard = Q(reminded_at__gt=since) | Q(invited_at__gt=since)
    return Invitation.objects.filter(workshop=workshop, state=Invitation.State.INVITED).exclude(heard)


@transaction.atomic
def remind(*, workshop: Workshop, by: User) -> int:
    """Write to those who have not answered, and to nobody else. Returns how many."""
    rows = list(owing(workshop).select_for_update())
    now = clock.now(workshop)
    for row in rows:
        remind_one(row, workshop, by)
    Invitation.objects.filter(pk__in=[row.pk for row in rows]).update(reminded_at=now)
    if rows:
        record("invitation.reminded", workshop_id=workshop.pk, actor_id=by.pk, to=[row.email for row in rows])
    return len(rows)


def remind_one(row: Invitation, workshop: Workshop, by: User) -> None:
    write(
        REMIND.kind,
        to=row.email,
        key=f"{row.token}:{clock.now(workshop):%Y%m%d}",
        context={
            "workshop": workshop,
            "name": row.name,
            "by": by.get_full_name(),
            "url": settings.SITE_URL + reverse("invitation", args=[row.token]),
            "due": selectors.reviews_due(workshop),
        },
        workshop_id=workshop.pk,
        reply_to=[by.email],
    )


@transaction.atomic
def call_senior(*, invitation: Invitation, by: User, is_senior: bool) -> None:
    """Whether this person counts as experienced: an assignment can want one such on each paper."""
    Invitation.objects.filter(pk=invitation.pk).update(is_senior=is_senior)
    record(
        "invitation.senior",
        workshop_id=invitation.workshop_id,
        actor_id=by.pk,
        email=invitation.email,
        is_senior=is_senior,
    )


@transaction.atomic
def answer(*, suggestion: Suggestion, by: User, ask: bool) -> Invited | None:
    """Ask the person who was suggested, or do not; either way the suggestion is gone."""
    workshop = suggestion.invitation.workshop
    who = Invitee(suggestion.email, suggestion.name, suggestion.affiliation)
    suggestion.delete()
    return invite(workshop=workshop, by=by, people=[who]) if ask else None
