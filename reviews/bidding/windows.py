"""When reviewers bid: each call has its own dates."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from submissions import clock
from submissions.conflicts.models import Bidding
from submissions.workshops.models import Call, Workshop


@dataclass(frozen=True)
class Window:
    """`state`: "none" (not set), "before", "open", "over"."""

    call: Call
    state: str
    row: Bidding | None = None

    @property
    def is_open(self) -> bool:
        return self.state == "open"


@dataclass(frozen=True)
class Windows:
    """Those of a workshop's calls. As a whole they are in the state in which there is most to do."""

    each: Sequence[Window]

    @property
    def first(self) -> Window | None:
        """The one that the page speaks of: open, else to come, else over."""
        for state in ("open", "before", "over"):
            if found := next((one for one in self.each if one.state == state), None):
                return found
        return None

    @property
    def state(self) -> str:
        return self.first.state if self.first else "none"

    @property
    def is_open(self) -> bool:
        return self.state == "open"

    @property
    def several(self) -> bool:
        """Is there more than one call with dates for bidding?"""
        return sum(one.row is not None for one in self.each) > 1

    @property
    def open_calls(self) -> set[int]:
        return {one.call.pk for one in self.each if one.is_open}

    @property
    def past_calls(self) -> set[int]:
        return {one.call.pk for one in self.each if one.state == "over"}


def windows_of(workshop: Workshop) -> Windows:
    """One query."""
    now = clock.now(workshop)
    calls = workshop.calls.select_related("bidding").order_by("due_at", "pk")
    rows = {call: getattr(call, "bidding", None) for call in calls}
    return Windows([Window(call, _state(row, now), row) for call, row in rows.items()])


def _state(row: Bidding | None, now: datetime) -> str:
    if row is None:
        return "none"
    return "before" if now < row.opens_at else "open" if now < row.closes_at else "over"
