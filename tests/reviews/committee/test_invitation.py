"""The page behind a mailed link: opening it changes nothing, its buttons act, and it signs nobody else in."""

from datetime import timedelta

import pytest
from allauth.account.models import EmailAddress
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from reviews.committee.models import Invitation
from submissions import clock
from submissions.models import Author, Call, Conflict, Membership, Paper, User, Workshop
from tests.factories import InvitationFactory, ReleaseFactory, UserFactory
from tests.personas import Persona

YES = {"do": "accept", "name": "Lea Haddad", "max_load": "3", "policy": "on"}


@pytest.fixture
def asked(workshop: Workshop) -> Invitation:
    row: Invitation = InvitationFactory.create(
        workshop=workshop, email="lea.haddad@example.org", name="L. Haddad", affiliation="Invented Studies"
    )
    return row


@pytest.fixture
def url(asked: Invitation) -> str:
    return reverse("invitation", args=[asked.token])


def again(asked: Invitation) -> Invitation:
    return Invitation.objects.get(pk=asked.pk)


def owns(address: str) -> Persona:
    user = UserFactory.create(email=address)
    client = Persona()
    client.force_login(user)
    client.user = user
    return client


def test_opening_it_changes_nothing(url: str, asked: Invitation, visitor: Client) -> None:
    for method in (visitor.get, visitor.head):
        assert method(url).status_code == 200
        assert method(url, headers={"Sec-Purpose": "prefetch"}).status_code == 200
    assert again(asked).state == "invited"
    assert not User.objects.exists()


def test_a_wrong_token_is_the_common_404(asked: Invitation, visitor: Client) -> None:
    wrong = reverse("invitation", args=["23456789abcdefgh"])
    answers = [visitor.get(wrong), visitor.post(wrong, YES), visitor.get("/no-such-page/at-all/")]
    assert [answer.status_code for answer in answers] == [404, 404, 404]


def test_it_is_kept_in_no_cache_and_no_index(url: str, visitor: Client) -> None:
    response = visitor.get(url)
    assert "no-store" in response["Cache-Control"]
    assert 'name="robots" content="noindex"' in response.content.decode()


def test_accepting_makes_an_account_and_signs_it_in(
    url: str, asked: Invitation, visitor: Client, workshop: Workshop
) -> None:
    topics = [str(topic.pk) for area in workshop.topic_areas.all() for topic in area.topics.all()[:1]]
    areas = {f"area_{area.pk}": topics for area in workshop.topic_areas.all()[:1]}
    chosen = topics[:1]
    response = visitor.post(url, YES | dict.fromkeys(areas, chosen))
    assert response["Location"] == reverse("reviews-mine", args=[workshop.slug])
    user = User.objects.get()
    assert (user.name, user.email, user.has_usable_password()) == ("Lea Haddad", asked.email, False)
    assert EmailAddress.objects.filter(user=user, verified=True, primary=True).count() == 1
    row = again(asked)
    assert (row.state, row.user, row.max_load) == ("accepted", user, 3)
    assert [str(topic.pk) for topic in row.topics.all()] == chosen
    assert visitor.get(response["Location"]).status_code == 200


def test_the_session_gets_a_new_id(url: str, visitor: Client) -> None:
    session = visitor.session
    session["seen"] = True
    session.save()
    before = session.session_key
    visitor.post(url, YES)
    assert visitor.session.session_key != before


def test_the_new_reviewer_is_in_conflict_with_own_papers(
    url: str, asked: Invitation, visitor: Client, paper: Paper
) -> None:
    Author.objects.filter(paper=paper, position=2).update(email=asked.email, user=None)
    visitor.post(url, YES)
    user = User.objects.get(email=asked.email)
    assert Conflict.objects.filter(user=user, paper=paper, kind="self").exists()
    assert Author.objects.filter(user=user).count() == 1


@pytest.mark.parametrize("wrong", [{"max_load": "0"}, {"max_load": "99"}, {"max_load": ""}, {"name": ""}])
def test_what_is_missing_is_said(wrong: dict[str, str], url: str, asked: Invitation, visitor: Client) -> None:
    response = visitor.post(url, YES | wrong)
    assert response.status_code == 422
    assert "to be put right" in response.content.decode()
    assert (again(asked).state, User.objects.count()) == ("invited", 0)


def test_a_topic_of_another_workshop_is_refused(url: str, visitor: Client, workshop: Workshop) -> None:
    area = workshop.topic_areas.first()
    assert area is not None
    assert visitor.post(url, YES | {f"area_{area.pk}": "999999"}).status_code == 422


def test_declining_needs_no_account(url: str, asked: Invitation, visitor: Client) -> None:
    visitor.post(url, {"do": "decline", "reason": "On leave."})
    assert (again(asked).state, again(asked).decline_reason) == ("declined", "On leave.")
    assert not User.objects.exists()


def test_a_no_can_become_a_yes(url: str, asked: Invitation, visitor: Client) -> None:
    visitor.post(url, {"do": "decline"})
    assert "Changed your mind?" in visitor.get(url).content.decode()
    visitor.post(url, YES)
    assert again(asked).state == "accepted"


def test_a_yes_is_not_undone_by_the_link(url: str, asked: Invitation, visitor: Client) -> None:
    visitor.post(url, YES)
    assert visitor.post(url, {"do": "decline"}).status_code == 409
    assert again(asked).state == "accepted"


def test_the_link_signs_no_existing_account_in(url: str, asked: Invitation, visitor: Client) -> None:
    user = UserFactory.create(email=asked.email)
    page = visitor.get(url).content.decode()
    assert "There is an account for lea.haddad@example.org" in page
    assert reverse("account_request_login_code") in page
    assert visitor.post(url, YES).status_code == 403
    assert "_auth_user_id" not in visitor.session
    assert (again(asked).state, user.memberships.count()) == ("invited", 0)


def test_an_account_that_proved_nothing_is_not_taken_over(
    url: str, asked: Invitation, visitor: Client
) -> None:
    UserFactory.create(email=asked.email, password="somebody-elses")
    EmailAddress.objects.update(verified=False)
    assert visitor.post(url, YES).status_code == 403
    assert not EmailAddress.objects.filter(verified=True).exists()


def test_the_link_never_signs_in_a_second_time(url: str, visitor: Client) -> None:
    visitor.post(url, YES)
    stranger = Client()
    assert stranger.post(url, YES).status_code == 403
    assert "_auth_user_id" not in stranger.session


def test_its_owner_accepts_when_signed_in(url: str, asked: Invitation, workshop: Workshop) -> None:
    person = owns(asked.email)
    assert person.post(url, {"do": "accept", "max_load": "2", "policy": "on"}).status_code == 302
    assert (again(asked).user, again(asked).max_load) == (person.user, 2)
    assert workshop.memberships.filter(user=person.user, role=Membership.Role.REVIEWER).count() == 1


def test_load_and_topics_can_be_changed_later(url: str, asked: Invitation) -> None:
    person = owns(asked.email)
    person.post(url, {"do": "accept", "max_load": "2", "policy": "on"})
    person.post(url, {"do": "accept", "max_load": "5", "policy": "on"})
    assert again(asked).max_load == 5


def test_another_account_must_prove_the_address_first(
    url: str, asked: Invitation, outsider: Persona, paper: Paper
) -> None:
    Author.objects.filter(paper=paper, position=2).update(email=asked.email, user=None)
    assert "add that address to your account" in outsider.get(url).content.decode()
    assert outsider.post(url, {"do": "accept", "max_load": "2", "policy": "on"}).status_code == 403
    assert not EmailAddress.objects.filter(email=asked.email).exists()
    EmailAddress.objects.create(user=outsider.user, email=asked.email, verified=True)
    assert outsider.post(url, {"do": "accept", "max_load": "2", "policy": "on"}).status_code == 302
    assert again(asked).user == outsider.user
    assert Conflict.objects.filter(user=outsider.user, paper=paper, kind="self").exists()


def test_an_address_of_somebody_elses_account_is_not_for_another(
    url: str, asked: Invitation, outsider: Persona
) -> None:
    UserFactory.create(email=asked.email)
    assert "belongs to another account" in outsider.get(url).content.decode()
    assert outsider.post(url, {"do": "accept", "max_load": "2", "policy": "on"}).status_code == 403
    assert again(asked).state == "invited"


def test_it_is_too_late_once_decisions_are_out(
    url: str, asked: Invitation, visitor: Client, workshop: Workshop
) -> None:
    ReleaseFactory.create(workshop=workshop)
    assert "can no longer be answered" in visitor.get(url).content.decode()
    assert [visitor.post(url, data).status_code for data in (YES, {"do": "decline"})] == [403, 403]
    assert again(asked).state == "invited"


def test_a_late_reviewer_is_welcome(url: str, asked: Invitation, visitor: Client) -> None:
    due = clock.now() - timedelta(minutes=1)
    Call.objects.update(due_at=due, closes_at=due, reviews_due_at=due)
    visitor.post(url, YES)
    assert again(asked).state == "accepted"


def test_it_needs_the_form_token(url: str, asked: Invitation) -> None:
    careful = Client(enforce_csrf_checks=True)
    assert careful.post(url, YES).status_code == 403
    assert again(asked).state == "invited"


def test_it_escapes_what_organizers_pasted(url: str, visitor: Client) -> None:
    Invitation.objects.update(name="<script>alert(1)</script>")
    assert "<script>alert" not in visitor.get(url).content.decode()


def test_it_asks_few_questions(url: str, visitor: Client) -> None:
    with CaptureQueriesContext(connection) as queries:
        visitor.get(url)
    assert len(queries) <= 12
