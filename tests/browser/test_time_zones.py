"""One deadline seen from three places, on this side of it, in its half hour of grace, and beyond."""

from datetime import timedelta
from zoneinfo import ZoneInfo

import pytest
from playwright.sync_api import expect

from submissions import clock
from submissions.clock import AOE
from submissions.models import Call, Workshop
from tests.browser.conftest import OpenPage

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

ZONES = ("Etc/GMT+12", "Asia/Kolkata", "Pacific/Honolulu")


def set_clock(workshop: Workshop, call: Call, **after_due: int) -> None:
    """The workshop's own clock, so long after papers are due."""
    offset = call.due_at + timedelta(**after_due) - clock.now()
    Workshop.objects.filter(pk=workshop.pk).update(clock_offset=offset)


def test_a_deadline_is_the_same_for_everybody(workshop: Workshop, new_page: OpenPage) -> None:
    call = workshop.calls.get()
    for zone in ZONES:
        page = new_page(zone=zone, width=375)
        there = call.due_at.astimezone(ZoneInfo(zone))
        shown = f"{call.due_at.astimezone(AOE):%H:%M} AoE"
        steps = [
            ({"minutes": -30}, "Submit a paper"),
            ({"minutes": 10}, "still accepted"),
            ({"minutes": 40}, "closed on"),
        ]
        for after, words in steps:
            set_clock(workshop, call, **after)
            page.goto(f"/{workshop.slug}/")
            expect(page.locator("main")).to_contain_text(words)
            dates = page.get_by_role("region", name="Dates").or_(
                page.locator("section", has=page.locator("#dates"))
            )
            expect(dates.first).to_contain_text(shown)
            expect(dates.first).to_contain_text(f"{there.day} {there:%B}, {there:%H:%M} your time")


def test_the_form_is_taken_late_and_refused_after(workshop: Workshop, new_page: OpenPage) -> None:
    call = workshop.calls.get()
    for zone in ZONES:
        page = new_page(zone=zone)
        set_clock(workshop, call, minutes=29)
        page.goto(f"/{workshop.slug}/submit/")
        expect(page.get_by_text("Late: still accepted until")).to_be_visible()
        set_clock(workshop, call, minutes=31)
        page.get_by_label("Title").fill("Too Late by a Minute")
        page.get_by_role("button", name="Save", exact=True).last.click()
        expect(page.get_by_text("Not saved: this call closed at")).to_be_visible()
        expect(page.get_by_label("Title")).to_have_value("Too Late by a Minute")
