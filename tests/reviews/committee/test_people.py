"""The organizers' People page: who was asked, who answered, who gets a letter."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from reviews.committee.models import Invitation
from submissions import clock
from submissions.models import Conflict, Entry, Letter, Membership, Paper, Workshop
from tests.factories import AssignmentFactory, InvitationFactory, TopicFactory, UserFactory
from tests.papers import complete_paper
from tests.personas import Persona

LIST = "Lea Haddad <lea.haddad@example.org>, Invented Studies\nmax.iversen@example.org\nno address here"


@pytest.fixture
def people(workshop: Workshop) -> str:
    return reverse("people", args=[workshop.slug])


@pytest.fixture
def inviting(workshop: Workshop) -> str:
    return reverse("people-invite", args=[workshop.slug])


def accepted(workshop: Workshop, reviewer: Persona) -> Invitation:
    row: Invitation = InvitationFactory.create(
        workshop=workshop,
        email=reviewer.user.email,
        user=reviewer.user,
        state="accepted",
        answered_at=clock.now(),
    )
    return row


def test_only_organizers_have_it(
    people: str, reviewer: Persona, author: Persona, outsider: Persona, organizer: Persona
) -> None:
    assert organizer.get(people).status_code == 200
    for person in (reviewer, author, outsider):
        assert person.get(people).status_code == 404


@pytest.mark.parametrize("name", ["people-invite", "people-organizer"])
def test_only_organizers_act(
    name: str, workshop: Workshop, reviewer: Persona, outsider: Persona, visitor: Client
) -> None:
    url = reverse(name, args=[workshop.slug])
    data = {"people": LIST, "do": "invite", "email": reviewer.user.email}
    assert [person.post(url, data).status_code for person in (reviewer, outsider)] == [404, 404]
    assert visitor.post(url, data).status_code == 302
    assert not Invitation.objects.exists()
    assert not workshop.memberships.filter(role="organizer").exists()


def test_the_preview_says_what_will_happen_and_does_nothing(organizer: Persona, inviting: str) -> None:
    page = organizer.post(inviting, {"people": LIST, "do": "preview"}).content.decode()
    assert "2 people get a letter" in page
    assert "No address found in this line" in page
    assert not Invitation.objects.exists()
    assert not Letter.objects.exists()


def test_inviting_sends_each_a_link_of_their_own(organizer: Persona, inviting: str) -> None:
    assert organizer.post(inviting, {"people": LIST, "do": "invite"}).status_code == 302
    letters = Letter.objects.filter(kind="invitation")
    for row in Invitation.objects.all():
        assert row.token in letters.get(to=row.email).body
    assert letters.count() == 2
    assert {tuple(letter.reply_to) for letter in letters} == {(organizer.user.email,)}
    assert Entry.objects.get(verb="invitation.sent").data["to"] == [
        "lea.haddad@example.org",
        "max.iversen@example.org",
    ]


def test_who_was_asked_before_is_skipped_and_named(
    organizer: Persona, inviting: str, reviewer: Persona
) -> None:
    text = f"{LIST}\nLEA.HADDAD@example.org\n{reviewer.user.email}"
    page = organizer.post(inviting, {"people": text, "do": "preview"}).content.decode()
    assert "Stands in the list twice" in page
    assert "Is a reviewer already" in page
    organizer.post(inviting, {"people": text, "do": "invite"})
    page = organizer.post(inviting, {"people": text, "do": "invite"}, follow=True).content.decode()
    assert "Nobody was invited" in page
    assert Letter.objects.count() == Invitation.objects.count() == 2


@pytest.mark.parametrize("text", ["", "\n" * 5, "a@example.org\n" * 301])
def test_a_list_that_will_not_do_is_answered_in_words(text: str, organizer: Persona, inviting: str) -> None:
    response = organizer.post(inviting, {"people": text, "do": "invite"})
    assert response.status_code == 422
    assert "to be put right" in response.content.decode()
    assert not Invitation.objects.exists()


def test_the_token_stays_with_the_person_invited(organizer: Persona, people: str, workshop: Workshop) -> None:
    row = InvitationFactory.create(workshop=workshop)
    assert row.token not in organizer.get(people).content.decode()


def test_it_shows_answer_load_and_topics(
    organizer: Persona, people: str, workshop: Workshop, reviewer: Persona
) -> None:
    accepted(workshop, reviewer).topics.add(TopicFactory.create(name="Federated tuning of adapters"))
    InvitationFactory.create(
        workshop=workshop, state="declined", answered_at=clock.now(), decline_reason="On leave until June."
    )
    page = organizer.get(people).content.decode()
    for words in ("Accepted", "1 of 4", "Federated tuning of adapters", "Declined", "On leave until June."):
        assert words in page


def test_work_on_a_paper_in_conflict_is_not_counted(
    organizer_in_conflict: Persona, people: str, workshop: Workshop, reviewer: Persona
) -> None:
    accepted(workshop, reviewer)
    assert "0 of 4" in organizer_in_conflict.get(people).content.decode()


def test_a_hidden_paper_changes_nothing_on_the_page(
    organizer_author: Persona, own_paper: Paper, people: str, workshop: Workshop, reviewer: Persona
) -> None:
    accepted(workshop, reviewer)
    organizer_author.get(people)
    before = organizer_author.get(people).content
    AssignmentFactory.create(paper=own_paper, reviewer=reviewer.user)
    after = organizer_author.get(people).content
    assert _without_tokens(before) == _without_tokens(after)


def _without_tokens(page: bytes) -> list[str]:
    return [
        line
        for line in page.decode().splitlines()
        if "csrfmiddlewaretoken" not in line and "data-now" not in line
    ]


def test_it_escapes_what_people_typed(organizer: Persona, people: str, inviting: str) -> None:
    text = "<script>alert(1)</script> a@example.org"
    page = organizer.post(inviting, {"people": text, "do": "preview"}).content.decode()
    assert "<script>alert" not in page
    organizer.post(inviting, {"people": text, "do": "invite"})
    assert "<script>alert" not in organizer.get(people).content.decode()


def test_an_unanswered_invitation_can_be_taken_back(
    organizer: Persona, workshop: Workshop, visitor: Client
) -> None:
    row = InvitationFactory.create(workshop=workshop)
    organizer.post(reverse("people-remove", args=[workshop.slug, row.pk]))
    assert not Invitation.objects.exists()
    assert visitor.get(reverse("invitation", args=[row.token])).status_code == 404


def test_an_answered_one_stays(organizer: Persona, workshop: Workshop, reviewer: Persona) -> None:
    row = accepted(workshop, reviewer)
    page = organizer.post(reverse("people-remove", args=[workshop.slug, row.pk]), follow=True)
    assert "has answered already" in page.content.decode()
    assert Invitation.objects.filter(pk=row.pk).exists()


def test_another_workshops_invitation_is_not_there(organizer: Persona, workshop: Workshop) -> None:
    row = InvitationFactory.create()
    assert organizer.post(reverse("people-remove", args=[workshop.slug, row.pk])).status_code == 404
    assert Invitation.objects.filter(pk=row.pk).exists()


def test_an_account_becomes_an_organizer_blind_to_its_own_paper(
    organizer: Persona, author: Persona, paper: Paper, workshop: Workshop
) -> None:
    url = reverse("people-organizer", args=[workshop.slug])
    assert organizer.post(url, {"email": author.user.email}).status_code == 302
    assert Membership.objects.filter(user=author.user, role="organizer").count() == 1
    assert Conflict.objects.filter(user=author.user, paper=paper, kind="self").exists()


def test_an_address_without_account_is_answered_in_words(organizer: Persona, workshop: Workshop) -> None:
    response = organizer.post(reverse("people-organizer", args=[workshop.slug]), {"email": "x@example.org"})
    assert response.status_code == 422
    assert "Ask them to sign up first" in response.content.decode()


def test_it_asks_as_often_for_ten_people_as_for_one(
    organizer: Persona, people: str, workshop: Workshop
) -> None:
    paper = complete_paper(workshop, UserFactory.create())
    counts = []
    for more in (1, 2, 7):
        for _ in range(more):
            user = UserFactory.create()
            AssignmentFactory.create(paper=paper, reviewer=user)
            row = InvitationFactory.create(
                workshop=workshop, user=user, state="accepted", answered_at=clock.now()
            )
            row.topics.add(TopicFactory.create())
        with CaptureQueriesContext(connection) as queries:
            organizer.get(people)
        counts.append(len(queries))
    assert counts[0] == counts[1] == counts[2] <= 12
