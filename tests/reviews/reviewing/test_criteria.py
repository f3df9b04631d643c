"""What a review asks belongs to the workshop; what was handed in keeps the form that it answered."""

from typing import Any

import pytest

from reviews.reviewing.criteria import DEFAULT, SeenBy
from reviews.reviewing.forms_criteria import initial
from reviews.reviewing.models import Questionnaire, Review
from submissions.models import Workshop
from tests.personas import Persona


@pytest.fixture
def editor(workshop: Workshop) -> str:
    return f"/{workshop.slug}/desk/criteria/"


def filled(seen: int = 1, **changes: Any) -> dict[str, Any]:
    """The page as it stands, but for these fields, as `ROW__FIELD`; the last row is the new one."""
    rows: list[dict[str, Any]] = [*initial(DEFAULT), {"label": "", "seen_by": "authors"}]
    for at, row in enumerate(rows):
        row |= {"ORDER": at + 1 if row["label"] else "", "required": "on" if row.get("required") else ""}
    for name, value in changes.items():
        row_name, _, field = name.partition("__")
        index = next((at for at, row in enumerate(rows) if row.get("key") == row_name), len(rows) - 1)
        rows[index][field] = value
    typed = {f"form-{at}-{key}": value for at, row in enumerate(rows) for key, value in row.items()}
    return typed | {"seen": seen, "form-TOTAL_FORMS": len(rows), "form-INITIAL_FORMS": len(DEFAULT)}


def test_an_organizer_adds_renames_and_drops_criteria(
    organizer: Persona, editor: str, url: str, reviewer: Persona
) -> None:
    change = filled(
        novelty__label="Freshness",
        impact__DELETE="on",
        new__label="Reproducibility",
        new__words="no code\ncode\ncode and data",
        new__weight="2",
        new__ORDER="1",
    )
    assert organizer.post(editor, change).status_code == 302
    form = Questionnaire.objects.first()
    assert form is not None
    first = form.criteria[0]
    assert (form.number, first.key, first.words, first.weight) == (
        2,
        "reproducibility",
        ("no code", "code", "code and data"),
        2,
    )
    page = reviewer.get(url).content.decode()
    assert "Freshness" in page
    assert "code and data" in page
    assert "Impact" not in page


def test_a_submitted_review_keeps_its_form_and_a_draft_follows_the_new_one(
    organizer: Persona, editor: str, url: str, reviewer: Persona, typed: dict[str, str]
) -> None:
    reviewer.post(url, typed | {"do": "submit"})
    organizer.post(editor, filled(novelty__label="Freshness"))
    assert Review.objects.get().questionnaire.number == 1
    assert "Freshness" not in reviewer.get(url).content.decode()
    Review.objects.update(submitted_at=None)
    assert "Freshness" in reviewer.get(url).content.decode()


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"overall__DELETE": "on"}, "cannot be left out"),
        ({"overall__words": "no\nyes"}, "five numbers"),
        ({"novelty__words": "only one"}, "two to seven"),
        ({"novelty__label": "Impact"}, "same name"),
        ({"novelty__label": ""}, "required"),
    ],
)
def test_a_form_that_cannot_be_answered_is_refused_and_kept_on_the_page(
    change: dict[str, Any], words: str, organizer: Persona, editor: str
) -> None:
    answer = organizer.post(editor, filled(1, **{"impact__question": "Who cares?", **change}))
    assert answer.status_code == 422
    assert words in answer.content.decode()
    assert "Who cares?" in answer.content.decode()
    assert Questionnaire.objects.count() <= 1


def test_of_two_organizers_who_change_it_the_second_is_told(organizer: Persona, editor: str) -> None:
    organizer.post(editor, filled(novelty__label="Freshness"))
    answer = organizer.post(editor, filled(novelty__label="Surprise"))
    assert answer.status_code == 409
    assert "Surprise" in answer.content.decode()
    assert Questionnaire.objects.latest("number").number == 2


def test_saving_what_stands_there_makes_no_new_form(organizer: Persona, editor: str) -> None:
    organizer.post(editor, filled())
    assert Questionnaire.objects.count() == 1


def test_it_is_the_organizers_page(editor: str, reviewer: Persona, author: Persona) -> None:
    for person in (reviewer, author):
        assert person.get(editor).status_code == 404


def test_circles_include_the_narrower_ones() -> None:
    assert "llm_use" not in DEFAULT.seen_by(SeenBy.REVIEWERS).keys
    assert DEFAULT.seen_by(SeenBy.ORGANIZERS) == DEFAULT
