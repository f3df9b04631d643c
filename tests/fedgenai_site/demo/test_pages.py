"""Be anybody, read everybody's mail: in a demo, at this machine, and nowhere else."""

import os
from pathlib import Path

import pytest
from django.core.mail import EmailMessage, get_connection
from django.test import Client
from pytest_django import Settings

from fedgenai_site.demo import mailbox
from tests.personas import Persona

PAGES = ["/demo/people/", "/demo/mail/"]
FILES = "django.core.mail.backends.filebased.EmailBackend"


def test_one_press_signs_in_as_anybody(visitor: Client, organizer: Persona, author: Persona) -> None:
    page = visitor.get("/demo/people/").content.decode()
    assert organizer.user.email in page
    assert author.user.email in page
    visitor.post("/demo/people/", {"email": organizer.user.email})
    assert visitor.session["_auth_user_id"] == str(organizer.user.pk)
    assert "this browser" in visitor.get("/accounts/sessions/").text


def test_a_signed_in_person_switches_to_another(author: Persona, organizer: Persona) -> None:
    author.post("/demo/people/", {"email": organizer.user.email})
    assert author.session["_auth_user_id"] == str(organizer.user.pk)


def test_a_press_from_another_site_signs_nobody_in(organizer: Persona) -> None:
    strict = Client(enforce_csrf_checks=True)
    assert strict.post("/demo/people/", {"email": organizer.user.email}).status_code == 403
    assert "_auth_user_id" not in strict.session


def test_an_address_without_an_account_is_not_there(visitor: Client, db: None) -> None:
    assert visitor.post("/demo/people/", {"email": "nobody@example.org"}).status_code == 404


@pytest.mark.django_db
@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize(
    "origin", [{"REMOTE_ADDR": "192.0.2.7"}, {"HTTP_X_FORWARDED_FOR": "192.0.2.7"}], ids=["afar", "proxy"]
)
def test_who_comes_from_elsewhere_finds_nothing(visitor: Client, page: str, origin: dict[str, str]) -> None:
    assert visitor.get(page, **origin).status_code == 404  # type: ignore[arg-type] # the stubs take headers only


@pytest.mark.django_db
@pytest.mark.parametrize("page", PAGES)
def test_without_the_demo_there_is_nothing(visitor: Client, settings: Settings, page: str) -> None:
    settings.DEMO = False
    assert visitor.get(page).status_code == 404


@pytest.fixture
def mails(settings: Settings, tmp_path: Path) -> None:
    """Three mails, as the demo writes them, a minute apart: a file's own time is too coarse to tell them apart."""
    settings.MAIL_DIR = tmp_path
    servers = [
        get_connection(FILES, file_path=str(tmp_path)) for _ in range(3)
    ]  # names of files tell them apart
    for number, to in enumerate(["jana@example.org", "imani@example.org", "jana@example.org"], 1):
        written = set(tmp_path.iterdir())
        EmailMessage(
            f"Letter {number}",
            f"Look:\nhttp://localhost:8000/x/{number}/ <b>",
            "chair@example.org",
            [to],
            connection=servers[number - 1],
        ).send()
        (newest,) = set(tmp_path.iterdir()) - written
        os.utime(newest, (60 * number, 60 * number))


def test_the_mailbox_shows_the_newest_first(visitor: Client, mails: None, settings: Settings) -> None:
    assert [mail.subject for mail in mailbox.read(settings.MAIL_DIR)] == ["Letter 3", "Letter 2", "Letter 1"]


@pytest.mark.django_db
def test_links_in_mails_can_be_followed_and_their_text_is_text(visitor: Client, mails: None) -> None:
    page = visitor.get("/demo/mail/").content.decode()
    assert '<a href="http://localhost:8000/x/3/"' in page
    assert "&lt;b&gt;" in page


@pytest.mark.django_db
def test_the_mailbox_shows_one_persons_mail(visitor: Client, mails: None) -> None:
    page = visitor.get("/demo/mail/", {"to": "Imani@example.org"}).content.decode()
    assert "Letter 2" in page
    assert "Letter 1" not in page


@pytest.mark.django_db
def test_an_empty_mailbox_says_what_to_do(visitor: Client, settings: Settings, tmp_path: object) -> None:
    settings.MAIL_DIR = tmp_path
    assert "No mail" in visitor.get("/demo/mail/").content.decode()
