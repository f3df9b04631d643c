"""The only source of time. Instants are aware and in UTC; people read them as AoE (UTC-12)."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC, datetime, timedelta, timezone
from typing import Protocol

AOE = timezone(timedelta(hours=-12), "AoE")

_replayed: ContextVar[datetime | None] = ContextVar("replayed", default=None)


class Rehearsable(Protocol):
    """Whoever carries a movable clock: a rehearsal workshop. On a live one the offset is zero."""

    clock_offset: timedelta


def now(workshop: Rehearsable | None = None) -> datetime:
    instant = _replayed.get() or datetime.now(UTC)  # noqa: TID251 - the one place that may ask the machine
    return instant + workshop.clock_offset if workshop else instant


@contextmanager
def replaying(instant: datetime) -> Iterator[None]:
    """Inside, it is `instant`: a history that is loaded goes through the same services as life does."""
    token = _replayed.set(instant)
    try:
        yield
    finally:
        _replayed.reset(token)
