"""Getting in and staying in: limits that lock nobody out, sessions, one person with two accounts."""

import re

import pytest
from allauth.account.models import EmailAddress
from allauth.usersessions.models import UserSession
from django.contrib.auth.models import AnonymousUser
from django.test import Client, RequestFactory

from fedgenai_site.errors import too_many_requests
from submissions.models import Entry, Letter, Paper, User, Workshop
from tests.factories import PASSWORD, AssignmentFactory, UserFactory
from tests.personas import Persona

LOGIN = "/accounts/login/"


def tries(client: Client, email: str, password: str, address: str = "10.0.0.1") -> str:
    data = {"login": email, "password": password}
    return client.post(LOGIN, data, REMOTE_ADDR=address).content.decode()


def sign_in(client: Client, user: User) -> Client:
    client.post(LOGIN, {"login": user.email, "password": PASSWORD})
    return client


def proved_again(user: User) -> Client:
    """Signed in, with the password given once more."""
    client = sign_in(Client(), user)
    client.post("/accounts/reauthenticate/", {"password": PASSWORD})
    return client


class TestLimits:
    def test_wrong_tries_lock_one_account_at_one_address_and_say_when_to_come_back(
        self, visitor: Client, author: Persona
    ) -> None:
        pages = [tries(visitor, author.user.email, "wrong") for _ in range(6)]

        assert "Try again in five minutes" in pages[-1]
        assert f'value="{author.user.email}"' in pages[-1]
        assert "Try again in five minutes" in tries(visitor, author.user.email, PASSWORD)

    def test_asking_for_codes_too_fast_says_where_to_look(self, visitor: Client, author: Persona) -> None:
        asked = {"email": author.user.email}
        last = [Client().post("/accounts/login/code/", asked) for _ in range(4)][-1]

        assert (last.status_code, last.headers["Retry-After"]) == (429, "60")
        assert "Look for the newest letter" in last.text
        assert f'value="{author.user.email}"' in last.text

    def test_neighbours_on_the_campus_get_in(
        self, visitor: Client, author: Persona, co_author: Persona
    ) -> None:
        for _ in range(6):
            tries(visitor, author.user.email, "wrong")
        tries(visitor, co_author.user.email, PASSWORD)

        assert visitor.session["_auth_user_id"] == str(co_author.user.pk)

    def test_the_person_gets_in_from_elsewhere(self, visitor: Client, author: Persona) -> None:
        for _ in range(6):
            tries(visitor, author.user.email, "wrong", "10.9.9.9")
        tries(visitor, author.user.email, PASSWORD)

        assert visitor.session["_auth_user_id"] == str(author.user.pk)

    def test_too_many_requests_say_when_and_keep_what_is_no_secret(self, visitor: Client, db: None) -> None:
        form = {"email": "nora@fernhill.example"}
        answers = [visitor.post("/accounts/password/reset/", form) for _ in range(6)]
        last = answers[-1]

        assert (last.status_code, last.headers["Retry-After"]) == (429, "60")
        assert 'name="email" value="nora@fernhill.example"' in last.content.decode()

    def test_secrets_are_typed_anew(self, rf: RequestFactory) -> None:
        typed = rf.post("/accounts/login/", {"login": "nora@fernhill.example", "password": "swordfish"})
        typed.user = AnonymousUser()
        page = too_many_requests(typed).content.decode()

        assert 'name="login" value="nora@fernhill.example"' in page
        assert 'type="password" name="password"' in page
        assert "swordfish" not in page


class TestAccount:
    def test_name_and_affiliation_are_changed(self, author: Persona) -> None:
        author.post(
            "/accounts/", {"name": "Amara O.", "affiliation": "Westgate", "country": "CA", "orcid": ""}
        )

        author.user.refresh_from_db()
        assert (author.user.name, author.user.affiliation) == ("Amara O.", "Westgate")

    def test_a_wrong_orcid_is_said_in_words(self, author: Persona) -> None:
        answer = author.post("/accounts/", {"name": "Amara", "affiliation": "", "country": "", "orcid": "12"})

        assert answer.status_code == 422
        assert "An ORCID looks like" in answer.content.decode()

    def test_other_sessions_are_signed_out(self, author: Persona) -> None:
        laptop, phone = sign_in(Client(), author.user), sign_in(Client(), author.user)
        page = laptop.get("/accounts/sessions/").content.decode()
        laptop.post("/accounts/sessions/")

        assert "Sign out everywhere else" in page
        assert laptop.get("/accounts/").status_code == 200
        assert phone.get("/accounts/").status_code == 302
        assert UserSession.objects.filter(user=author.user).count() == 1


class TestMerging:
    @pytest.fixture
    def other(self, db: None) -> User:
        return UserFactory.create(email="amara@old.example")

    def asked(self, author: Persona, other: User) -> tuple[Client, str]:
        client = proved_again(author.user)
        client.post("/accounts/merge/", {"email": other.email})
        letter = Letter.objects.get(kind="merge", to=other.email)
        found = re.search(r"/accounts/merge/\S+", letter.body)
        assert found
        return client, found[0]

    def test_it_asks_for_the_password_again_after_a_while(self, author: Persona) -> None:
        assert author.get("/accounts/merge/").headers["Location"].startswith("/accounts/reauthenticate/")

    def test_a_look_at_the_link_merges_nothing(self, author: Persona, other: User) -> None:
        client, url = self.asked(author, other)
        client.get(url)
        client.head(url)

        assert User.objects.filter(pk=other.pk).exists()

    def test_all_that_was_the_others_is_one_account_s(
        self, author: Persona, other: User, paper: Paper, workshop: Workshop
    ) -> None:
        Paper.objects.filter(pk=paper.pk).update(creator=other)
        client, url = self.asked(author, other)
        client.post(url)

        paper.refresh_from_db()
        assert paper.creator == author.user
        assert not User.objects.filter(pk=other.pk).exists()
        assert EmailAddress.objects.get(email="amara@old.example").user == author.user
        assert Entry.objects.filter(verb="account.merged", actor=author.user).exists()

    def test_the_link_works_for_nobody_else(self, author: Persona, other: User, outsider: Persona) -> None:
        _, url = self.asked(author, other)
        thief = proved_again(outsider.user)

        assert thief.post(url).status_code == 404
        assert User.objects.filter(pk=other.pk).exists()

    def test_two_reviewers_of_one_paper_stay_two(
        self, author: Persona, other: User, own_paper: Paper
    ) -> None:
        for user in (author.user, other):
            AssignmentFactory.create(paper=own_paper, reviewer=user)
        client, url = self.asked(author, other)
        page = client.post(url).content.decode()

        assert "both accounts review the same paper" in page
        assert User.objects.filter(pk=other.pk).exists()

    def test_nothing_is_said_about_an_address_without_an_account(self, author: Persona) -> None:
        client = proved_again(author.user)
        answer = client.post("/accounts/merge/", {"email": "nobody@nowhere.example"}, follow=True)

        assert "If there is an account for that address" in answer.content.decode()
        assert not Letter.objects.exists()
