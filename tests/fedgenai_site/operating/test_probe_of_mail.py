"""What the doctor says about the mail server, in a conversation with one."""

from collections.abc import Iterator

import pytest
from pytest_django import Settings

from fedgenai_site.operating.probes import Verdict, mail
from tests.services import free_port
from tests.submissions.mail import smtp


@pytest.fixture
def server(settings: Settings) -> Iterator[smtp.Server]:
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    with smtp.running() as server:
        settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", server.port
        yield server


def test_a_server_that_answers_is_well_and_gets_no_letter(server: smtp.Server) -> None:
    assert mail.server().verdict == Verdict.OK
    assert server.mails == []


def test_a_letter_is_sent_to_the_address_given(server: smtp.Server) -> None:
    assert "jana@northfield.example" in mail.server("jana@northfield.example").words
    assert len(server.mails) == 1


def test_a_recipient_that_is_refused(server: smtp.Server) -> None:
    server.answer_to_recipient = "550 no such mailbox"
    answer = mail.server("nobody@northfield.example")
    assert (answer.verdict, "no such mailbox" in answer.words) == (Verdict.FAIL, True)
    assert "address" in answer.remedy


def test_a_server_that_is_away(server: smtp.Server, settings: Settings) -> None:
    settings.EMAIL_PORT = free_port()
    answer = mail.server()
    assert (answer.verdict, "EMAIL_URL" in answer.remedy) == (Verdict.FAIL, True)


def test_a_server_that_knows_no_password(server: smtp.Server, settings: Settings) -> None:
    settings.EMAIL_HOST_USER = settings.EMAIL_HOST_PASSWORD = "wrong"
    answer = mail.server()
    assert (answer.verdict, "EMAIL_URL" in answer.remedy or "587" in answer.remedy) == (Verdict.FAIL, True)


def test_files_instead_of_letters_fail_on_a_public_site(settings: Settings) -> None:
    settings.EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
    settings.SITE_URL = "https://papers.example.org"
    answer = mail.server()
    assert (answer.verdict, "EMAIL_URL" in answer.remedy) == (Verdict.FAIL, True)
