"""Mail goes through the outbox: a row in the transaction of what caused it; `delivery` sends it once."""

import hashlib
from collections.abc import Mapping, Sequence

from django.conf import settings
from django.template import Context, Engine

from submissions import clock
from submissions.jobs import services as jobs
from submissions.mail.models import Letter

KEY_LENGTH = 200


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
        key=key_of(kind, key, to.lower()),
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
    template = Engine.get_default().select_template(names)
    text = template.render(Context({"site_url": settings.SITE_URL, **context}, autoescape=False))
    subject, _, body = text.strip().partition("\n")
    return subject.removeprefix("Subject:").strip()[:300], body.strip() + "\n"


def key_of(kind: str, key: str, to: str) -> str:
    """At most 200 characters, and never the same for two letters."""
    whole = f"{kind}:{key}:{to}"
    return (
        whole if len(whole) <= KEY_LENGTH else f"{whole[:120]}:{hashlib.sha256(whole.encode()).hexdigest()}"
    )
