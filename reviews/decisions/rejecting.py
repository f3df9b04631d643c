"""Rejection at the desk, before review: asked for with a reason, undone until its letters go out."""

from datetime import timedelta

from django.conf import settings
from django.db import transaction
from django.urls import reverse

from reviews.decisions.models import Decision, DeskRejection
from reviews.decisions.wording import DESK_REJECT
from submissions import clock
from submissions.accounts.models import User
from submissions.jobs import services as jobs
from submissions.jobs.models import Job
from submissions.log.services import record
from submissions.mail import services as mail
from submissions.papers.models import Paper
from submissions.papers.selectors import author_addresses, reply_to

KIND = "mail.desk_rejection"
UNDO = timedelta(minutes=30)


class NotRejectable(Exception):
    """It is not submitted, or its decision is out; nothing was changed."""


@transaction.atomic
def ask(*, paper: Paper, reason: str, by: User) -> DeskRejection:
    """Reject in half an hour. Asked twice, the first one counts. Raises NotRejectable."""
    locked = Paper.objects.select_for_update().get(pk=paper.pk)
    out = Decision.objects.filter(paper=paper, state=Decision.State.RELEASED)
    if locked.state != Paper.State.SUBMITTED or out.exists():
        raise NotRejectable
    now = clock.now()
    wish = {"reason": reason, "by": by, "asked_at": now, "sends_at": now + UNDO}
    rejection, is_new = DeskRejection.objects.get_or_create(paper=paper, defaults=wish)
    if is_new:
        _record("paper.rejection_asked", rejection, by)
        jobs.enqueue(KIND, rejection.pk, due_at=rejection.sends_at)
    return rejection


@transaction.atomic
def undo(*, paper: Paper, by: User) -> bool:
    """Whether there was still something to undo: what its authors were told stays told."""
    rejection = DeskRejection.objects.select_for_update().filter(paper=paper, sent_at=None).first()
    if rejection is None:
        return False
    _record("paper.rejection_undone", rejection, by)
    rejection.delete()
    return True


def carry_out(job: Job) -> None:
    """Take the paper out of the review and tell its authors, unless it was undone or has gone meanwhile."""
    with transaction.atomic():
        if not jobs.complete(job):
            return
        waiting = DeskRejection.objects.select_for_update().filter(pk=job.object_id, sent_at=None)
        rejection = waiting.first()
        submitted = Paper.objects.filter(desk_rejection=rejection, state=Paper.State.SUBMITTED)
        if rejection is None or not submitted.update(state=Paper.State.REJECTED):
            waiting.delete()
            return
        rejection.sent_at = clock.now()
        rejection.save(update_fields=["sent_at"])
        _record("paper.rejected", rejection, rejection.by)
        tell(rejection)


def tell(rejection: DeskRejection) -> None:
    paper = Paper.objects.select_related("workshop", "creator").get(pk=rejection.paper_id)
    workshop = paper.workshop
    url = settings.SITE_URL + reverse("paper", args=[workshop.slug, paper.ref])
    mail.write_each(
        DESK_REJECT.kind,
        to=sorted({paper.creator.email, *author_addresses(paper)}),
        key=f"{paper.ref}:{rejection.pk}",
        context={
            "workshop_name": workshop.name,
            "number": paper.number,
            "title": paper.title,
            "reason": rejection.reason,
            "url": url,
        },
        workshop_id=paper.workshop_id,
        paper_id=paper.pk,
        reply_to=reply_to(paper),
    )


def _record(verb: str, rejection: DeskRejection, by: User) -> None:
    record(verb, workshop_id=rejection.paper.workshop_id, paper_id=rejection.paper_id, actor_id=by.pk)
