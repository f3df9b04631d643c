"""Sends a letter: once, again after an outage, and not again after a refusal."""

import smtplib
from datetime import timedelta

from django.conf import settings
from django.core.mail import EmailMessage
from django.db import transaction
from django.db.models import Exists, OuterRef
from django.utils.crypto import salted_hmac

from submissions import clock
from submissions.jobs import services as jobs
from submissions.jobs.models import Job
from submissions.mail.models import Letter

GIVE_UP_AFTER = timedelta(days=2)
SHORTEST_WAIT, LONGEST_WAIT = timedelta(seconds=15), timedelta(hours=1)


def deliver(job: Job) -> None:
    """Send the letter of a job. The server's refusal is recorded; an outage is tried again for two days."""
    letter = Letter.objects.get(pk=job.object_id)
    if letter.state == Letter.State.SENT:
        return
    try:
        message_of(letter).send()
    except (OSError, smtplib.SMTPException) as error:
        if is_refusal(error) or clock.now() - letter.created_at > GIVE_UP_AFTER:
            _record_failure(job, letter, str(error))
        else:
            jobs.postpone(job, str(error), delay=wait_after(letter))
        return
    with transaction.atomic():
        if jobs.complete(job):
            Letter.objects.filter(pk=letter.pk).update(state=Letter.State.SENT, sent_at=clock.now(), error="")


def message_of(letter: Letter) -> EmailMessage:
    """The same letter has the same Message-ID each time, so that a second copy can be told; it counts nothing."""
    name = salted_hmac("submissions.mail", letter.key).hexdigest()[:32]
    domain = settings.DEFAULT_FROM_EMAIL.rpartition("@")[2].rstrip(">") or "localhost"
    return EmailMessage(
        subject=" ".join(letter.subject.split()),
        body=letter.body,
        to=[letter.to],
        reply_to=letter.reply_to,
        headers={"Message-ID": f"<{name}@{domain}>", "Auto-Submitted": "auto-generated"},
    )


def is_refusal(error: Exception) -> bool:
    """Whether the server said that this letter will never do: an answer of 500 and above about letter or address."""
    if isinstance(error, smtplib.SMTPAuthenticationError):
        return False
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        return all(code >= 500 for code, _ in error.recipients.values())
    about_letter = isinstance(error, smtplib.SMTPSenderRefused | smtplib.SMTPDataError)
    return about_letter and int(getattr(error, "smtp_code", 0)) >= 500


def wait_after(letter: Letter) -> timedelta:
    """Half of the letter's age, so that waits grow with the outage."""
    return min(LONGEST_WAIT, max(SHORTEST_WAIT, (clock.now() - letter.created_at) / 2))


def settle() -> int:
    """Letters whose job has failed for another reason are failed too, so that an organizer sees them."""
    jobs_of = Job.objects.filter(kind="mail.send", object_id=OuterRef("pk"))
    lost = Letter.objects.filter(Exists(jobs_of.filter(state=Job.State.FAILED)), state=Letter.State.QUEUED)
    lost = lost.exclude(Exists(jobs_of.filter(state__in=[Job.State.QUEUED, Job.State.RUNNING])))
    return lost.update(
        state=Letter.State.FAILED, error="It could not be sent; the log of the worker says why."
    )


def _record_failure(job: Job, letter: Letter, error: str) -> None:
    with transaction.atomic():
        if jobs.give_up(job, error):
            Letter.objects.filter(pk=letter.pk).update(state=Letter.State.FAILED, error=error[:2000])
