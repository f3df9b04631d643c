"""Letters about final versions, to each author alone. An answer reaches the paper's handlers."""

from datetime import datetime

from django.conf import settings
from django.urls import reverse

from reviews.camera.models import Stage
from reviews.camera.selectors import newest, row_of
from reviews.camera.wording import ASK, REMIND
from submissions.mail import services as mail
from submissions.papers.models import Paper
from submissions.papers.selectors import reply_to


def ask(paper: Paper, stage: Stage) -> None:
    _write(ASK.kind, paper, stage, key="asked")


def remind(paper: Paper, stage: Stage, *, at: datetime) -> None:
    """Nobody twice a day."""
    _write(REMIND.kind, paper, stage, key=f"{at:%Y%m%d}")


def _write(kind: str, paper: Paper, stage: Stage, *, key: str) -> None:
    workshop = paper.workshop
    answer_to = reply_to(paper)
    mail.write_each(
        kind,
        to=sorted({line.email.lower() for line in paper.authors.all()}),
        key=f"{paper.ref}:{key}",
        context={
            "workshop": workshop,
            "paper": paper,
            "due_at": stage.due_at,
            "missing": " and ".join(row_of(paper, stage, newest(paper)).missing),
            "url": settings.SITE_URL + reverse("paper-camera", args=[workshop.slug, paper.ref]),
        },
        workshop_id=workshop.pk,
        paper_id=paper.pk,
        reply_to=answer_to,
        matter=f"camera:{paper.pk}",
    )
