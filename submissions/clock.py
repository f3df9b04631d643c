"""The only source of time. Instants are aware and in UTC; people read them as AoE (UTC-12)."""

from datetime import UTC, datetime, timedelta, timezone
from typing import Protocol

AOE = timezone(timedelta(hours=-12), "AoE")


class Rehearsable(Protocol):
    """Whoever carries a movable clock: a rehearsal workshop. On a live one the offset is zero."""

    clock_offset: timedelta


def now(workshop: Rehearsable | None = None) -> datetime:
    instant = datetime.now(UTC)  # noqa: TID251 - the one place that may ask the machine
    return instant + workshop.clock_offset if workshop else instant
