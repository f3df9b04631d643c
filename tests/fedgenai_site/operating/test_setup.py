"""`manage.py setup` ends with a site that can be signed in to, or with nothing."""

import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from io import StringIO
from pathlib import Path

import pytest
from allauth.account.models import EmailAddress
from django.conf import settings
from django.core.management import CommandError, call_command

from fedgenai_site.operating import environment
from fedgenai_site.operating.advice import faults
from fedgenai_site.operating.installing import make_operator
from submissions.models import User
from tests.factories import UserFactory
from tests.services import free_port
from tests.submissions.mail import smtp

OPERATOR = "nadia@northfield.example"


@pytest.fixture(autouse=True)
def nothing_from_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in environment.KNOWN:
        monkeypatch.delenv(name, raising=False)


@pytest.fixture
def mail_server() -> Iterator[smtp.Server]:
    with smtp.running() as server:
        yield server


def set_up(folder: Path, port: int, **changes: str) -> str:
    given = {
        "site-url": "https://papers.example.org",
        "organizer": OPERATOR,
        "name": "Nadia Brightwater",
        "email-url": f"smtp://127.0.0.1:{port}",
        "var-dir": str(folder / "var"),
        "file": str(folder / ".env"),
        **changes,
    }
    out = StringIO()
    flags = [part for name, value in given.items() for part in (f"--{name}", value) if value]
    call_command("setup", "--no-input", *flags, stdout=out)
    return out.getvalue()


def test_it_sends_a_letter_writes_the_file_and_makes_tables_and_account(
    mail_server: smtp.Server, tmp_path: Path
) -> None:
    said = set_up(tmp_path, mail_server.port)

    values, complaints = environment.read(tmp_path / ".env")
    assert (faults(values), complaints) == ([], [])
    assert OPERATOR in said
    assert f"To: {OPERATOR}" in mail_server.mails[0]
    with sqlite3.connect(tmp_path / "var/site.sqlite3") as database:
        people = database.execute("SELECT email, name, is_operator FROM submissions_user").fetchall()
    database.close()
    assert people == [(OPERATOR, "Nadia Brightwater", 1)]


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"secret-key": "secret"}, "SECRET_KEY is weak"),
        ({"site-url": "http://papers.example.org"}, "in the clear"),
        ({"site-url": ""}, "--site-url is missing"),
        ({"organizer": "nadia"}, "nadia is no e-mail address"),
        (
            {"database-url": "postgres://site:correct-horse-battery@127.0.0.1:1/site"},
            "database does not answer",
        ),
        ({"var-dir": "/dev/null/var"}, "cannot be used for files"),
    ],
)
def test_what_cannot_work_is_refused_before_anything_is_written(
    mail_server: smtp.Server, tmp_path: Path, changes: dict[str, str], words: str
) -> None:
    with pytest.raises(CommandError, match=words) as refusal:
        set_up(tmp_path, mail_server.port, **changes)
    assert "Nothing was written." in str(refusal.value)
    assert not (tmp_path / ".env").exists()
    assert mail_server.mails == []


def test_a_mail_server_that_refuses_stops_it(mail_server: smtp.Server, tmp_path: Path) -> None:
    mail_server.answer_to_recipient = "550 no such mailbox"
    with pytest.raises(CommandError, match="no such mailbox"):
        set_up(tmp_path, mail_server.port)
    assert not (tmp_path / ".env").exists()


def test_a_mail_server_that_is_away_stops_it(tmp_path: Path) -> None:
    with pytest.raises(CommandError, match="cannot be reached"):
        set_up(tmp_path, free_port())
    assert not (tmp_path / ".env").exists()


def test_a_step_that_fails_takes_the_file_away(mail_server: smtp.Server, tmp_path: Path) -> None:
    (tmp_path / "var").mkdir()
    (tmp_path / "var/site.sqlite3").write_text("This is no database. " * 100)
    with pytest.raises(CommandError, match="migrate failed"):
        set_up(tmp_path, mail_server.port)
    assert not (tmp_path / ".env").exists()


def test_an_existing_file_is_left_alone(mail_server: smtp.Server, tmp_path: Path) -> None:
    (tmp_path / ".env").write_text("SECRET_KEY=older\n")
    with pytest.raises(CommandError, match="exists"):
        set_up(tmp_path, mail_server.port)
    assert (tmp_path / ".env").read_text() == "SECRET_KEY=older\n"


@pytest.mark.django_db
def test_an_account_that_exists_becomes_the_operator_s() -> None:
    user = UserFactory.create(email=OPERATOR, name="Nadia B.")
    assert make_operator("Nadia@Northfield.example", "Somebody Else") == user
    assert (User.objects.get().is_operator, User.objects.get().name) == (True, "Nadia B.")
    assert EmailAddress.objects.get().verified


def test_an_account_needs_an_address() -> None:
    with pytest.raises(CommandError, match="no e-mail address"):
        call_command("setup", "--only-account")


def manage(*command: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """In a process of its own, with an environment of its own."""
    line = [sys.executable, str(settings.BASE_DIR / "manage.py"), *command]
    return subprocess.run(line, env=environment, capture_output=True, text=True, check=False)


def test_a_folder_that_is_not_there_is_said_in_words(tmp_path: Path) -> None:
    file = tmp_path / "away" / "site.sqlite3"
    answer = manage("migrate", VAR_DIR=str(tmp_path), DATABASE_URL=f"sqlite:///{file}")

    assert answer.returncode == 1
    assert "cannot be opened: its folder is not there" in answer.stderr
    assert "Traceback" not in answer.stderr


def test_a_value_that_cannot_be_read_is_named(tmp_path: Path) -> None:
    answer = manage("check", VAR_DIR=str(tmp_path), WORKER_JOBS="many")

    assert answer.returncode == 1
    assert '"WORKER_JOBS" invalid' in answer.stderr
    assert "Traceback" not in answer.stderr
