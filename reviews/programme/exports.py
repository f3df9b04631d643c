"""The programme as Markdown, CSV, iCalendar and a page by itself."""

from collections.abc import Iterator
from urllib.parse import urlsplit

from django.conf import settings
from django.template.loader import render_to_string
from icalendar import Calendar, Event

from reviews.exchange.cells import csv_of
from reviews.programme.selectors import Block, Item, Plan, plan
from submissions.workshops.models import Workshop

HEAD = ("day", "starts", "ends", "session", "kind", "room", "number", "title", "authors")


def as_csv(workshop: Workshop) -> bytes:
    return csv_of(HEAD, (row for block in plan(workshop).blocks for row in _rows(block)))


def _rows(block: Block) -> Iterator[list[str]]:
    session = block.session
    where = [session.title, session.kind, session.room]
    for item in block.items:
        times = [f"{item.starts_at:%Y-%m-%d}", f"{item.starts_at:%H:%M}", f"{item.ends_at:%H:%M}"]
        yield [*times, *where, str(item.number or ""), item.title, "; ".join(item.authors)]
    if not block.items:
        times = [f"{block.starts_at:%Y-%m-%d}", f"{block.starts_at:%H:%M}", f"{block.ends_at:%H:%M}"]
        yield [*times, *where, "", "", ""]


def as_markdown(workshop: Workshop) -> bytes:
    made = plan(workshop)
    lines = [f"# {workshop.name}: programme", "", f"Times are those of {made.programme.zone}.", ""]
    for day, blocks in made.days:
        lines += [f"## {day:%A, %d %B %Y}", ""]
        for block in blocks:
            lines += _block_lines(block)
    return "\n".join(lines).encode()


def _block_lines(block: Block) -> list[str]:
    session = block.session
    room = f" ({session.room})" if session.room else ""
    lines = [f"### {block.starts_at:%H:%M} to {block.ends_at:%H:%M} {_escaped(session.title)}{room}", ""]
    lines += [_line(item) for item in block.items]
    return [*lines, ""] if block.items else lines


def _line(item: Item) -> str:
    names = _escaped(", ".join(item.authors))
    return f"- {item.starts_at:%H:%M} **{_escaped(item.title)}** {names}".rstrip()


def _escaped(text: str) -> str:
    return "".join(f"\\{char}" if char in r"\`*_[]<>#" else char for char in " ".join(text.split()))


def as_html(workshop: Workshop) -> bytes:
    context = {"workshop": workshop, "plan": plan(workshop), "stands_alone": True}
    return render_to_string("reviews/programme/alone.html", context).encode()


def as_ics(workshop: Workshop) -> bytes:
    """One event a session. The same programme gives the same bytes: stamps come from its last publication."""
    made = plan(workshop)
    calendar = Calendar()
    calendar.add("prodid", "-//fedgenai-site//programme//EN")
    calendar.add("version", "2.0")
    calendar.add("x-wr-calname", workshop.name)
    for block in made.blocks:
        calendar.add_component(_event(workshop, made, block))
    return bytes(calendar.to_ical())


def _event(workshop: Workshop, made: Plan, block: Block) -> Event:
    event, session = Event(), block.session
    host = urlsplit(settings.SITE_URL).hostname or "localhost"
    event.add("uid", f"session-{session.ref}@{host}")
    event.add("dtstamp", made.programme.published_at or session.starts_at)
    event.add("sequence", made.programme.sequence)
    event.add("summary", f"{workshop.name}: {session.title}")
    event.add("dtstart", session.starts_at)
    event.add("dtend", session.ends_at)
    if place := ", ".join(filter(None, (session.room, workshop.place))):
        event.add("location", place)
    if block.items:
        event.add("description", "\n".join(f"{item.starts_at:%H:%M} {item.text}" for item in block.items))
    return event


FORMATS = {
    "html": ("text/html; charset=utf-8", as_html),
    "md": ("text/markdown; charset=utf-8", as_markdown),
    "csv": ("text/csv; charset=utf-8", as_csv),
    "ics": ("text/calendar; charset=utf-8", as_ics),
}
