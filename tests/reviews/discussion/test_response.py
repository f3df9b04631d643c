"""The authors' response: off until it is opened, one text, a limit, a window."""

from datetime import timedelta

import pytest
from django.urls import reverse

from reviews.discussion.models import Comment, Response, ResponseRound
from submissions import clock
from submissions.models import Letter, Paper, Workshop
from tests.factories import DecisionFactory, ReleaseFactory, UserFactory
from tests.papers import add_review
from tests.personas import Persona


@pytest.fixture
def page(paper: Paper, workshop: Workshop) -> str:
    return reverse("paper-response", args=[workshop.slug, paper.ref])


@pytest.fixture
def opened(paper: Paper, organizer: Persona, workshop: Workshop) -> ResponseRound:
    review = add_review(paper, UserFactory.create(name="Secret Reviewer"))
    review.answers["to_organizers"] = "Between us: weak."
    review.save()
    organizer.post(reverse("progress-response", args=[workshop.slug]), {"days": 5, "word_limit": 50})
    return ResponseRound.objects.get()


def test_it_is_off_by_default(page: str, author: Persona, paper: Paper) -> None:
    add_review(paper, UserFactory.create())
    assert author.get(page).status_code == 404


def test_opening_it_tells_authors_of_reviewed_papers_once(
    opened: ResponseRound,
    organizer: Persona,
    author: Persona,
    co_author: Persona,
    own_paper: Paper,
    workshop: Workshop,
) -> None:
    organizer.post(reverse("progress-response", args=[workshop.slug]), {"days": 5, "word_limit": 50})
    letters = Letter.objects.filter(kind="response")
    assert {letter.to for letter in letters} == {author.user.email, co_author.user.email}
    assert letters.count() == 2
    assert ResponseRound.objects.count() == 1


def test_authors_read_and_answer_and_reviewers_read_the_answer(
    opened: ResponseRound,
    page: str,
    author: Persona,
    reviewer: Persona,
    paper: Paper,
    organizer: Persona,
    workshop: Workshop,
) -> None:
    text = author.get(page).text
    assert "It is clear." in text
    assert "Secret Reviewer" not in text
    assert "Between us" not in text
    assert author.post(page, {"text": "We add a baseline.", "version": 0}).status_code == 302
    desk = reverse("progress-discussion", args=[workshop.slug, paper.ref])
    assert "We add a baseline." in organizer.get(desk).text


def test_the_papers_own_page_leads_there(
    opened: ResponseRound, page: str, author: Persona, paper: Paper, workshop: Workshop
) -> None:
    assert page in author.get(f"/{workshop.slug}/papers/{paper.ref}/").text


def test_what_is_said_to_the_authors_reaches_them_with_the_decision_and_without_a_name(
    paper: Paper, workshop: Workshop, author: Persona
) -> None:
    review = add_review(paper, UserFactory.create(name="Secret Reviewer"))
    for visible in Comment.Visible:
        Comment.objects.create(paper=paper, seat=review.assignment, visible=visible, text=f"To {visible}.")
    DecisionFactory.create(paper=paper, state="released", released_at=clock.now())
    ReleaseFactory.create(workshop=workshop)
    text = author.get(reverse("outcome", args=[workshop.slug, paper.ref])).text
    assert "To authors." in text
    assert "To committee." not in text
    assert "To handlers." not in text
    assert "Secret Reviewer" not in text


def test_too_many_words_are_counted_and_kept(opened: ResponseRound, page: str, author: Persona) -> None:
    answer = author.post(page, {"text": "word " * 51, "version": 0})
    assert answer.status_code == 422
    assert "It has 51 words" in answer.text
    assert "word word" in answer.text
    assert not Response.objects.exists()


def test_of_two_co_authors_the_second_is_told(
    opened: ResponseRound, page: str, author: Persona, co_author: Persona
) -> None:
    author.post(page, {"text": "From one.", "version": 0})
    answer = co_author.post(page, {"text": "From the other.", "version": 0})
    assert answer.status_code == 409
    assert "From one." in answer.text
    assert Response.objects.get().text == "From one."
    assert co_author.post(page, {"text": "From both.", "version": 1}).status_code == 302


def test_after_the_end_nothing_is_taken_and_the_text_is_shown(
    opened: ResponseRound, page: str, author: Persona
) -> None:
    now = clock.now()
    ResponseRound.objects.update(opens_at=now - timedelta(days=6), closes_at=now - timedelta(days=1))
    answer = author.post(page, {"text": "Late words.", "version": 0})
    assert answer.status_code == 403
    assert "Late words." in answer.text
    assert not Response.objects.exists()


def test_it_is_not_opened_after_decisions_are_out(organizer: Persona, workshop: Workshop) -> None:
    ReleaseFactory.create(workshop=workshop)
    organizer.post(reverse("progress-response", args=[workshop.slug]), {"days": 5, "word_limit": 50})
    assert not ResponseRound.objects.exists()


def test_it_is_for_the_papers_authors(
    opened: ResponseRound, page: str, outsider: Persona, organizer: Persona
) -> None:
    for person in (outsider, organizer):
        assert person.get(page).status_code == 404
