"""The demo's two workshops: this year's with its call open, and an earlier edition that is over.

Everything goes through the rooms' own services, replayed at the time when it is meant to have happened; so what
stands in the database is what people would have left there.
"""

from datetime import timedelta

from django.db import connection, transaction
from django.db.models import F

from fedgenai_site.demo import world
from fedgenai_site.demo.seed import earlier, in_and_out, this_year
from fedgenai_site.demo.seed.cast import create_cast
from reviews.models import Release
from submissions import clock
from submissions.models import Job, Letter, Workshop
from submissions.workshops.examples.fedgenai_ijcai_25 import FEDGENAI
from submissions.workshops.services import move_dates

DAYS_LEFT = 9


def seed() -> bool:
    """Load the demo, or move on a calendar whose due date has passed; True when anything was written."""
    workshop = Workshop.objects.filter(slug=FEDGENAI.slug).first()
    if workshop is not None:
        return keep_current(workshop)
    now = clock.now().replace(microsecond=0)
    with transaction.atomic():
        cast = create_cast(world.load(), at=now - timedelta(days=400))
        pilot, current = (play(cast, now=now, days_left=DAYS_LEFT) for play in (earlier.play, this_year.play))
        in_and_out.play(cast, current, pilot, now=now)
        for each in (pilot, current):
            send_letters_of(each)
        # The rows of the jobs are enough: a worker's sweep finds them when it starts.
        connection.run_on_commit.clear()
    return True


def keep_current(workshop: Workshop) -> bool:
    """A demo that has lain about for weeks begins again some days before the due date."""
    now = clock.now()
    call = workshop.calls.earliest("due_at")
    if call.due_at > now or Release.objects.filter(workshop=workshop).exists():
        return False
    move_dates(workshop=workshop, by=timedelta(days=(now - call.due_at).days + DAYS_LEFT))
    return True


def send_letters_of(workshop: Workshop) -> None:
    """Past letters have arrived long ago."""
    letters = Letter.objects.filter(workshop=workshop, state=Letter.State.QUEUED)
    Job.objects.filter(kind="mail.send", object_id__in=list(letters.values_list("pk", flat=True))).delete()
    letters.update(state=Letter.State.SENT, sent_at=F("created_at"))
