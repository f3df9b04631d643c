"""Mail goes out through the outbox: a row in the transaction of what caused it, a worker that sends it once."""

import logging
from collections.abc import Mapping, Sequence

from django.conf import settings
from django.core.mail import EmailMessage
from django.db import transaction
from django.template.loader import render_to_string

from submissions import clock
from submissions.jobs import services as jobs
from submissions.jobs.models import Job
from submissions.mail.models import Letter

log = logging.getLogger(__name__)


def write(
    kind: str,
    *,
    to: str,
    key: str,
    context: Mapping[str, object],
    workshop_id: int | None = None,
    paper_id: int | None = None,
    reply_to: Sequence[str] = (),
) -> Letter:
    """Put a letter into the outbox. The same key twice is the same letter, written once.

    The text is the template `submissions/mail/<kind>.txt` or `reviews/mail/<kind>.txt`; its first line is the subject.
    """
    subject, body = compose(kind, context)
    letter, is_new = Letter.objects.get_or_create(
        key=f"{kind}:{key}:{to.lower()}"[:200],
        defaults={
            "kind": kind,
            "to": to.lower(),
            "reply_to": list(reply_to),
            "subject": subject,
            "body": body,
            "workshop_id": workshop_id,
            "paper_id": paper_id,
            "created_at": clock.now(),
        },
    )
    if is_new:
        jobs.enqueue("mail.send", letter.pk)
    return letter


def compose(kind: str, context: Mapping[str, object]) -> tuple[str, str]:
    """Return (subject, body) of a letter, as plain text."""
    names = [f"submissions/mail/{kind}.txt", f"reviews/mail/{kind}.txt"]
    text = render_to_string(names, {"site_url": settings.SITE_URL, **context})
    subject, _, body = text.strip().partition("\n")
    return subject.removeprefix("Subject:").strip()[:300], body.strip() + "\n"


def deliver(job: Job) -> None:
    """Send one letter. The server's refusal is recorded; an outage is tried again."""
    letter = Letter.objects.get(pk=job.object_id)
    if letter.state == Letter.State.SENT:
        jobs.complete(job)
        return
    message = EmailMessage(
        subject=letter.subject,
        body=letter.body,
        to=[letter.to],
        reply_to=letter.reply_to,
        headers={
            "Message-ID": f"<{letter.pk}.{job.claim}@{_mail_domain()}>",
            "Auto-Submitted": "auto-generated",
        },
    )
    message.send()
    with transaction.atomic():
        if jobs.complete(job):
            Letter.objects.filter(pk=letter.pk).update(state=Letter.State.SENT, sent_at=clock.now(), error="")


def _mail_domain() -> str:
    return settings.DEFAULT_FROM_EMAIL.rpartition("@")[2].rstrip(">") or "localhost"
