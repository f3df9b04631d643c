"""A report of failed delivery marks its letter as bounced; anything else in that mailbox changes nothing."""

import mailbox
from pathlib import Path
from urllib.parse import quote

import pytest
from pytest_django import Settings

from fedgenai_site.operating.probes import Verdict, mail
from submissions import clock
from submissions.mail import bounces
from submissions.mail.delivery import message_id
from submissions.models import Letter
from tests.factories import LetterFactory
from tests.submissions.mail import imap

pytestmark = pytest.mark.django_db

REPORT = """From: MAILER-DAEMON@mx.example
To: bounces@workshop.example
Subject: Undelivered Mail Returned to Sender
MIME-Version: 1.0
Content-Type: multipart/report; report-type=delivery-status; boundary="b"

--b
Content-Type: text/plain

I'm sorry to have to inform you ...

--b
Content-Type: message/delivery-status

Reporting-MTA: dns; mx.example

Final-Recipient: rfc822; {to}
Action: {action}
Status: 5.1.1
Diagnostic-Code: smtp; 550 5.1.1 No such user
 here

--b
Content-Type: text/rfc822-headers

Message-ID: {message_id}
To: {to}
Subject: Your paper was received

--b--
"""


@pytest.fixture
def letter() -> Letter:
    found: Letter = LetterFactory.create(to="gone@example.org", state="sent", sent_at=clock.now())
    return found


def report(letter: Letter, action: str = "failed") -> bytes:
    return REPORT.format(to=letter.to, action=action, message_id=message_id(letter)).encode()


def test_a_maildir_is_read_once(letter: Letter, tmp_path: Path, settings: Settings) -> None:
    mailbox.Maildir(str(tmp_path / "in")).add(report(letter))
    settings.MAIL_BOUNCES_FROM = str(tmp_path / "in")
    assert bounces.collect() == 1
    letter.refresh_from_db()
    assert (letter.state, letter.error) == (Letter.State.BOUNCED, "550 5.1.1 No such user here")
    assert list(bounces.reports(settings.MAIL_BOUNCES_FROM)) == []


def test_a_mailbox_is_read_by_imap_and_other_mail_in_it_is_left_alone(
    letter: Letter, tmp_path: Path, settings: Settings
) -> None:
    with imap.running(tmp_path / "imap") as box:
        address = f"imap://{quote(imap.USER)}:{quote(imap.PASSWORD, safe='')}@127.0.0.1:{box.port}"
        settings.MAIL_BOUNCES_FROM = f"{address}/Nowhere"
        assert mail.returned().verdict == Verdict.FAIL
        settings.MAIL_BOUNCES_FROM = f"{address}/INBOX"
        assert mail.returned().verdict == Verdict.OK
        box.put(report(letter))
        assert bounces.collect() == 1
        assert box.unread() == 0
    letter.refresh_from_db()
    assert (letter.state, letter.error) == (Letter.State.BOUNCED, "550 5.1.1 No such user here")
    assert "cannot be read" in mail.returned().words


def test_a_stop_in_the_middle_loses_no_report(letter: Letter, tmp_path: Path) -> None:
    mailbox.Maildir(str(tmp_path / "in")).add(report(letter))
    next(bounces.reports(str(tmp_path / "in")))
    assert len(list(bounces.reports(str(tmp_path / "in")))) == 1


def test_a_head_that_breaks_the_parser_is_left_aside(letter: Letter) -> None:
    whole = report(letter).replace(b"text/rfc822-headers", b"message/rfc822")
    assert bounces.record(whole.replace(message_id(letter).encode(), b"<[")) == 0
    assert bounces.record(whole) == 1


@pytest.mark.parametrize("action", ["delayed", "relayed", "delivered"])
def test_a_delay_is_no_bounce(letter: Letter, action: str) -> None:
    assert bounces.record(report(letter, action)) == 0


def test_a_report_about_somebody_elses_mail_changes_nothing(letter: Letter) -> None:
    foreign = report(letter).replace(message_id(letter).encode(), b"<made-up@example.org>")
    assert bounces.record(foreign) == bounces.record(b"Subject: hello\n\nWrite to me!") == 0
    letter.refresh_from_db()
    assert letter.state == Letter.State.SENT


def test_a_report_that_comes_twice_counts_once(letter: Letter) -> None:
    assert [bounces.record(report(letter)) for _ in range(2)] == [1, 0]
