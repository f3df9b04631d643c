"""The outbox as one organizer may read it."""

import re
from dataclasses import dataclass
from datetime import datetime

from django.db.models import QuerySet

from reviews.desk.history import visible
from submissions.accounts.models import User
from submissions.mail.models import Letter
from submissions.workshops.models import Workshop


def letters(user: User, workshop: Workshop) -> QuerySet[Letter]:
    """The outbox, newest first. A letter without a paper is about papers that are withheld from nobody, or none."""
    return Letter.objects.filter(visible(user, workshop), workshop=workshop).order_by("-created_at", "-pk")


@dataclass(frozen=True)
class ShownLetter:
    """A letter in the outbox. An invitation's link signs its reader in, so it stays between the two of them."""

    state: str
    to: str
    reply_to: list[str]
    subject: str
    body: str
    error: str
    created_at: datetime


SECRET_LINK = re.compile(r"(/invitations/)[^/\s]+")


def shown_letter(letter: Letter) -> ShownLetter:
    return ShownLetter(
        state=letter.state,
        to=letter.to,
        reply_to=letter.reply_to,
        subject=letter.subject,
        body=SECRET_LINK.sub(r"\1…", letter.body),
        error=letter.error,
        created_at=letter.created_at,
    )
