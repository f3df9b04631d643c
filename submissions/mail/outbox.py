"""What an organizer may do to a single letter before it goes, and after it could not."""

from datetime import datetime

from django.contrib.auth.base_user import AbstractBaseUser
from django.db import transaction
from django.db.models import F, Q, QuerySet

from submissions import clock
from submissions.jobs import services as jobs
from submissions.log.services import record
from submissions.mail import secrets
from submissions.mail.models import UNSENT, Letter, LetterEvent

State = Letter.State
LOST = (State.FAILED, State.BOUNCED)


class TooLate(Exception):
    """The letter has gone, or is being sent this moment; nothing was changed."""


class Superseded(Exception):
    """There is another letter about the same matter to this address; nothing was changed."""


class HasPrivateLink(Exception):
    """A link in it signs its reader in, so no other address may get it; nothing was changed."""


class EditConflict(Exception):
    """Somebody edited the letter since the form was opened; nothing was written."""


@transaction.atomic
def edit(*, letter: Letter, subject: str, body: str, version: int, by: AbstractBaseUser) -> None:
    """Change the words of a letter that has not been sent. Private links, which were shown masked, come back in."""
    whole = secrets.unmask(body, letter.body)
    if (
        not _waiting(letter)
        .filter(version=version)
        .update(subject=subject, body=whole, version=F("version") + 1)
    ):
        raise EditConflict if _waiting(letter).exists() else TooLate
    _log(letter, "edited", by)


@transaction.atomic
def hold(*, letter: Letter, by: AbstractBaseUser) -> None:
    _move(letter, [State.QUEUED], State.HELD)
    _log(letter, "held", by)


@transaction.atomic
def let_go(*, letter: Letter, by: AbstractBaseUser) -> None:
    """Send a draft or a held letter on its way; also one that failed or came back, for another try.

    Raises Superseded.
    """
    again = letter.state in LOST
    _check_is_newest(letter)
    _move(letter, [State.DRAFT, State.HELD, *LOST], State.QUEUED, queued_at=clock.now())
    jobs.enqueue("mail.send", letter.pk)
    _log(letter, "sent again" if again else "let go", by)


@transaction.atomic
def readdress(*, letter: Letter, to: str, by: AbstractBaseUser) -> None:
    """Send a letter that did not arrive to another address of its reader. Raises HasPrivateLink or Superseded."""
    if secrets.masked(letter.body) != letter.body:
        raise HasPrivateLink
    _check_is_newest(letter)
    if _about_the_same(letter, to).exists():
        raise Superseded
    before = letter.to
    _move(letter, LOST, State.QUEUED, queued_at=clock.now(), to=to)
    letter.to = to
    jobs.enqueue("mail.send", letter.pk)
    _log(letter, "readdressed", by, detail=f"{before} → {to}")


@transaction.atomic
def set_aside(*, letter: Letter, by: AbstractBaseUser) -> None:
    """Nothing more is to be done about a letter that did not arrive."""
    _move(letter, LOST, State.WITHDRAWN)
    _log(letter, "set aside", by)


@transaction.atomic
def withdraw(*, letter: Letter, by: AbstractBaseUser) -> None:
    _move(letter, UNSENT, State.WITHDRAWN)
    _log(letter, "withdrawn", by)


def _check_is_newest(letter: Letter) -> None:
    """An acceptance must not follow the rejection that took its place."""
    if _about_the_same(letter, letter.to).filter(pk__gt=letter.pk).exists():
        raise Superseded


def _about_the_same(letter: Letter, to: str) -> QuerySet[Letter]:
    others = Letter.objects.filter(matter=letter.matter, to=to).exclude(state=State.WITHDRAWN)
    return others.exclude(pk=letter.pk) if letter.matter else others.none()


def _move(letter: Letter, sources: object, target: State, **changes: datetime | str) -> None:
    free = Letter.objects.filter(pk=letter.pk, state__in=sources)
    free = free.filter(Q(taken_at=None) | ~Q(state=State.QUEUED))
    if not free.update(state=target, sent_at=None, taken_at=None, error="", **changes):
        raise TooLate


def _waiting(letter: Letter) -> QuerySet[Letter]:
    return Letter.objects.filter(pk=letter.pk, state__in=UNSENT, taken_at=None)


def _log(letter: Letter, verb: str, by: AbstractBaseUser, *, detail: str = "") -> None:
    LetterEvent.objects.create(letter=letter, verb=verb, detail=detail, by_id=by.pk, at=clock.now())
    record(
        f"letter.{verb.replace(' ', '_')}",
        workshop_id=letter.workshop_id,
        paper_id=letter.paper_id,
        actor_id=by.pk,
        to=letter.to,
        subject=letter.subject,
    )
