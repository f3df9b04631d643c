"""Reminders, seniors, suggestions, the promise, papers with the answer, lists from a file."""

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from reviews.committee.texts import POLICY
from reviews.models import Invitation, Suggestion
from submissions import clock
from submissions.mail.models import Letter
from submissions.models import Conflict, Paper, Publication, Workshop
from tests.factories import InvitationFactory, UserFactory
from tests.personas import Persona


@pytest.fixture
def asked(workshop: Workshop) -> Invitation:
    row: Invitation = InvitationFactory.create(
        workshop=workshop, email="lea@example.org", invited_at=clock.now() - timedelta(days=4)
    )
    return row


@pytest.fixture
def serving(workshop: Workshop) -> Invitation:
    now = clock.now() - timedelta(days=4)
    row: Invitation = InvitationFactory.create(
        workshop=workshop, user=UserFactory.create(), state="accepted", invited_at=now, answered_at=now
    )
    return row


def url_of(invitation: Invitation) -> str:
    return reverse("invitation", args=[invitation.token])


def test_only_those_are_reminded_who_have_not_answered_and_not_twice(
    workshop: Workshop, organizer: Persona, asked: Invitation, serving: Invitation
) -> None:
    InvitationFactory.create(workshop=workshop, invited_at=clock.now())
    remind = reverse("people-remind", args=[workshop.slug])
    assert "Remind 1 person without an answer" in organizer.get(reverse("people", args=[workshop.slug])).text
    for _ in range(2):
        organizer.post(remind)
    letter = Letter.objects.get(kind="invitation_reminder")
    assert letter.to == asked.email
    assert url_of(asked) in letter.body
    assert letter.reply_to == [organizer.user.email]


def test_an_organizer_says_who_is_senior(workshop: Workshop, organizer: Persona, serving: Invitation) -> None:
    here = reverse("people-senior", args=[workshop.slug, serving.pk])
    for do, said in (("senior", True), ("not", False)):
        organizer.post(here, {"do": do})
        serving.refresh_from_db()
        assert serving.is_senior is said


@pytest.mark.parametrize(("do", "invited"), [("invite", 1), ("leave", 0)])
def test_who_declines_may_say_whom_else_to_ask(
    workshop: Workshop, organizer: Persona, asked: Invitation, visitor: Client, do: str, invited: int
) -> None:
    said = {"do": "decline", "reason": "At sea.", "instead": "Mo Ferris <mo@lake.example>, Lake"}
    visitor.post(url_of(asked), said)
    assert "Mo Ferris" in organizer.get(reverse("people", args=[workshop.slug])).text
    here = reverse("people-suggested", args=[workshop.slug, Suggestion.objects.get().pk])
    organizer.post(here, {"do": do})
    assert Invitation.objects.filter(email="mo@lake.example", name="Mo Ferris").count() == invited
    assert not Suggestion.objects.exists()


def test_a_suggestion_without_an_address_is_not_lost(asked: Invitation, visitor: Client) -> None:
    answer = visitor.post(url_of(asked), {"do": "decline", "instead": "Mo Ferris"})
    assert answer.status_code == 422
    assert "No address was found in: Mo Ferris" in answer.text
    asked.refresh_from_db()
    assert asked.state == "invited"


def test_without_the_promise_nobody_reviews(asked: Invitation, visitor: Client) -> None:
    answer = visitor.post(url_of(asked), {"do": "accept", "name": "Lea", "max_load": "2"})
    assert answer.status_code == 422
    assert "please decline" in answer.text
    visitor.post(url_of(asked), {"do": "accept", "name": "Lea", "max_load": "2", "policy": "on"})
    asked.refresh_from_db()
    assert (asked.state, asked.agreed_to) == ("accepted", POLICY)


def test_papers_come_with_the_answer_and_name_conflicts(
    asked: Invitation, visitor: Client, paper: Paper
) -> None:
    bibtex = "@misc{a, title={A Ledger of Tides}, author={Lea Haddad and Bastien Kowalczuk}}"
    said = {"do": "accept", "name": "Lea Haddad", "max_load": "2", "policy": "on", "papers": bibtex}
    visitor.post(url_of(asked), said)
    assert Publication.objects.get().user.email == asked.email
    assert Conflict.objects.get(paper=paper).kind == "coauthor"


def test_a_list_comes_from_a_file_with_preview(workshop: Workshop, organizer: Persona) -> None:
    here = reverse("people-invite", args=[workshop.slug])
    sheet = "first name,email,affiliation\nAda Quill,ada@lake.example,Lake\nBo Reed,bo@sea.example,Sea\n"
    page = organizer.post(here, {"file": SimpleUploadedFile("people.csv", sheet.encode())}).text
    assert "2 people get a letter" in page
    assert not Invitation.objects.exists()
    lines = "Ada Quill,ada@lake.example,Lake\nBo Reed,bo@sea.example,Sea"
    organizer.post(here, {"people": lines, "do": "invite"})
    assert set(Invitation.objects.values_list("name", "affiliation")) == {
        ("Ada Quill", "Lake"),
        ("Bo Reed", "Sea"),
    }


@pytest.mark.parametrize(
    ("file", "words"), [(b"\xff\xfe\x00a", "no text in UTF-8"), (b"a,b\n", "at least one line")]
)
def test_a_file_that_is_no_list_is_refused_in_words(
    workshop: Workshop, organizer: Persona, file: bytes, words: str
) -> None:
    here = reverse("people-invite", args=[workshop.slug])
    answer = organizer.post(here, {"file": SimpleUploadedFile("people.csv", file)})
    assert answer.status_code == 422
    assert words in answer.text
