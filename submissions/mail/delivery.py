"""Sends a letter: once, again after an outage, and not again after a refusal."""

import smtplib
from contextlib import suppress
from datetime import timedelta

from django.conf import settings
from django.core.mail import EmailMultiAlternatives, get_connection
from django.db import transaction
from django.db.models import Exists, OuterRef
from django.template.loader import render_to_string
from django.utils.crypto import salted_hmac

from submissions import clock
from submissions.jobs import services as jobs
from submissions.jobs.models import Job
from submissions.mail import throttle
from submissions.mail.faults import is_refusal, words
from submissions.mail.models import Letter, LetterEvent
from submissions.mail.services import REPLACED

GIVE_UP_AFTER = timedelta(days=2)
SHORTEST_WAIT, LONGEST_WAIT = timedelta(seconds=15), timedelta(hours=1)
IN_DOUBT = "A worker stopped while the mail server took it. It is sent again under the same Message-ID."


def deliver(job: Job) -> None:
    """Send the letter of a job, unless it is held or withdrawn. A refusal is recorded, an outage tried for two days."""
    if wait := throttle.wait():
        jobs.postpone(job, "As many letters as the mail server takes are out.", delay=wait)
        return
    letter = _take(job.object_id)
    if letter is None:
        return
    message, connection = message_of(letter), get_connection()
    try:
        connection.open()
        connection.send_messages([message])
        # One statement right after the server's word, so that a worker's death finds next to no room between the two.
        Letter.objects.filter(pk=letter.pk).update(state=Letter.State.SENT, sent_at=clock.now(), error="")
    except (OSError, smtplib.SMTPException) as error:
        if is_refusal(error) or clock.now() - letter.queued_at > GIVE_UP_AFTER:
            _record_failure(job, letter, words(error))
        else:
            _put_back(job, letter, words(error))
        return
    finally:
        with suppress(OSError, smtplib.SMTPException):
            connection.close()
    jobs.complete(job)


def message_of(letter: Letter) -> EmailMultiAlternatives:
    """The same letter has the same Message-ID each time, so that a second copy can be told; it counts nothing."""
    headers = {"Message-ID": message_id(letter), "Auto-Submitted": "auto-generated"}
    if letter.unsubscribe_url:
        headers["List-Unsubscribe"] = f"<{letter.unsubscribe_url}>"
        headers["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"
    if settings.MAIL_BOUNCES_TO:
        headers["From"] = settings.DEFAULT_FROM_EMAIL
    message = EmailMultiAlternatives(
        subject=" ".join(letter.subject.split()),
        body=letter.body,
        from_email=settings.MAIL_BOUNCES_TO or None,
        to=[letter.to],
        reply_to=letter.reply_to,
        headers=headers,
    )
    message.attach_alternative(
        render_to_string("submissions/mail/letter.html", {"letter": letter}), "text/html"
    )
    return message


def message_id(letter: Letter) -> str:
    name = salted_hmac("submissions.mail", letter.key).hexdigest()[:32]
    domain = settings.DEFAULT_FROM_EMAIL.rpartition("@")[2].rstrip(">") or "localhost"
    return f"<{name}@{domain}>"


def wait_after(letter: Letter) -> timedelta:
    """Half of the time that it has waited, so that waits grow with the outage."""
    return min(LONGEST_WAIT, max(SHORTEST_WAIT, (clock.now() - letter.queued_at) / 2))


def settle() -> int:
    """Letters whose job has failed for another reason are failed too, so that an organizer sees them."""
    jobs_of = Job.objects.filter(kind="mail.send", object_id=OuterRef("pk"))
    lost = Letter.objects.filter(Exists(jobs_of.filter(state=Job.State.FAILED)), state=Letter.State.QUEUED)
    lost = lost.exclude(Exists(jobs_of.filter(state__in=[Job.State.QUEUED, Job.State.RUNNING])))
    return lost.update(
        state=Letter.State.FAILED, error="It could not be sent; the log of the worker says why."
    )


def _take(pk: int) -> Letter | None:
    """From here on it can be neither edited nor called back; None when it is not to be sent."""
    waiting = Letter.objects.filter(pk=pk, state=Letter.State.QUEUED)
    earlier = waiting.values_list("taken_at", flat=True).first()
    if not waiting.update(taken_at=clock.now()):
        return None
    if earlier:
        LetterEvent.objects.create(letter_id=pk, verb="interrupted", detail=IN_DOUBT, at=clock.now())
    return Letter.objects.get(pk=pk)


@transaction.atomic
def _put_back(job: Job, letter: Letter, error: str) -> None:
    """It waits for another try, unless a newer letter about the same matter came while this one was out."""
    about = Letter.objects.filter(matter=letter.matter, to=letter.to, pk__gt=letter.pk)
    LetterEvent.objects.create(letter=letter, verb="tried", detail=error[:2000], at=clock.now())
    mine = Letter.objects.filter(pk=letter.pk)
    if letter.matter and about.exists():
        mine.update(state=Letter.State.WITHDRAWN, taken_at=None, error=REPLACED)
        jobs.complete(job)
        return
    mine.update(taken_at=None, error=error[:2000])
    jobs.postpone(job, error, delay=wait_after(letter))


def _record_failure(job: Job, letter: Letter, error: str) -> None:
    with transaction.atomic():
        if jobs.give_up(job, error):
            Letter.objects.filter(pk=letter.pk).update(state=Letter.State.FAILED, error=error[:2000])
            LetterEvent.objects.create(letter=letter, verb="refused", detail=error[:2000], at=clock.now())
