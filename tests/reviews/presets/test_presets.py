from collections.abc import Mapping
from typing import Any

import pytest

from reviews.presets import selectors
from reviews.presets.forms import RulesForm, initial
from submissions.checks.presets import PRESETS
from submissions.models import Call, Entry, Job, Paper, Workshop
from tests.papers import complete_paper
from tests.personas import Persona
from tests.responses import query_count
from tests.submissions.checking.working import work_off


def typed(preset: str = "fedgenai-2025", **changes: Any) -> dict[str, Any]:
    """What a browser sends for a preset's form, with some fields typed anew."""
    form = RulesForm(initial=initial(PRESETS[preset]))
    data = {name: form[name].value() for name in form.fields}
    shown = {name: form.fields[name].prepare_value(value) for name, value in data.items()}
    return {name: "" if value is None else value for name, value in {**shown, **changes}.items()}


def url(workshop: Workshop, rest: str = "") -> str:
    return f"/{workshop.slug}/desk/rules/papers/{rest}"


def changes(data: Mapping[str, Any]) -> Mapping[str, Any]:
    form = RulesForm(data)
    assert form.is_valid(), form.errors
    changed: Mapping[str, Any] = form.cleaned_data["changes"]
    return changed


@pytest.mark.parametrize("preset", PRESETS)
def test_a_form_that_nobody_touched_changes_nothing(preset: str) -> None:
    assert changes(typed(preset)) == {}


def test_only_what_differs_from_the_preset_is_kept() -> None:
    data = typed(content_pages="6", end_matter="References\n\nData  ", **{"level-AN-007": "off"})

    assert changes(data) == {
        "content_pages": 6,
        "end_matter": ["References", "Data"],
        "severities": {"AN-007": "off"},
    }


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("total_pages", "3"),
        ("content_pages", "0"),
        ("body_pt", "200"),
        ("text_box", "9 9 5 5"),
        ("text_box", "a b c d"),
        ("paper", "a7"),
        ("level-PG-001", "fatal"),
    ],
)
def test_rules_that_cannot_be_meant_are_refused_at_their_field(field: str, value: str) -> None:
    form = RulesForm(typed(**{field: value}))

    assert not form.is_valid()
    assert list(form.errors) == [field]


@pytest.mark.parametrize("who", ["author", "reviewer", "outsider"])
def test_to_everybody_but_organizers_it_is_not_there(
    who: str, workshop: Workshop, request: pytest.FixtureRequest
) -> None:
    client: Persona = request.getfixturevalue(who)

    assert client.get(url(workshop)).status_code == 404
    assert [client.post(url(workshop, rest)).status_code for rest in ("", "use/", "drop/")] == [404] * 3


def test_the_effect_on_a_paper_is_shown_before_anything_changes(organizer: Persona, paper: Paper) -> None:
    workshop = paper.workshop
    organizer.post(url(workshop), typed(least_pages="50"))
    work_off()
    page = organizer.get(url(workshop, "effect/")).text

    assert "Very short" in page
    assert paper.title in page
    assert Call.objects.get().changes == {}


def test_a_tried_error_is_counted(organizer: Persona, paper: Paper) -> None:
    organizer.post(url(paper.workshop), typed(least_pages="50", **{"level-PG-006": "error"}))
    work_off()
    effect = selectors.effect_of(paper.call, organizer.user)

    assert effect is not None
    assert (effect.total, effect.tried, effect.is_settled) == (1, 1, True)
    assert effect.worse == 1


def test_papers_that_somebody_does_not_handle_are_not_tried_for_them(
    organizer_in_conflict: Persona, paper: Paper
) -> None:
    organizer_in_conflict.post(url(paper.workshop), typed(least_pages="50"))
    work_off()
    page = organizer_in_conflict.get(url(paper.workshop, "effect/")).text

    assert paper.title not in page
    assert "Very short" not in page


def test_rules_are_used_only_after_a_yes_when_papers_are_in(organizer: Persona, paper: Paper) -> None:
    workshop = paper.workshop
    organizer.post(url(workshop), typed(content_pages="6"))
    effect = selectors.effect_of(paper.call, organizer.user)
    assert effect is not None
    version = effect.preview.asks.version

    assert organizer.post(url(workshop, "use/"), {"version": version}).status_code == 422
    assert Call.objects.get().changes == {}
    organizer.post(url(workshop, "use/"), {"version": version, "agreed": "on"})
    assert Call.objects.get().changes == {"content_pages": 6}
    assert Job.objects.get(kind="check.pdf", state="queued").object_id == paper.current_id
    assert Entry.objects.filter(verb="call.rules_changed").count() == 1


def test_rules_that_were_changed_meanwhile_are_not_used(organizer: Persona, paper: Paper) -> None:
    organizer.post(url(paper.workshop), typed(content_pages="6"))
    organizer.post(url(paper.workshop, "use/"), {"version": "another", "agreed": "on"})

    assert Call.objects.get().changes == {}


def test_a_preview_can_be_dropped(organizer: Persona, paper: Paper) -> None:
    organizer.post(url(paper.workshop), typed(content_pages="6"))
    organizer.post(url(paper.workshop, "drop/"))

    assert selectors.effect_of(paper.call, organizer.user) is None
    assert organizer.get(url(paper.workshop, "effect/")).status_code == 302


def test_more_papers_cost_no_more_queries(organizer: Persona, author: Persona, paper: Paper) -> None:
    organizer.post(url(paper.workshop), typed(least_pages="50"))
    work_off()
    few = query_count(organizer, url(paper.workshop, "effect/"))
    for _ in range(3):
        complete_paper(paper.workshop, author.user)

    assert query_count(organizer, url(paper.workshop, "effect/")) == few <= 12
