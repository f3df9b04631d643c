"""A second track of this year's workshop: demonstrations, due later, with kinds and a page rule of their own."""

from datetime import datetime, timedelta

from submissions import clock
from submissions.models import Call, User, Workshop
from submissions.workshops.services import add_call
from submissions.workshops.settings.calls import keep_kinds

KINDS = ["System demonstration", "Data set", "Benchmark"]
SHORT = {
    "label": "Demonstrations: 4 pages, then 1 for references and acknowledgements",
    "content_pages": 4,
    "total_pages": 5,
}
LATER = timedelta(days=21)


def play(workshop: Workshop, *, by: User, at: datetime) -> None:
    first = workshop.calls.get()
    with clock.replaying(at):
        call = add_call(
            workshop=workshop,
            by=by,
            name="Demonstrations",
            slug="demonstrations",
            opens_at=first.due_at - timedelta(days=14, hours=-12, minutes=-1),
            due_at=first.due_at + LATER,
        )
        keep_kinds(call, KINDS)
        Call.objects.filter(pk=call.pk).update(changes=SHORT, papers_per_author=2)
