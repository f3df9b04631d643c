"""The demo's mail: files that Django's file backend wrote, read as a mailbox."""

import email
import email.policy
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from email.message import EmailMessage
from email.utils import getaddresses
from pathlib import Path

SEPARATOR = b"\n" + b"-" * 79 + b"\n"
AT_MOST = 200


@dataclass(frozen=True)
class Mail:
    sent_at: datetime | None
    sender: str
    to: tuple[str, ...]
    reply_to: str
    subject: str
    body: str


def read(folder: Path, *, to: str = "") -> list[Mail]:
    """The newest mails, newest first; with `to`, those to this address."""
    files = sorted(folder.glob("*.log"), key=lambda path: path.stat().st_mtime_ns)
    mails = [mail for path in files[-AT_MOST:] for mail in _in_file(path)]
    return [mail for mail in reversed(mails) if not to or to.lower() in mail.to]


def _in_file(path: Path) -> Iterator[Mail]:
    for raw in path.read_bytes().split(SEPARATOR):
        if raw.strip():
            yield _parsed(email.message_from_bytes(raw.lstrip(b"\n"), policy=email.policy.default))


def _parsed(message: EmailMessage) -> Mail:
    part = message.get_body(("plain", "html"))
    date = message["Date"]
    return Mail(
        sent_at=date.datetime if date else None,
        sender=str(message["From"] or ""),
        to=tuple(address.lower() for _, address in getaddresses(message.get_all("To", []))),
        reply_to=str(message["Reply-To"] or ""),
        subject=str(message["Subject"] or "(no subject)"),
        body=part.get_content().strip() if part else "",
    )
