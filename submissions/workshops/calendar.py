"""A call's dates for people's own calendars."""

from datetime import timedelta
from urllib.parse import urlsplit

from django.conf import settings
from icalendar import Calendar, Event

from submissions.workshops.models import Call, Workshop
from submissions.workshops.phases import Milestone, milestones


def ics(workshop: Workshop, call: Call, *, url: str) -> bytes:
    """The public dates as iCalendar. Same dates, same bytes: stamps come from the call, not from the clock."""
    calendar = Calendar()
    calendar.add("prodid", "-//fedgenai-site//dates//EN")
    calendar.add("version", "2.0")
    calendar.add("x-wr-calname", workshop.name)
    for milestone in milestones(workshop, call):
        calendar.add_component(_event(workshop, call, milestone, url))
    return bytes(calendar.to_ical())


def _event(workshop: Workshop, call: Call, milestone: Milestone, url: str) -> Event:
    event = Event()
    event.add("uid", f"workshop-{workshop.pk}-call-{call.pk}-{milestone.key}@{_host()}")
    event.add("dtstamp", call.dates_changed_at or call.opens_at)
    event.add("sequence", call.dates_sequence)
    event.add("summary", f"{workshop.name}: {milestone.label}")
    event.add("url", url)
    if milestone.is_day and workshop.starts_on:
        event.add("dtstart", workshop.starts_on)
        event.add("dtend", (workshop.ends_on or workshop.starts_on) + timedelta(days=1))
        event.add("location", ", ".join(filter(None, (workshop.venue, workshop.place))))
    else:
        event.add("dtstart", milestone.at)
    event.add("transp", "TRANSPARENT")
    return event


def _host() -> str:
    return urlsplit(settings.SITE_URL).hostname or "localhost"
