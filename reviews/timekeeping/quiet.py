"""Hours in which a workshop does not remind anybody: nights and weekends, unless it says otherwise."""

import difflib
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo, available_timezones

from django import forms

from reviews.timekeeping.models import WorkingHours
from submissions.workshops.models import Workshop
from submissions.workshops.settings.base import Section

SATURDAY = 5


def hours_of(workshop: Workshop) -> WorkingHours:
    return WorkingHours.objects.filter(workshop=workshop).first() or WorkingHours(workshop=workshop)


def next_hour(at: datetime, hours: WorkingHours) -> datetime:
    """`at` itself in working hours, else when they begin again; by the clock on the wall of their zone."""
    there = at.astimezone(ZoneInfo(hours.zone))
    if _is_work(there, hours) and hours.opens <= there.time() < hours.closes:
        return at
    day = there if there.time() < hours.opens else there + timedelta(days=1)
    while not _is_work(day, hours):
        day += timedelta(days=1)
    return datetime.combine(day.date(), hours.opens, tzinfo=there.tzinfo).astimezone(UTC)


def _is_work(day: datetime, hours: WorkingHours) -> bool:
    return hours.weekends or day.weekday() < SATURDAY


class Hours(Section):
    heading = "Hours for reminders"
    effect = (
        "Reminders of reviews that you ask for at another hour wait in the outbox until these begin. "
        "Reminders that wait already keep their time."
    )

    class Meta:
        model = WorkingHours
        fields = ["opens", "closes", "zone", "weekends"]
        help_texts = {"zone": "As in Europe/Berlin, America/Montreal or UTC; summer time is minded."}
        widgets = {
            name: forms.TimeInput(format="%H:%M", attrs={"type": "time"}) for name in ("opens", "closes")
        }

    def target(self, workshop: Workshop) -> WorkingHours:
        return hours_of(workshop)

    def clean_zone(self) -> str:
        zone = str(self.cleaned_data["zone"]).strip().replace(" ", "_")
        known = {name.lower(): name for name in available_timezones()}
        if zone.lower() in known:
            return known[zone.lower()]
        cities = {name.rpartition("/")[2]: name for name in known}
        close = cities.get(zone.lower()) or next(
            iter(difflib.get_close_matches(zone.lower(), known, n=1)), ""
        )
        meant = f" Did you mean {known[close]}?" if close else ""
        raise forms.ValidationError(f"There is no time zone “{zone}”.{meant}")
