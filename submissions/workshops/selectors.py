"""Reads for the public pages."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Prefetch, QuerySet
from django.utils.safestring import SafeString

from submissions import clock
from submissions.checks.presets import PRESETS, Preset
from submissions.workshops.markdown import to_html
from submissions.workshops.models import Call, Edition, Kind, PublicOrganizer, TopicArea, Workshop
from submissions.workshops.phases import Phase, milestones, phase_of

Dated = tuple[str, datetime | str, str]
"""A line of the timeline: (label, instant or words, state done|now|next)."""


@dataclass(frozen=True)
class CallPage:
    workshop: Workshop
    call: Call
    now: datetime
    phase: Phase
    dates: list[Dated]
    kinds: list[Kind]
    areas: list[TopicArea]
    editions: list[Edition]
    organizers: list[PublicOrganizer]
    rule: Preset
    theme: SafeString
    audience: SafeString
    venue_rules: SafeString

    @property
    def days(self) -> str:
        return span(*self.workshop.days)

    @property
    def extra_pages(self) -> int:
        """Pages that may follow the content; 0 where there are none, or no limit."""
        return (self.rule.total_pages or 0) - (self.rule.content_pages or 0) if self.rule.total_pages else 0


@dataclass(frozen=True)
class Listed:
    """A workshop on the home page. One whose call is not set up yet has no phase."""

    workshop: Workshop
    phase: Phase | None

    @property
    def days(self) -> str:
        return span(*self.workshop.days)


def call_page(workshop: Workshop) -> CallPage | None:
    """All that the call's page shows, in seven queries; None where no call is set up yet."""
    call = main_call(workshop.calls.prefetch_related("kinds"), now=clock.now(workshop))
    if call is None:
        return None
    now = clock.now(workshop)
    return CallPage(
        workshop=workshop,
        call=call,
        now=now,
        phase=phase_of(workshop, call, now=now),
        dates=timeline(workshop, call, now=now),
        kinds=list(call.kinds.all()),
        areas=list(workshop.topic_areas.prefetch_related("topics")),
        editions=list(workshop.editions.all()),
        organizers=list(workshop.public_organizers.all()),
        rule=PRESETS.get(call.preset, PRESETS["free"]),
        theme=to_html(workshop.theme),
        audience=to_html(workshop.audience),
        venue_rules=to_html(workshop.venue_rules),
    )


def main_call(calls: Iterable[Call], *, now: datetime) -> Call | None:
    """The call that a workshop's pages speak of: the next one to close, or the last that did."""
    ordered = sorted(calls, key=lambda call: (call.due_at, call.pk))
    return next((call for call in ordered if call.closes_at > now), ordered[-1] if ordered else None)


def timeline(workshop: Workshop, call: Call, *, now: datetime) -> list[Dated]:
    ahead = [m for m in milestones(workshop, call) if (m.until or m.at) > now]
    return [
        (
            m.label,
            span(*workshop.days) if m.is_day else m.at,
            "done" if m not in ahead else "now" if m == ahead[0] else "next",
        )
        for m in milestones(workshop, call)
    ]


def span(first: date | None, last: date | None) -> str:
    """Days in words: "16 to 18 August 2025", "30 August to 1 September 2025", "16 August 2025"."""
    if first is None:
        return ""
    if last is None or last == first:
        return f"{first.day} {first:%B %Y}"
    if (first.year, first.month) == (last.year, last.month):
        return f"{first.day} to {last.day} {last:%B %Y}"
    start = f"{first.day} {first:%B}" if first.year == last.year else f"{first.day} {first:%B %Y}"
    return f"{start} to {last.day} {last:%B %Y}"


def listed(workshops: QuerySet[Workshop]) -> list[Listed]:
    """For the home page, those with open calls first, then by date; in two queries."""
    rows = [
        _listed(workshop)
        for workshop in workshops.prefetch_related(Prefetch("calls", Call.objects.order_by("due_at")))
    ]
    return sorted(rows, key=lambda row: (not (row.phase and row.phase.takes_papers), row.workshop.name))


def _listed(workshop: Workshop) -> Listed:
    now = clock.now(workshop)
    call = main_call(workshop.calls.all(), now=now)
    return Listed(workshop=workshop, phase=phase_of(workshop, call, now=now) if call else None)
