"""Letters that came back: reads reports of failed delivery (RFC 3464) from a Maildir or a mailbox by IMAP."""

import email
import email.policy
import imaplib
import logging
import mailbox
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from email.message import EmailMessage, Message
from pathlib import Path
from urllib.parse import unquote, urlsplit

from django.conf import settings
from django.core.cache import cache
from django.db import transaction

from submissions import clock
from submissions.mail.delivery import message_id
from submissions.mail.models import Letter, LetterEvent

log = logging.getLogger(__name__)

EVERY = timedelta(minutes=5)
AT_ONCE = 200
PORTS = {"imap": 143, "imaps": 993}


def collect() -> int:
    """Read what has come back; at most once in five minutes over all workers. Returns how many letters are marked."""
    if not settings.MAIL_BOUNCES_FROM or not cache.add("mail.bounces", 1, EVERY.total_seconds()):
        return 0
    return sum(record(report) for report in reports(settings.MAIL_BOUNCES_FROM))


def reports(source: str) -> Iterator[bytes]:
    """Each message once. It is marked as read after whoever asked is done with it: a stop in between loses none."""
    yield from _by_imap(source) if source.startswith(("imap://", "imaps://")) else _in_maildir(source)


def _in_maildir(source: str) -> Iterator[bytes]:
    folder = mailbox.Maildir(str(Path(source)), factory=None, create=False)
    for key in [key for key in folder.iterkeys() if folder[key].get_subdir() == "new"][:AT_ONCE]:
        yield folder.get_bytes(key)
        message = folder[key]
        message.set_subdir("cur")
        message.add_flag("S")
        folder[key] = message


def _by_imap(source: str) -> Iterator[bytes]:
    with opened(source) as box:
        for number in box.search(None, "UNSEEN")[1][0].split()[:AT_ONCE]:
            yield b"".join(
                part[1] for part in box.fetch(number, "(BODY.PEEK[])")[1] if isinstance(part, tuple)
            )
            box.store(number, "+FLAGS", r"(\Seen)")


@contextmanager
def opened(source: str) -> Iterator[imaplib.IMAP4]:
    """The mailbox of an address `imaps://user:password@host/FOLDER`. Raises OSError or imaplib.IMAP4.error."""
    url = urlsplit(source)
    server = imaplib.IMAP4_SSL if url.scheme == "imaps" else imaplib.IMAP4
    with server(url.hostname or "", url.port or PORTS[url.scheme], timeout=20) as box:
        box.login(unquote(url.username or ""), unquote(url.password or ""))
        state, words = box.select(unquote(url.path.strip("/")) or "INBOX")
        if state != "OK":
            raise box.error(words[0] or b"there is no such folder")
        yield box


def record(raw: bytes) -> int:
    """Mark the letter that this report is about as bounced; 0 when it is about none, or tells of a delay only."""
    try:
        report = email.message_from_bytes(raw, policy=email.policy.default)
        reason = _reason(report) if isinstance(report, EmailMessage) else ""
        returned = _returned(report) if reason else None
    except Exception:  # what anybody on the net may put into this mailbox can break the parser in any way
        log.warning("a message in the mailbox for bounces cannot be read; it is left aside", exc_info=True)
        return 0
    return _mark(*returned, reason[:2000]) if returned else 0


@transaction.atomic
def _mark(to: str, name: str, reason: str) -> int:
    sent = Letter.objects.filter(to=to, state=Letter.State.SENT)
    letter = next((each for each in sent if message_id(each) == name), None)
    if letter is None or not sent.filter(pk=letter.pk).update(state=Letter.State.BOUNCED, error=reason):
        return 0
    LetterEvent.objects.create(letter=letter, verb="bounced", detail=reason, at=clock.now())
    return 1


def _reason(report: EmailMessage) -> str:
    """What the other server says, if it says that it has given up."""
    for part in report.walk():
        if part.get_content_type() != "message/delivery-status":
            continue
        blocks = [block for block in part.get_payload() if isinstance(block, Message)]
        for block in blocks:
            if str(block.get("Action", "")).strip().lower() == "failed":
                words = str(block.get("Diagnostic-Code", "")).partition(";")[2] or str(
                    block.get("Status", "")
                )
                return " ".join(words.split()) or "The other server gave no reason."
    return ""


def _returned(report: Message) -> tuple[str, str] | None:
    """(recipient, Message-ID) in the head of the letter that is sent back."""
    for part in report.walk():
        if part.get_content_type() not in {"message/rfc822", "text/rfc822-headers"}:
            continue
        payload = part.get_payload()
        head = payload[0] if isinstance(payload, list) else email.message_from_string(str(payload))
        if isinstance(head, Message):
            return str(head.get("To", "")).strip().strip("<>").lower(), str(
                head.get("Message-ID", "")
            ).strip()
    return None
