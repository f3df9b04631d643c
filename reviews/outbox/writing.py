"""Writes to a group: a letter each, rendered from what its reader may know."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db import transaction

from reviews.outbox.groups import Group, Recipient
from submissions import clock
from submissions.accounts.models import User
from submissions.log.services import record
from submissions.mail import services as mail
from submissions.mail.models import Letter, Mailing
from submissions.papers.access import handlers_of
from submissions.papers.models import Paper
from submissions.workshops.models import Workshop


class NobodyChosen(Exception):
    """The list of recipients is empty; nobody gets a letter."""


@dataclass(frozen=True)
class Draft:
    """A letter as this recipient would read it."""

    recipient: Recipient
    subject: str
    body: str


def drafts(group: Group, recipients: Sequence[Recipient], *, subject: str, body: str) -> list[Draft]:
    filled = group.editable.filled
    return [Draft(each, filled(subject, each.context), filled(body, each.context)) for each in recipients]


@transaction.atomic
def send(
    *,
    workshop: Workshop,
    ref: str,
    group: Group,
    recipients: Sequence[Recipient],
    subject: str,
    body: str,
    by: User,
    state: Letter.State,
) -> int:
    """Write the letters, once for each `ref`. Raises NobodyChosen. Returns how many were written."""
    if not recipients:
        raise NobodyChosen
    mailing, is_new = Mailing.objects.get_or_create(
        ref=ref,
        workshop=workshop,
        defaults={"by": by, "group": group.label, "subject": subject, "body": body, "at": clock.now()},
    )
    if not is_new:
        return 0
    answers: dict[Paper | None, list[str]] = {None: [by.email]}
    for draft in drafts(group, recipients, subject=subject, body=body):
        paper = draft.recipient.paper
        if paper not in answers and paper is not None:
            answers[paper] = list(handlers_of(paper).values_list("email", flat=True))
        mail.put(_letter(mailing, draft, answers[paper]), state=state, mailing=mailing)
    record("letters.written", workshop_id=workshop.pk, actor_id=by.pk, group=group.label, subject=subject)
    return len(recipients)


def _letter(mailing: Mailing, draft: Draft, reply_to: list[str]) -> Letter:
    to = draft.recipient.to.lower()
    return Letter(
        kind="group",
        key=mail.key_of("group", f"{mailing.ref}:{draft.recipient.key}", to),
        to=to,
        reply_to=reply_to,
        subject=" ".join(draft.subject.split())[:300],
        body=draft.body.strip() + "\n",
        workshop_id=mailing.workshop_id,
        paper_id=draft.recipient.paper.pk if draft.recipient.paper else None,
    )
