"""Moving a deadline for all, a pass for one, reminders to drafts."""

from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.http import QueryDict

from submissions import clock
from submissions.accounts.models import User
from submissions.deadlines import letters
from submissions.deadlines.forms import DatesForm
from submissions.log.services import record
from submissions.papers.models import Paper
from submissions.workshops.models import Call, Workshop
from submissions.workshops.services import count_change_of_dates
from submissions.workshops.settings.services import ChangedMeanwhile, last_editor

REMIND_BEFORE = (72, 24, 6)
"""Hours before papers are due."""


@transaction.atomic
def move(*, call: Call, data: QueryDict, by: User) -> DatesForm:
    """Save a call's dates; people's calendars take them anew, and authors are told where a deadline of theirs moved.

    The form says what will not do. Raises ChangedMeanwhile.
    """
    workshop = Workshop.objects.select_for_update().get(pk=call.workshop_id)
    form = DatesForm(workshop, data, part=call.slug, by=by)
    key = f"dates:{call.slug}"
    if data.get("seen") != form.stamp:
        raise ChangedMeanwhile(form, last_editor(workshop, key))
    if not form.is_valid() or not form.changed_dates:
        return form
    before = {name: form.initial[name] for name in form.changed_dates}
    form.save()
    count_change_of_dates(call)
    call.refresh_from_db()
    if call.closes_at > clock.now(workshop):
        Call.objects.filter(pk=call.pk).update(closing_receipts_at=None)
    told = _tell(call, form.cleaned_data["words"]) if form.tells_authors else 0
    record("settings.changed", workshop_id=workshop.pk, actor_id=by.pk, page=f"dates of {call.name}", key=key)
    record(
        "deadline.moved", workshop_id=workshop.pk, actor_id=by.pk, call=call.name, moved=_logged(before, call)
    )
    form.told = told
    return form


def _logged(before: dict[str, Any], call: Call) -> dict[str, str]:
    """From when to when, by the name of the date."""
    return {name: f"{old} -> {getattr(call, name)}" for name, old in before.items()}


def _tell(call: Call, words: str) -> int:
    papers = call.papers.exclude(state__in=Paper.OVER).select_related("workshop", "creator")
    for paper in papers:
        letters.moved(paper, call, words)
    return len(papers)


@transaction.atomic
def give_pass(*, paper: Paper, until: datetime, by: User) -> None:
    """Let one paper be changed until then, whatever its call does; its authors are told."""
    Paper.objects.filter(pk=paper.pk).update(late_pass_until=until)
    paper.late_pass_until = until
    record(
        "paper.late_pass",
        workshop_id=paper.workshop_id,
        paper_id=paper.pk,
        actor_id=by.pk,
        until=f"{until.astimezone(clock.AOE):%d %B, %H:%M} AoE",
    )
    letters.late_pass(paper, until)


def remind_drafts() -> int:
    """Write to those whose draft is not complete, three times before papers are due. Returns the letters written."""
    now = clock.now()
    soon = Call.objects.filter(due_at__gt=now - timedelta(days=30)).exclude(
        due_at__gt=now + timedelta(days=30)
    )
    return sum(_remind(call) for call in soon.select_related("workshop"))


def _remind(call: Call) -> int:
    now = clock.now(call.workshop)
    hours = next(
        (h for h in reversed(REMIND_BEFORE) if call.due_at - timedelta(hours=h) <= now < call.due_at), None
    )
    if hours is None or (call.reminded_at and call.reminded_at >= call.due_at - timedelta(hours=hours)):
        return 0
    with transaction.atomic():
        if not Call.objects.filter(pk=call.pk, reminded_at=call.reminded_at).update(reminded_at=now):
            return 0
        drafts = call.papers.filter(state=Paper.State.DRAFT).select_related("workshop", "creator", "current")
        for paper in drafts:
            letters.reminder(paper, call, hours)
        return len(drafts)
