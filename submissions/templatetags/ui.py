"""The tags and filters of the interface's parts; docs/interface.md shows them in use."""

import re
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from typing import Any

from django import template
from django.forms import BoundField
from django.forms.utils import flatatt
from django.template.loader import get_template
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe

from submissions import clock

register = template.Library()

TONES = ("ok", "warn", "error", "wait", "info", "plain")
TONE_ICONS = {
    "ok": "check",
    "warn": "triangle-alert",
    "error": "octagon-alert",
    "wait": "clock",
    "info": "info",
}
MESSAGE_TONES = {"success": "ok", "warning": "warn", "error": "error"}
SEVERITY_TONES = {"error": "error", "warning": "warn", "info": "info"}
WHEN_FORMATS = {"long": "%B %Y, %H:%M AoE", "short": "%B, %H:%M AoE", "date": "%B %Y"}
BOX_MARGIN = 2.0  # points, so that the line goes round the words and not through them


@register.simple_tag
@lru_cache(maxsize=256)
def icon(name: str) -> SafeString:
    """One of the drawings in templates/ui/icons, hidden from screen readers: the words beside it speak."""
    return mark_safe(get_template(f"ui/icons/{name}.svg").render().strip())  # noqa: S308 - our own file, no variables


@register.simple_tag
def tone_icon(tone: str) -> SafeString:
    return icon(TONE_ICONS.get(tone, "info"))


@register.simple_tag
def badge(tone: str, text: object) -> SafeString:
    """A state: shape, word and colour. In long tables this is ten times cheaper than including ui/badge.html."""
    if tone not in TONES:
        raise template.TemplateSyntaxError(f"{tone!r} is no tone; there are {', '.join(TONES)}")
    return format_html('<span class="badge" data-tone="{}">{}</span>', tone, text)


@register.simple_tag
def names(people: Iterable[tuple[str, str]]) -> SafeString:
    """People in a cell of a long table, each with a note in brackets or none."""
    parts = (
        (name, format_html(' <span class="muted">({})</span>', note) if note else "") for name, note in people
    )
    return format_html_join(", ", '<span class="nowrap">{}{}</span>', parts)


@register.simple_tag
def dots(done: int, total: int, noun: str = "done") -> SafeString:
    """A few things of which some are done, as dots; read out as "2 of 3 reviews"."""
    marks = format_html_join(
        "", "<i{}></i>", ((mark_safe(' class="on"') if n < done else "",) for n in range(total))
    )
    return format_html(
        '<span class="dots" role="img" aria-label="{} of {} {}">{}</span>', done, total, noun, marks
    )


def iso(instant: datetime) -> str:
    return f"{instant.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}"


@register.simple_tag
def when(instant: datetime | str | None, form: str = "long") -> str:
    """An instant as AoE; form is "long", "short" (no year) or "date". Scripts add the reader's own time.

    Words ("16 to 18 August") stay as they are.
    """
    if not isinstance(instant, datetime):
        return instant or ""
    aoe, utc = instant.astimezone(clock.AOE), instant.astimezone(UTC)
    return format_html(
        '<time datetime="{}" title="{}"{}>{}</time>',
        iso(instant),
        f"{utc.day} {utc:%B %Y, %H:%M} UTC",
        "" if form == "date" else mark_safe(" data-when"),
        f"{aoe.day} {aoe.strftime(WHEN_FORMATS[form])}",
    )


@register.filter
def aoe(instant: datetime) -> str:
    """An instant in a letter, which has no scripts: as AoE and in UTC."""
    there, utc = instant.astimezone(clock.AOE), instant.astimezone(UTC)
    return f"{there.day} {there:%B %Y, %H:%M} AoE ({utc.day} {utc:%B, %H:%M} UTC)"


def duration(span: timedelta) -> str:
    """The two largest units: "9 days 4 h", "9 h 12 min", "12 min". site.js says the same."""
    minutes = int(span.total_seconds()) // 60
    days, hours, rest = minutes // 1440, minutes // 60 % 24, minutes % 60
    parts = [(days, "day" if days == 1 else "days"), (hours, "h")] if days else [(hours, "h"), (rest, "min")]
    return " ".join(f"{n} {unit}" for n, unit in parts if n) or "less than a minute"


@register.simple_tag
def until(instant: datetime, now: datetime | None = None, prefix: str = "") -> SafeString:
    """The time left at `now`, which scripts count down; what has passed reads "2 h ago"."""
    now = now or clock.now()
    left = instant - now
    text = f"{prefix}{duration(left)}" if left > timedelta() else f"{duration(-left)} ago"
    return format_html(
        '<span role="timer" data-countdown="{}" data-now="{}" data-prefix="{}">{}</span>',
        iso(instant),
        iso(now),
        prefix,
        text,
    )


@register.simple_tag
def rect(box: Sequence[float], width: float, height: float) -> SafeString:
    """A box (x0, y0, x1, y1) in points from the page's top left, as the attributes of an SVG rectangle.

    One that is the whole page is drawn inside its edge.
    """
    x0, y0, x1, y1 = box
    whole = x1 - x0 >= width and y1 - y0 >= height
    margin = -BOX_MARGIN if whole else BOX_MARGIN
    return format_html(
        'x="{}" y="{}" width="{}" height="{}" rx="2"{}',
        round(x0 - margin, 1),
        round(y0 - margin, 1),
        round(x1 - x0 + 2 * margin, 1),
        round(y1 - y0 + 2 * margin, 1),
        " data-whole" if whole else "",
    )


@register.filter
def plural(count: int, words: str) -> str:
    """`3|plural:"paper,papers"` is "3 papers"."""
    one, many = words.split(",")
    return f"{count:,} {one if count == 1 else many}"


def listed(words: Sequence[str], most: int = 12) -> str:
    """`a`, `a and b`, `a, b and c`; of many the first ones and how many more."""
    if not words:
        return "nobody"
    more = [f"{len(words) - most} more"] if len(words) > most else []
    *others, last = [*words[:most], *more]
    return f"{', '.join(others)} and {last}" if others else last


def numbered(papers: Iterable[int], most: int = 12) -> str:
    """`#3, #9 and #12`."""
    return listed([f"#{number}" for number in sorted(papers)], most)


BROWSERS = {"Edg": "Edge", "OPR": "Opera", "Firefox": "Firefox", "Chrome": "Chrome", "Safari": "Safari"}
DEVICES = {"iPhone": "an iPhone", "iPad": "an iPad", "Android": "Android", "Windows": "Windows", "Mac OS": "a Mac", "Linux": "Linux"}  # fmt: skip


@register.filter
def browser_words(user_agent: str) -> str:
    """As in "Firefox on Windows": each browser also names those that it is like, so the order counts."""
    browser = next((words for sign, words in BROWSERS.items() if sign in user_agent), "Some browser")
    device = next((words for sign, words in DEVICES.items() if sign in user_agent), "")
    return f"{browser} on {device}" if device else browser


@register.filter
def message_tone(level: str) -> str:
    return MESSAGE_TONES.get(level, "info")


@register.filter
def widget_attr(field: BoundField, name: str) -> object:
    """A widget's attribute whose name a template cannot spell, such as `data-scale`."""
    return field.field.widget.attrs.get(name)


@register.filter
def attributes(attrs: dict[str, Any]) -> SafeString:
    """A choice's attributes as its widget would write them."""
    return flatatt(attrs)


@register.filter
def focus_id(field: BoundField) -> str:
    """The id of the control to go to: a group of choices has none itself, its first choice has."""
    return field.id_for_label or f"{field.auto_id}_0"


@register.filter
def finding_tone(severity: str) -> str:
    return SEVERITY_TONES.get(severity, "info")


@register.filter
def slug_id(key: str) -> str:
    """A finding's key as part of an HTML id."""
    return re.sub(r"[^a-zA-Z0-9]+", "-", key).strip("-")


@register.filter
def unlocal(number: float) -> str:
    """A number as SVG writes it, whatever the language of the page."""
    return f"{number:g}"
