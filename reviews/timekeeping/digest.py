"""One letter a day to each organizer instead of one for every event; none where nothing has happened.

It is filed under no workshop: what it tells of papers is for the eyes of its reader alone, and other organizers read
the workshop's outbox.
"""

from collections.abc import Iterator
from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.db.models import Exists, OuterRef, QuerySet
from django.urls import reverse

from reviews.reviewing.models import Report, Review
from reviews.timekeeping.models import Digest, Offer
from reviews.timekeeping.owed import State, owed
from submissions import clock
from submissions.accounts.models import User
from submissions.mail.services import write
from submissions.papers.access import handled_by
from submissions.templatetags.ui import plural
from submissions.workshops.models import Membership, Workshop

EVERY = timedelta(days=1)
FIRST = timedelta(days=1)


def send_digests() -> int:
    """Returns how many letters were written. One query where nobody is due."""
    now = clock.now()
    return sum(_send(row.workshop, row.user, now) for row in _due(now).select_related("workshop", "user"))


def _due(now: datetime) -> QuerySet[Membership]:
    """Organizers of workshops that are in review, who had no digest within a day."""
    lately = Digest.objects.filter(workshop=OuterRef("workshop"), user=OuterRef("user"), at__gt=now - EVERY)
    in_review = Workshop.objects.filter(
        pk=OuterRef("workshop"), papers__assignments__state="active", releases__isnull=True
    )
    organizers = Membership.objects.filter(role=Membership.Role.ORGANIZER)
    return organizers.filter(Exists(in_review), ~Exists(lately))


@transaction.atomic
def _send(workshop: Workshop, user: User, now: datetime) -> int:
    row, _ = Digest.objects.select_for_update().get_or_create(
        workshop=workshop, user=user, defaults={"at": now - FIRST}
    )
    if row.at > now - EVERY:
        return 0
    since = row.at + workshop.clock_offset
    lines = list(_lines(workshop, user, since))
    Digest.objects.filter(pk=row.pk).update(at=now)
    if not lines:
        return 0
    write(
        "review_digest",
        to=user.email,
        key=f"{workshop.pk}:{now:%Y-%m-%d}",
        context={
            "workshop": workshop,
            "name": user.get_full_name(),
            "lines": lines,
            "since": since,
            "url": settings.SITE_URL + reverse("desk", args=[workshop.slug]),
        },
    )
    return 1


def _lines(workshop: Workshop, user: User, since: datetime) -> Iterator[str]:
    papers = handled_by(user, workshop)
    if done := Review.objects.filter(assignment__paper__in=papers, submitted_at__gt=since).count():
        yield f"{plural(done, 'review was,reviews were')} submitted or changed"
    reports = Report.objects.filter(assignment__paper__in=papers, at__gt=since).select_related(
        "assignment__paper"
    )
    for report in reports:
        yield f"#{report.assignment.paper.number}: a reviewer {report.get_kind_display()}"
    offers = Offer.objects.filter(paper__in=papers, answered_at__gt=since).select_related("paper")
    for offer in offers:
        yield f"#{offer.paper.number}: an offer to the pool was {offer.get_state_display()}"
    late = [
        row
        for row in owed(user, workshop, clock.now(workshop))
        if row.state == State.OVERDUE and row.due and row.due > since
    ]
    if late:
        yield f"{plural(len(late), 'review is,reviews are')} newly overdue"
