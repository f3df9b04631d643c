"""Letters that ask a paper's authors who comes, and the letter of invitation that they may download."""

from datetime import datetime

from django.conf import settings
from django.urls import reverse

from reviews.attendance.models import Attendance
from reviews.attendance.wording import ASK, INVITATION, REMIND
from submissions import clock
from submissions.mail import services as mail
from submissions.papers.access import handlers_of
from submissions.papers.models import Author
from submissions.workshops.models import Workshop
from submissions.workshops.selectors import span


def ask(row: Attendance, due_at: datetime, *, key: str) -> int:
    return _write(row, due_at, kind=ASK.kind, key=key)


def remind(row: Attendance, due_at: datetime, *, key: str) -> int:
    return _write(row, due_at, kind=REMIND.kind, key=key)


def _write(row: Attendance, due_at: datetime, *, kind: str, key: str) -> int:
    """To each author alone. An answer to it reaches the paper's handlers."""
    paper, workshop = row.paper, row.paper.workshop
    reply_to = list(handlers_of(paper).values_list("email", flat=True))
    addresses = {line.email.lower() for line in paper.authors.all()}
    url = settings.SITE_URL + reverse("attendance-answer", args=[workshop.slug, row.token])
    mail.write_each(
        kind,
        to=sorted(addresses),
        key=f"{paper.pk}:{key}",
        context={
            "workshop": workshop, "paper": paper, "place": _place(workshop), "due_at": due_at, "url": url,
        },
        workshop_id=workshop.pk,
        paper_id=paper.pk,
        reply_to=reply_to,
        matter=f"attendance:{paper.pk}",
    )  # fmt: skip
    return len(addresses)


def invitation(row: Attendance) -> str:
    """Plain text: its subject as a heading, then the letter."""
    subject, body = composed(row)
    return f"{subject}\n{'=' * len(subject)}\n\n{body}"


def composed(row: Attendance) -> tuple[str, str]:
    """(subject, body) of the letter of invitation."""
    paper, workshop = row.paper, row.paper.workshop
    line = Author.objects.filter(paper=paper, email=row.presenter_email).first()
    organizers = [f"{one.name}, {one.affiliation}".rstrip(", ") for one in workshop.public_organizers.all()]
    today = clock.now(workshop).astimezone(clock.AOE)
    context = {
        "paper": paper,
        "workshop": workshop,
        "presenter": row.presenter_name,
        "affiliation": line.affiliation if line else "",
        "place": _place(workshop),
        "days": span(*workshop.days),
        "organizers": "\n".join(organizers) or workshop.name,
        "date": f"{today.day} {today:%B %Y}",
    }
    return mail.compose(INVITATION.kind, context, own=mail.own_texts(workshop.pk))


def _place(workshop: Workshop) -> str:
    return ", ".join(part for part in (workshop.venue, workshop.place) if part) or "in person"
