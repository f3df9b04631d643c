"""The mail server: it can be reached and lets us in; with an address, it takes a letter. And where letters come back to."""

import imaplib
import smtplib
from contextlib import suppress
from pathlib import Path

from django.conf import settings
from django.core.mail import EmailMessage, get_connection
from django.core.mail.backends.base import BaseEmailBackend

from fedgenai_site.checks import is_public
from fedgenai_site.operating.probes.base import Answer, fail, ok
from submissions.mail import bounces

SUBJECT = "A test letter from your workshop site"
BODY = "This letter shows that the site can send mail. Nothing needs to be done.\n"


def server(letter_to: str = "") -> Answer:
    if settings.EMAIL_BACKEND.endswith("filebased.EmailBackend"):
        if is_public():
            remedy = "Set EMAIL_URL, as in submission://user:password@mail.example.org."
            return fail("mail", "Letters go to files and reach nobody.", remedy)
        return ok("mail", "Letters go to files, as they should on one's own machine.")
    why = trouble(get_connection(), settings.DEFAULT_FROM_EMAIL, letter_to)
    if why:
        return fail("mail", *why)
    taken = (
        f"It took a letter to {letter_to}; look into that mailbox, and its spam folder." if letter_to else ""
    )
    return ok("mail", taken or "The server lets us in. (--mail ADDRESS sends a test letter.)")


def returned() -> Answer:
    """Where reports of failed delivery are read from, if anywhere."""
    source = settings.MAIL_BOUNCES_FROM
    if not source:
        return ok("returned mail", "It is not read; refusals during sending are recorded all the same.")
    remedy = "Set MAIL_BOUNCES_FROM to a Maildir, or to imaps://user:password@host/INBOX (write @ as %40)."
    if not source.startswith(("imap://", "imaps://")):
        is_there = (Path(source) / "new").is_dir()
        return (
            ok("returned mail", "The Maildir is there.")
            if is_there
            else fail("returned mail", "There is no such Maildir.", remedy)
        )
    try:
        with bounces.opened(source):
            return ok("returned mail", "The mailbox lets us in.")
    except (OSError, imaplib.IMAP4.error) as error:
        return fail("returned mail", f"The mailbox cannot be read: {error}.", remedy)


def trouble(server: BaseEmailBackend, sender: str, letter_to: str = "") -> tuple[str, str] | None:
    """What is wrong with this server, and the remedy; None when it lets us in and takes the letter, if any."""
    try:
        server.open()
        if letter_to:
            EmailMessage(SUBJECT, BODY, sender, [letter_to], connection=server).send()
    except (OSError, smtplib.SMTPException) as error:
        return _explained(error, sender)
    finally:
        with suppress(OSError, smtplib.SMTPException):
            server.close()
    return None


def _explained(error: Exception, sender: str) -> tuple[str, str]:
    match error:
        case smtplib.SMTPAuthenticationError():
            return (
                "The server refuses user or password.",
                "Mend them in EMAIL_URL; encode @ as %40, / as %2F.",
            )
        case smtplib.SMTPSenderRefused():
            remedy = "Set MAIL_FROM to an address that this account may send from."
            return f"The server refuses {sender} as sender: {error}.", remedy
        case smtplib.SMTPRecipientsRefused():
            remedy = "Mend the address; else ask the server's keeper why letters are not passed on."
            return f"The server refuses the recipient: {error}.", remedy
        case smtplib.SMTPException():
            return f"The server refuses: {error}.", "Use submission:// (587), or smtp://host:465/?ssl=True."
    remedy = "Look at host and port in EMAIL_URL. Many hosters close port 25; 587 is open."
    return f"The server cannot be reached: {error}.", remedy
