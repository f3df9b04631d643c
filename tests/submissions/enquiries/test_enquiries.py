import pytest
from django.test import Client

from submissions.enquiries import views
from submissions.models import Letter, Paper, Workshop
from tests.personas import Persona

QUESTION = {"name": "Nora Quist", "email": "nora@fernhill.example", "words": "May I send eight pages?"}


def test_a_visitors_question_goes_to_the_organizers_and_the_answer_to_the_visitor(
    visitor: Client, workshop: Workshop, organizer: Persona
) -> None:
    Workshop.objects.update(enquiries="")
    page = visitor.post(f"/{workshop.slug}/ask/", QUESTION, follow=True).content.decode()

    letter = Letter.objects.get(kind="enquiry")
    assert (letter.to, letter.reply_to) == (organizer.user.email, ["nora@fernhill.example"])
    assert "May I send eight pages?" in letter.body
    assert "answer by mail, to nora@fernhill.example" in page


def test_about_a_paper_it_goes_to_its_handlers_alone(
    author: Persona, organizer: Persona, organizer_in_conflict: Persona, paper: Paper
) -> None:
    author.post(f"/{paper.workshop.slug}/ask/", {**QUESTION, "paper": paper.pk})

    assert [letter.to for letter in Letter.objects.filter(kind="enquiry")] == [organizer.user.email]


def test_nobody_asks_about_somebody_elses_paper(outsider: Persona, paper: Paper, workshop: Workshop) -> None:
    page = outsider.get(f"/{workshop.slug}/ask/").content.decode()
    outsider.post(f"/{workshop.slug}/ask/", {**QUESTION, "paper": paper.pk})

    assert paper.title not in page
    assert Letter.objects.get(kind="enquiry").paper is None


def test_many_questions_wait_and_keep_their_words(
    visitor: Client, workshop: Workshop, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(views, "AT_MOST", 1)
    answers = [visitor.post(f"/{workshop.slug}/ask/", QUESTION) for _ in range(2)]

    assert (answers[1].status_code, answers[1].headers["Retry-After"]) == (429, "600")
    assert "May I send eight pages?" in answers[1].content.decode()
    assert Letter.objects.filter(kind="enquiry").count() == 1


def test_an_empty_question_is_asked_for_in_words(visitor: Client, workshop: Workshop) -> None:
    assert visitor.post(f"/{workshop.slug}/ask/", {**QUESTION, "words": ""}).status_code == 422
