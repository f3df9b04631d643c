"""How many letters go out in an hour and in a day, where the mail server has limits of its own."""

from datetime import datetime, timedelta

from django.conf import settings

from submissions import clock
from submissions.mail.models import Letter

HOUR, DAY = timedelta(hours=1), timedelta(days=1)


def limits() -> list[tuple[int, timedelta]]:
    """(letters, span), for each limit that is set."""
    asked = [(settings.MAIL_PER_HOUR, HOUR), (settings.MAIL_PER_DAY, DAY)]
    return [(most, span) for most, span in asked if most]


def wait() -> timedelta | None:
    """How long the next letter has to wait; None when it may go now. Workers that ask at once may both go."""
    now = clock.now()
    waits = [_wait(most, span, now) for most, span in limits()]
    return max((each for each in waits if each), default=None)


def _wait(most: int, span: timedelta, now: datetime) -> timedelta | None:
    taken = (
        Letter.objects.filter(taken_at__gt=now - span)
        .order_by("-taken_at")
        .values_list("taken_at", flat=True)
    )
    oldest = next(iter(taken[most - 1 : most]), None)
    return oldest + span - now if oldest else None


def done_by(count: int, now: datetime) -> datetime | None:
    """When so many letters are out if nothing else is waiting; None without limits. Asks for no other letter."""
    if not count:
        return None
    spans = [(count - 1) // most * span for most, span in limits()]
    return now + max(spans) if spans else None
