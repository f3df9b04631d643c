"""What reviewers want of an organizer: what they told, who is late, whom nobody has heard from."""

from collections.abc import Sequence

from django.urls import reverse

from reviews.desk.question import SHOWN, Question
from reviews.reviewing.models import Report
from reviews.timekeeping.owed import Owed, State
from submissions.templatetags.ui import plural
from submissions.workshops.models import Workshop

Kind = Report.Kind
LOST = {Kind.CANNOT, Kind.CONFLICT}


def questions(workshop: Workshop, reports: Sequence[Report], owed: Sequence[Owed]) -> list[Question]:
    """Reports first, oldest first: somebody waits for an answer."""
    told = [_told(workshop, report) for report in reports[:SHOWN]]
    late = [row for row in owed if row.state == State.OVERDUE]
    silent = [row for row in owed if row.state == State.UNOPENED and row.is_at_risk]
    return [
        *told,
        *_mail(workshop, late, "error", "are overdue", "overdue"),
        *_mail(workshop, silent, "warn", "are with somebody nobody has heard from", "unopened"),
    ]


def _told(workshop: Workshop, report: Report) -> Question:
    paper, slug = report.assignment.paper, workshop.slug
    where = f" (page {report.page})" if report.page else ""
    is_lost = report.kind in LOST
    page = "deskcheck-paper" if report.kind == Kind.NAMED else "desk-paper-reviews"
    return Question(
        tone="error" if is_lost else "warn",
        badge=f"#{paper.number}",
        title=f"{report.assignment.reviewer.get_full_name()} {report.get_kind_display()}",
        detail=f"{report.words[:200]}{where}",
        url=reverse(page, args=[slug, paper.ref]),
        label="Offer to the pool" if is_lost else "Look",
        posts=reverse("progress-offer", args=[slug, paper.ref]) if is_lost else "",
        done=reverse("progress-told", args=[slug, report.assignment.ref, report.kind]),
    )


def _mail(workshop: Workshop, rows: Sequence[Owed], tone: str, what: str, state: str) -> list[Question]:
    if not rows:
        return []
    numbers = ", ".join(dict.fromkeys(f"#{row.seat.number}" for row in rows[:SHOWN]))
    people = len({row.seat.reviewer_id for row in rows})
    return [
        Question(
            tone=tone,
            badge=plural(people, "person,people"),
            title=f"{plural(len(rows), 'review,reviews')} {what}",
            detail=f"{numbers}. Remind only them.",
            url=f"{reverse('progress-reminders', args=[workshop.slug])}?state={state}",
            label="Preview mail",
        )
    ]
