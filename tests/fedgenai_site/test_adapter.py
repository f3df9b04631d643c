"""Letters about accounts: at once, and through the outbox while the mail server is away."""

import pytest
from django.core import mail
from django.test import Client
from pytest_django import Settings

from submissions.models import Job, Letter, User
from tests.personas import Persona
from tests.services import free_port


@pytest.fixture
def no_mail_server(settings: Settings) -> None:
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", free_port()


@pytest.mark.parametrize("page", ["login/code", "password/reset"])
def test_a_mail_server_that_is_away_stops_nobody(
    no_mail_server: None, visitor: Client, author: Persona, page: str
) -> None:
    answer = visitor.post(f"/accounts/{page}/", {"email": author.user.email})

    assert answer.status_code == 302
    letter = Letter.objects.get(to=author.user.email)
    assert (letter.workshop, letter.state) == (None, Letter.State.QUEUED)
    assert Job.objects.filter(kind="mail.send", object_id=letter.pk).exists()


def test_a_code_is_sent_at_once_and_signs_in(visitor: Client, author: Persona) -> None:
    visitor.post("/accounts/login/code/", {"email": author.user.email})

    [message] = mail.outbox
    code = message.subject.split()[0]
    assert code in message.body
    assert message.extra_headers["Message-ID"].endswith("@localhost>")
    visitor.post("/accounts/login/code/confirm/", {"code": code})
    assert visitor.session["_auth_user_id"] == str(author.user.pk)
    assert not Letter.objects.exists()


@pytest.mark.parametrize(
    ("page", "address", "words"),
    [
        ("login/code", "nobody@fernhill.example", "Your account may have another address"),
        ("signup", "", "http://testserver/accounts/login/code/"),
        ("password/reset", "", "Choose it on this page:\nhttp://testserver/accounts/password/reset/key/"),
        ("signup", "new@fernhill.example", "confirms that this address is yours"),
    ],
)
def test_a_letter_says_what_leads_on(
    visitor: Client, author: Persona, page: str, address: str, words: str
) -> None:
    typed = {"email": address or author.user.email, "name": "Nora", "password1": "a-long-walk-77"}
    visitor.post(f"/accounts/{page}/", typed)

    [message] = mail.outbox
    assert message.to == [typed["email"]]
    assert words in message.body
    assert "ou need do nothing" in message.body


def test_a_mistyped_address_is_put_right_where_the_code_is_asked_for(visitor: Client, db: None) -> None:
    typed = {"email": "nora@fernhill.exampel", "name": "Nora", "password1": "a-long-walk-77"}
    visitor.post("/accounts/signup/", typed)
    page = "/accounts/confirm-email/"
    wrong = visitor.post(page, {"code": "XXXX-XXXX"})
    visitor.post(page, {"action": "change", "email": "nora@fernhill.example"})
    visitor.post(page, {"action": "resend"})

    assert "Each letter brings a new one" in wrong.text
    *_, changed, again = mail.outbox
    assert changed.to == again.to == ["nora@fernhill.example"]
    visitor.post(page, {"code": again.subject.split()[0]})
    assert User.objects.get().email == "nora@fernhill.example"
    assert "_auth_user_id" in visitor.session


def test_a_proxy_that_writes_no_address_into_its_header_locks_nobody_out(
    settings: Settings, visitor: Client, author: Persona
) -> None:
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = 1
    typed = {"email": author.user.email}
    assert (
        visitor.post("/accounts/login/code/", typed, headers={"x-forwarded-for": "unknown"}).status_code
        == 302
    )
    assert len(mail.outbox) == 1
