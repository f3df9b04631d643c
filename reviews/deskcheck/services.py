from collections.abc import Sequence
from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.urls import reverse

from reviews.deskcheck.wording import FIX
from submissions import clock
from submissions.accounts.models import User
from submissions.checking.selectors import ShownFinding
from submissions.log.services import record
from submissions.mail import services as mail
from submissions.papers import selectors as papers
from submissions.papers.models import Paper

USUAL_HOURS = 48


@transaction.atomic
def ask_to_fix(
    *, paper: Paper, findings: Sequence[ShownFinding], hours: int, words: str = "", by: User
) -> datetime:
    """Open a late pass, and tell every author what is to fix until when. A longer pass is not made shorter."""
    locked = Paper.objects.select_for_update(of=("self",)).select_related("workshop", "call").get(pk=paper.pk)
    until = clock.now(locked.workshop).replace(second=0, microsecond=0) + timedelta(hours=hours)
    until = max(until, papers.closing_time(locked.call, locked))
    Paper.objects.filter(pk=paper.pk).update(late_pass_until=until)
    entry = record(
        "paper.fix_asked",
        workshop_id=paper.workshop_id,
        paper_id=paper.pk,
        actor_id=by.pk,
        hours=hours,
        until=until.isoformat(),
    )
    tell(locked, findings, until=until, words=words, key=str(entry.pk))
    return until


def tell(paper: Paper, findings: Sequence[ShownFinding], *, until: datetime, words: str, key: str) -> None:
    mail.write_each(
        FIX.kind,
        to=sorted({paper.creator.email, *papers.author_addresses(paper)}),
        key=f"{paper.ref}:{key}",
        context={
            "paper": paper,
            "workshop": paper.workshop,
            "findings": [each.finding for each in findings],
            "until": until.astimezone(clock.AOE),
            "words": words,
            "url": settings.SITE_URL + reverse("paper", args=[paper.workshop.slug, paper.ref]),
        },
        workshop_id=paper.workshop_id,
        paper_id=paper.pk,
        reply_to=papers.reply_to(paper),
    )
