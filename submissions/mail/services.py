"""Mail goes through the outbox: a row in the transaction of what caused it; `delivery` sends it once."""

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Required, TypedDict, Unpack

from django.conf import settings
from django.db import transaction
from django.template import Context, Engine

from submissions import clock
from submissions.jobs import services as jobs
from submissions.mail.models import UNSENT, Letter, LetterEvent, Mailing, OwnText
from submissions.mail.rehearsal import going_on
from submissions.mail.texts import registry

KEY_LENGTH = 200
REPLACED = "A newer letter about the same matter took its place before it was sent."


class About(TypedDict, total=False):
    """What a letter is about, and how it is filed."""

    key: Required[str]
    context: Required[Mapping[str, object]]
    workshop_id: int | None
    paper_id: int | None
    reply_to: Sequence[str]
    text: str
    matter: str
    unsubscribe_url: str
    worded_by: int | None
    not_before: datetime | None


def write(kind: str, *, to: str, **about: Unpack[About]) -> Letter:
    return write_each(kind, to=[to], **about)[0]


def write_each(kind: str, *, to: Iterable[str], **about: Unpack[About]) -> list[Letter]:
    """Put a letter for each into the outbox, all in the same words. The same key twice is the same letter, written once.

    The text is the template `submissions/mail/<kind>.txt` or `reviews/mail/<kind>.txt`, or that named by `text`; its
    first line is the subject. Where its workshop has words of its own for it, those; `worded_by` names the workshop of
    a letter that is filed under none. A letter with a `matter` takes the
    place of those about the same matter to the same address that have not been sent. None goes out before `not_before`.
    """
    words, workshop_id = about.get("text") or kind, about.get("workshop_id")
    own = own_texts(about.get("worded_by") or workshop_id) if words in registry else {}
    subject, body = compose(words, about["context"], own=own)
    return [
        put(
            Letter(
                kind=kind,
                key=key_of(kind, about["key"], address.lower()),
                matter=about.get("matter", ""),
                to=address.lower(),
                reply_to=list(about.get("reply_to", ())),
                unsubscribe_url=about.get("unsubscribe_url", ""),
                subject=subject,
                body=body,
                workshop_id=workshop_id,
                paper_id=about.get("paper_id"),
            ),
            not_before=about.get("not_before"),
        )
        for address in to
    ]


@transaction.atomic
def put(
    letter: Letter,
    *,
    state: Letter.State = Letter.State.QUEUED,
    mailing: Mailing | None = None,
    not_before: datetime | None = None,
) -> Letter:
    """Put a letter that is written already into the outbox; the one that is there under its key wins."""
    if rehearsal := going_on():
        rehearsal.letters.append(letter)
        return letter
    if there := Letter.objects.filter(key=letter.key).first():
        return there
    if letter.matter:
        _withdraw_earlier(letter)
    fields = (
        "kind",
        "matter",
        "to",
        "reply_to",
        "unsubscribe_url",
        "subject",
        "body",
        "workshop_id",
        "paper_id",
    )
    written = {name: getattr(letter, name) for name in fields}
    now = clock.now()
    stamps = {"created_at": now, "queued_at": now}
    row, is_new = Letter.objects.get_or_create(
        key=letter.key, defaults={**written, **stamps, "state": state, "mailing": mailing}
    )
    if is_new and state == Letter.State.QUEUED:
        jobs.enqueue("mail.send", row.pk, due_at=not_before)
    return row


def compose(
    kind: str, context: Mapping[str, object], *, own: Mapping[str, OwnText] | None = None
) -> tuple[str, str]:
    """Return (subject, body) of a letter, as plain text; `own` are the workshop's own words, by kind."""
    editable = registry.get(kind)
    known = {"site_url": settings.SITE_URL, **context}
    if editable is None:
        subject, body = _rendered(kind, known)
    else:
        words = (own or {}).get(kind)
        texts = (words.subject, words.body) if words else editable.standard
        subject, body = (editable.filled(text, known) for text in texts)
    return " ".join(subject.split())[:300], body.strip() + "\n"


def own_texts(workshop_id: int | None) -> dict[str, OwnText]:
    """A workshop's own words by kind, in one query."""
    if rehearsal := going_on():
        return dict(rehearsal.words)
    return {row.kind: row for row in OwnText.objects.filter(workshop=workshop_id)} if workshop_id else {}


def _rendered(kind: str, context: Mapping[str, object]) -> tuple[str, str]:
    names = [f"submissions/mail/{kind}.txt", f"reviews/mail/{kind}.txt"]
    text = Engine.get_default().select_template(names).render(Context(dict(context), autoescape=False))
    subject, _, body = text.strip().partition("\n")
    return subject.removeprefix("Subject:").strip(), body


def key_of(kind: str, key: str, to: str) -> str:
    """At most 200 characters, and never the same for two letters."""
    whole = f"{kind}:{key}:{to}"
    return (
        whole if len(whole) <= KEY_LENGTH else f"{whole[:120]}:{hashlib.sha256(whole.encode()).hexdigest()}"
    )


def _withdraw_earlier(letter: Letter) -> None:
    """One that a worker has in its hands this moment cannot be called back."""
    earlier = Letter.objects.filter(matter=letter.matter, to=letter.to, state__in=UNSENT, taken_at=None)
    gone = list(earlier.values_list("pk", flat=True))
    earlier.filter(pk__in=gone).update(state=Letter.State.WITHDRAWN, error=REPLACED)
    LetterEvent.objects.bulk_create(
        LetterEvent(letter_id=pk, verb="withdrawn", detail=REPLACED, at=clock.now()) for pk in gone
    )
