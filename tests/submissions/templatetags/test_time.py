from datetime import UTC, datetime, timedelta

import pytest
from django.template import Context, Template

DUE = datetime(2025, 5, 10, 11, 59, tzinfo=UTC)


def draw(source: str, **context: object) -> str:
    return Template("{% load ui %}" + source).render(Context(context))


def test_an_instant_is_shown_as_aoe_with_utc_in_its_title() -> None:
    assert draw("{% when due %}", due=DUE) == (
        '<time datetime="2025-05-10T11:59:00Z" title="10 May 2025, 11:59 UTC" data-when>9 May 2025, 23:59 AoE</time>'
    )


@pytest.mark.parametrize(("form", "words"), [("short", "9 May, 23:59 AoE"), ("date", "9 May 2025")])
def test_an_instant_has_shorter_forms(form: str, words: str) -> None:
    assert f">{words}</time>" in draw("{% when due form %}", due=DUE, form=form)


def test_a_day_alone_gets_no_local_time() -> None:
    assert "data-when" not in draw('{% when due "date" %}', due=DUE)


def test_words_for_a_date_stay_as_they_are_and_are_escaped() -> None:
    assert draw("{% when day %}", day="16 & 17 August") == "16 &amp; 17 August"
    assert draw("{% when day %}", day=None) == ""


@pytest.mark.parametrize(
    ("left", "words"),
    [
        (timedelta(days=9, hours=4, minutes=59), "9 days 4 h"),
        (timedelta(days=1), "1 day"),
        (timedelta(hours=9, minutes=12), "9 h 12 min"),
        (timedelta(minutes=12), "12 min"),
        (timedelta(seconds=59), "less than a minute"),
        (timedelta(hours=-2), "2 h ago"),
        (timedelta(days=-3, hours=-1), "3 days 1 h ago"),
    ],
)
def test_the_time_left_has_its_two_largest_units(left: timedelta, words: str) -> None:
    assert f">{words}</span>" in draw("{% until due now %}", due=DUE, now=DUE - left)


def test_a_prefix_stands_before_the_time_left_only() -> None:
    source = '{% until due now prefix="in " %}'
    assert ">in 1 h</span>" in draw(source, due=DUE, now=DUE - timedelta(hours=1))
    assert ">1 h ago</span>" in draw(source, due=DUE, now=DUE + timedelta(hours=1))


def test_a_countdown_carries_the_clock_it_was_drawn_by() -> None:
    drawn = draw("{% until due now %}", due=DUE, now=DUE - timedelta(hours=1))
    assert 'data-countdown="2025-05-10T11:59:00Z" data-now="2025-05-10T10:59:00Z"' in drawn


def test_a_timeline_says_each_state_in_words() -> None:
    dates = [
        ("Call opens", DUE, "done"),
        ("Papers due", DUE, "now"),
        ("Abstracts", DUE, "missed"),
        ("Party", "June", "next"),
    ]
    drawn = draw('{% include "ui/timeline.html" with dates=dates only %}', dates=dates)
    assert [word in drawn for word in (", done", ", next", ">missed<", ">June<")] == [True] * 4
