"""Reads for the public pages."""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property

from django.db.models import Prefetch, QuerySet
from django.utils.safestring import SafeString

from submissions import clock
from submissions.checks.presets import Preset
from submissions.workshops.markdown import to_html
from submissions.workshops.models import Call, Edition, Kind, PublicOrganizer, Topic, TopicArea, Workshop
from submissions.workshops.phases import Phase, milestones, phase_of

Dated = tuple[str, datetime | str, str]
"""A line of the timeline: (label, instant or words, state done|now|next)."""

SHOWN = (
    "llm_policy",
    *("theme", "audience", "venue", "author_kit_url", "attendance_rule", "dual_submission_rule"),
    *("venue_rules", "enquiries"),
)


@dataclass(frozen=True)
class CallPage:
    """What the call's page shows. Its texts and lists are read when asked for: the page caches that part."""

    workshop: Workshop
    call: Call
    now: datetime
    phase: Phase
    dates: list[Dated]
    rule: Preset
    others: list[tuple[Call, Phase]]
    """The workshop's further calls."""

    @property
    def days(self) -> str:
        return span(*self.workshop.days)

    @property
    def extra_pages(self) -> int:
        """Pages that may follow the content; 0 where there are none, or no limit."""
        return (self.rule.total_pages or 0) - (self.rule.content_pages or 0) if self.rule.total_pages else 0

    @property
    def fingerprint(self) -> str:
        """Changes with every word of the workshop's own, so that an edited page is seen at once."""
        words = [self.rule.version, *(str(getattr(self.workshop, name)) for name in SHOWN)]
        return hashlib.sha256("\0".join(words).encode()).hexdigest()

    @cached_property
    def kinds(self) -> list[Kind]:
        return list(self.call.kinds.filter(is_offered=True))

    @cached_property
    def areas(self) -> list[TopicArea]:
        offered = Prefetch("topics", Topic.objects.filter(is_offered=True))
        return [area for area in self.workshop.topic_areas.prefetch_related(offered) if area.topics.all()]

    @cached_property
    def editions(self) -> list[Edition]:
        return list(self.workshop.editions.all())

    @cached_property
    def organizers(self) -> list[PublicOrganizer]:
        return list(self.workshop.public_organizers.all())

    @property
    def theme(self) -> SafeString:
        return to_html(self.workshop.theme)

    @property
    def audience(self) -> SafeString:
        return to_html(self.workshop.audience)

    @property
    def venue_rules(self) -> SafeString:
        return to_html(self.workshop.venue_rules)


@dataclass(frozen=True)
class Listed:
    """A workshop on the home page. One whose call is not set up yet has no phase."""

    workshop: Workshop
    phase: Phase | None

    @property
    def days(self) -> str:
        return span(*self.workshop.days)


def call_page(workshop: Workshop, wanted: str = "") -> CallPage | None:
    """Of the call with this slug, else of the one that closes next; None where no call is set up yet."""
    now = clock.now(workshop)
    calls = list(workshop.calls.all())
    call = next((each for each in calls if each.slug == wanted), main_call(calls, now=now))
    if call is None:
        return None
    return CallPage(
        workshop=workshop,
        call=call,
        now=now,
        phase=phase_of(workshop, call, now=now),
        dates=timeline(workshop, call, now=now),
        rule=call.asks,
        others=others(call, calls, now=now),
    )


def others(call: Call, calls: Iterable[Call], *, now: datetime) -> list[tuple[Call, Phase]]:
    """The workshop's further calls, each with where it stands."""
    return [(each, phase_of(call.workshop, each, now=now)) for each in calls if each != call]


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
