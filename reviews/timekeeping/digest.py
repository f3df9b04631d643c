"""One letter a day to each organizer instead of one for every event; none where nothing has happened.

It is filed under no workshop: what it tells of papers is for the eyes of its reader alone, and other organizers read
the workshop's outbox.
"""

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta

from django.conf import settings
from django.core.signing import BadSignature, Signer
from django.db import transaction
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.http import Http404
from django.urls import reverse

from reviews.reviewing.models import Report, Review
from reviews.timekeeping.models import Digest, Offer
from reviews.timekeeping.owed import State, owed
from reviews.timekeeping.wording import DIGEST
from submissions import clock
from submissions.accounts.models import User
from submissions.mail.services import write
from submissions.papers.access import handled_by
from submissions.templatetags.ui import plural
from submissions.workshops.models import Membership, Workshop

EVERY = timedelta(days=1)
FIRST = timedelta(days=1)
STOP = Signer(sep=".", salt="reviews.timekeeping.digest")
"""Signs the link in a digest that stops it, without signing in."""


def send_digests() -> int:
    """Returns how many letters were written. One query where nobody is due."""
    now = clock.now()
    return sum(_send(row.workshop, row.user, now) for row in _due(now).select_related("workshop", "user"))


def _due(now: datetime) -> QuerySet[Membership]:
    """Organizers of workshops that are in review, who want digests and had none within a day."""
    mine = Digest.objects.filter(workshop=OuterRef("workshop"), user=OuterRef("user"))
    lately = mine.filter(Q(at__gt=now - EVERY) | Q(is_wanted=False))
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
    if row.at > now - EVERY or not row.is_wanted:
        return 0
    since = row.at + workshop.clock_offset
    lines = list(lines_of(workshop, user, since))
    Digest.objects.filter(pk=row.pk).update(at=now)
    if not lines:
        return 0
    tell(row, lines, since=since, key=f"{workshop.pk}:{now:%Y-%m-%d}")
    return 1


def tell(row: Digest, lines: Sequence[str], *, since: datetime, key: str) -> None:
    workshop, user = row.workshop, row.user
    stop = settings.SITE_URL + reverse("progress-stop", args=[workshop.slug, STOP.sign(str(row.pk))])
    write(
        DIGEST.kind,
        to=user.email,
        key=key,
        context={
            "workshop": workshop,
            "name": user.get_full_name(),
            "lines": lines,
            "since": since,
            "url": settings.SITE_URL + reverse("desk", args=[workshop.slug]),
            "stop": stop,
        },
        worded_by=workshop.pk,
        unsubscribe_url=stop,
    )


def digest_by(slug: str, token: str) -> Digest:
    """Of the link in a letter; the signature proves that it was sent to its organizer."""
    try:
        pk = STOP.unsign(token)
    except BadSignature:
        raise Http404 from None
    row = Digest.objects.select_related("workshop", "user").filter(pk=pk, workshop__slug=slug).first()
    if row is None:
        raise Http404
    return row


def lines_of(workshop: Workshop, user: User, since: datetime) -> Iterator[str]:
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
        if row.state == State.OVERDUE and row.seat.due and row.seat.due > since
    ]
    if late:
        yield f"{plural(len(late), 'review is,reviews are')} newly overdue"
