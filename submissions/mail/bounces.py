"""Letters that came back: reads reports of failed delivery (RFC 3464) from a Maildir or a mailbox by IMAP."""

import email
import email.policy
import imaplib
import mailbox
from collections.abc import Iterator
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

EVERY = timedelta(minutes=5)
AT_ONCE = 200


def collect() -> int:
    """Read what has come back; at most once in five minutes over all workers. Returns how many letters are marked."""
    if not settings.MAIL_BOUNCES_FROM or not cache.add("mail.bounces", 1, EVERY.total_seconds()):
        return 0
    return sum(record(report) for report in reports(settings.MAIL_BOUNCES_FROM))


def reports(source: str) -> Iterator[bytes]:
    """Each message once: those of a Maildir are moved out of `new`, those of a mailbox are marked as seen."""
    if source.startswith(("imap://", "imaps://")):
        yield from _by_imap(source)
        return
    folder = mailbox.Maildir(str(Path(source)), factory=None, create=False)
    for key in [key for key in folder.iterkeys() if folder[key].get_subdir() == "new"][:AT_ONCE]:
        message = folder[key]
        message.set_subdir("cur")
        message.add_flag("S")
        folder[key] = message
        yield folder.get_bytes(key)


def _by_imap(source: str) -> Iterator[bytes]:
    url = urlsplit(source)
    server = imaplib.IMAP4_SSL if url.scheme == "imaps" else imaplib.IMAP4
    with server(url.hostname or "", url.port or (993 if url.scheme == "imaps" else 143), timeout=20) as box:
        box.login(unquote(url.username or ""), unquote(url.password or ""))
        box.select(url.path.strip("/") or "INBOX")
        for number in box.search(None, "UNSEEN")[1][0].split()[:AT_ONCE]:
            answer = box.fetch(number, "(RFC822)")[1]
            yield from (part[1] for part in answer if isinstance(part, tuple))


@transaction.atomic
def record(raw: bytes) -> int:
    """Mark the letter that this report is about as bounced; 0 when it is about none, or tells of a delay only."""
    report = email.message_from_bytes(raw, policy=email.policy.default)
    reason = _reason(report) if isinstance(report, EmailMessage) else ""
    letter = _letter(report) if reason else None
    if letter is None:
        return 0
    changed = Letter.objects.filter(pk=letter.pk, state=Letter.State.SENT)
    if not changed.update(state=Letter.State.BOUNCED, error=reason[:2000]):
        return 0
    LetterEvent.objects.create(letter=letter, verb="bounced", detail=reason[:2000], at=clock.now())
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


def _letter(report: Message) -> Letter | None:
    """Found by the Message-ID in the returned head, among the letters to the address in it."""
    for part in report.walk():
        if part.get_content_type() not in {"message/rfc822", "text/rfc822-headers"}:
            continue
        payload = part.get_payload()
        head = payload[0] if isinstance(payload, list) else email.message_from_string(str(payload))
        if not isinstance(head, Message):
            continue
        wanted = str(head.get("Message-ID", "")).strip()
        to = str(head.get("To", "")).strip().strip("<>").lower()
        sent = Letter.objects.filter(to=to, state=Letter.State.SENT)
        return next((letter for letter in sent if message_id(letter) == wanted), None)
    return None
