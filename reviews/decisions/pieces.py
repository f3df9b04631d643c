"""Pieces of a row that templates would make too slowly in long tables: figures, choices, a picture of the scores."""

from collections.abc import Sequence
from functools import lru_cache

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe

from submissions.templatetags import ui

WIDTH, HEIGHT, EDGE = 64, 18, 6


# Few tables have more than a few different pictures, and drawing one anew takes as long as the rest of its row.
dots = lru_cache(maxsize=256)(ui.dots)


def cells(figures: Sequence[str], *, best: int) -> SafeString:
    """Cells of a table; the figure at `best` is the one that counts."""
    return mark_safe(  # noqa: S308 - figures are numbers that were written here
        "".join(
            f'<td class="num{" best" if at == best else ""}">{each}</td>' for at, each in enumerate(figures)
        )
    )


@lru_cache(maxsize=256)
def options(choices: tuple[tuple[str, str], ...], chosen: str) -> SafeString:
    """The same few choices in each row, one of them chosen."""
    return format_html_join(
        "",
        '<option value="{}"{}>{}</option>',
        ((value, mark_safe(" selected") if value == chosen else "", words) for value, words in choices),
    )


@lru_cache(maxsize=2048)
def spread_svg(overalls: tuple[int, ...]) -> SafeString:
    """One dot a review, from 1 at the left to 5 at the right. `overalls` rise; equal ones stand above each other."""
    dots = format_html_join("", '<circle fill="currentColor" cx="{}" cy="{}" r="2.6"/>', _places(overalls))
    words = ", ".join(str(value) for value in overalls)
    return format_html(
        '<svg width="{0}" height="{1}" viewBox="0 0 {0} {1}" role="img" aria-label="overall scores {2}">'
        '<path stroke="currentColor" stroke-opacity=".3" d="M{3} {4}H{5}"/>{6}</svg>',
        WIDTH,
        HEIGHT,
        words,
        EDGE,
        HEIGHT - 4,
        WIDTH - EDGE,
        dots,
    )


def _places(overalls: tuple[int, ...]) -> list[tuple[float, int]]:
    step = (WIDTH - 2 * EDGE) / 4
    return [
        (EDGE + (value - 1) * step, HEIGHT - 4 - 5 * overalls[:at].count(value))
        for at, value in enumerate(overalls)
    ]
