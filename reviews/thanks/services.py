"""Thanking reviewers once decisions are out. Such a letter is filed under no workshop: it tells that somebody reviewed."""

from datetime import timedelta

from django.conf import settings
from django.db import transaction
from django.db.models import Exists, Max, OuterRef
from django.urls import reverse

from reviews.assignment.models import Assignment
from reviews.decisions.models import Release
from reviews.thanks.models import Thanked
from reviews.thanks.wording import THANKS
from submissions import clock
from submissions.accounts.models import User
from submissions.mail.services import write
from submissions.workshops.models import Workshop

NO_LATER_THAN = timedelta(days=14)


def send_thanks() -> int:
    """Returns how many letters were written; one query where there is nobody to thank."""
    done = Thanked.objects.filter(workshop=OuterRef("pk"))
    waiting = Workshop.objects.annotate(out=Max("releases__at")).filter(~Exists(done), out__isnull=False)
    return sum(_thank(workshop) for workshop in waiting)


@transaction.atomic
def _thank(workshop: Workshop) -> int:
    """What was released long ago, as in an archive that was loaded, thanks nobody now."""
    _, is_new = Thanked.objects.get_or_create(workshop=workshop)
    last = Release.objects.filter(workshop=workshop).latest("at").at
    if not is_new or clock.now(workshop) - last > NO_LATER_THAN:
        return 0
    wrote = Assignment.objects.filter(
        paper__workshop=workshop, state=Assignment.State.ACTIVE, review__submitted_at__isnull=False
    )
    people = User.objects.filter(pk__in=wrote.values("reviewer"))
    for person in people:
        thank(workshop, person)
    return len(people)


def thank(workshop: Workshop, person: User) -> None:
    write(
        THANKS.kind,
        to=person.email,
        key=str(workshop.pk),
        worded_by=workshop.pk,
        context={
            "workshop": workshop,
            "name": person.get_full_name(),
            "url": settings.SITE_URL + reverse("review-outcomes", args=[workshop.slug]),
        },
    )
