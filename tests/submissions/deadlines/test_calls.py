"""Several calls in one workshop, each with its own dates, kinds and page rule."""

from datetime import timedelta

from django.test import Client

from submissions.clock import AOE
from submissions.models import Call, Workshop
from tests.personas import Persona


def added(organizer: Persona, workshop: Workshop, **changes: object) -> int:
    first = workshop.calls.get(slug="papers")
    due = first.due_at + timedelta(days=5)
    form = {"name": "Industry track", "slug": "industry", **changes}
    dates = {
        name: f"{at.astimezone(AOE):%Y-%m-%dT%H:%M}"
        for name, at in (("opens_at", first.opens_at), ("due_at", due))
    }
    return organizer.post(f"/{workshop.slug}/desk/new-call/", {**dates, **form}).status_code


def test_a_second_call_begins_as_the_first_and_has_its_own_page(
    organizer: Persona, visitor: Client, workshop: Workshop
) -> None:
    assert organizer.get(f"/{workshop.slug}/desk/new-call/").status_code == 200
    assert added(organizer, workshop) == 302

    call = Call.objects.get(slug="industry")
    assert [kind.slug for kind in call.kinds.all()] == ["research", "position", "in-progress"]
    assert call.reviews_due_at
    page = visitor.get(f"/{workshop.slug}/").text
    assert 'href="?call=industry"' in page
    own = visitor.get(f"/{workshop.slug}/?call=industry").text
    assert f"/{workshop.slug}/submit/?call=industry" in own
    assert 'href="?call=industry"' in visitor.get(f"/{workshop.slug}/submit/").text
    assert b"SUMMARY" in visitor.get(f"/{workshop.slug}/dates.ics?call=industry").content
    assert organizer.get(f"/{workshop.slug}/desk/settings/calls/industry/").status_code == 200


def test_a_word_that_another_call_has_is_refused(organizer: Persona, workshop: Workshop) -> None:
    assert added(organizer, workshop, slug="papers") == 422
    assert added(organizer, workshop, due_at="2020-01-01T10:00") == 422
    assert Call.objects.count() == 1


def test_its_word_is_made_from_its_name(organizer: Persona, workshop: Workshop) -> None:
    assert added(organizer, workshop, slug="") == 302
    assert added(organizer, workshop, slug="", name="日本") == 422
    assert Call.objects.filter(slug="industry-track").exists()
