"""A workshop's own words: placeholders are checked on saving, and nothing that is typed is taken for a template."""

import pytest
from django.conf import settings

from reviews.decisions import letters, release
from submissions.mail.models import OwnText
from submissions.mail.texts import registry
from submissions.models import Entry, Paper, Workshop
from tests.factories import DecisionFactory
from tests.personas import Persona

pytestmark = pytest.mark.django_db


@pytest.fixture
def page(workshop: Workshop) -> str:
    return f"/{workshop.slug}/desk/mail/texts/decision_accept/"


def test_every_kind_of_letter_is_listed(organizer: Persona, workshop: Workshop) -> None:
    text = organizer.get(f"/{workshop.slug}/desk/mail/texts/").text
    for editable in registry.values():
        assert editable.label in text


WRITTEN_BY_THE_SITE = {
    "confirm",
    "unconfirmed",
    "retention",
    "expiring",
    "merge",
    "enquiry",
}
"""They prove an address, or answer for the site: who owns an account, what is erased, a visitor's own question."""


def test_a_workshop_words_every_letter_but_those_that_answer_for_the_site() -> None:
    found = {
        path.stem
        for app in ("submissions", "reviews")
        for path in (settings.BASE_DIR / "templates" / app / "mail").glob("*.txt")
    }
    assert found - set(registry) == WRITTEN_BY_THE_SITE


def test_the_sites_own_words_use_known_placeholders() -> None:
    for editable in registry.values():
        editable.check(*editable.standard)


def test_an_unknown_placeholder_is_a_sentence_and_nothing_is_saved(organizer: Persona, page: str) -> None:
    answer = organizer.post(page, {"subject": "{outcome}", "body": "Dear {titel}, {outcome}", "do": "save"})
    assert answer.status_code == 422
    assert "{titel} is no placeholder of this letter. Did you mean {title}?" in answer.text
    assert "Dear {titel}" in answer.text
    assert not OwnText.objects.exists()


def test_a_letter_that_would_not_say_the_decision_is_refused(organizer: Persona, page: str) -> None:
    answer = organizer.post(page, {"subject": "News", "body": "Hello.", "do": "save"})
    assert "This letter needs {outcome}" in answer.text


def test_own_words_are_what_authors_get_and_code_in_them_stays_text(
    organizer: Persona, page: str, workshop: Workshop, paper: Paper
) -> None:
    body = "Dear #{number}: {{ secret }} {% now 'Y' %} you are {outcome}.\n\n{meta_review}\n\nBye."
    assert organizer.post(page, {"subject": "{outcome}!", "body": body, "do": "save"}).status_code == 422
    body = body.replace("{{ secret }} {% now 'Y' %} ", "")
    organizer.post(page, {"subject": "{outcome}!", "body": body, "do": "save"})
    DecisionFactory.create(paper=paper, by=organizer.user, state="ready", note="Wear {title} a hat.")
    (preview,) = letters.previews(release.ready(organizer.user, workshop))
    assert preview.subject == "accepted as a talk!"
    assert (
        preview.body
        == f"Dear #{paper.number}: you are accepted as a talk.\n\nWear {{title}} a hat.\n\nBye.\n"
    )
    assert Entry.objects.filter(verb="text.saved").count() == 1


def test_a_preview_saves_nothing(organizer: Persona, page: str) -> None:
    answer = organizer.post(
        page, {"subject": "{outcome}", "body": "It is {outcome}, we say.", "do": "preview"}
    )
    assert "It is accepted as a talk, we say." in answer.text
    assert not OwnText.objects.exists()


def test_one_goes_back_to_the_sites_words(organizer: Persona, page: str) -> None:
    organizer.post(page, {"subject": "{outcome}", "body": "Mine.", "do": "save"})
    organizer.post(page, {"do": "drop"})
    assert not OwnText.objects.exists()
    assert organizer.get(page.replace("decision_accept", "made-up")).status_code == 404
