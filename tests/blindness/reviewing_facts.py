"""Hidden facts beside the reviews themselves: who opened what, what was reported, who was reminded, who was asked."""

from datetime import timedelta

from reviews.models import (
    Assignment,
    Comment,
    Offer,
    Programme,
    Reading,
    Reminder,
    Report,
    Response,
    Session,
    Slot,
    Standby,
)
from submissions import clock
from tests.blindness.paper_facts import Fact
from tests.blindness.sights import Aspect, Sight
from tests.blindness.world import Phase
from tests.factories import InvitationFactory


def _others(sight: Sight) -> list[Assignment]:
    """Assignments on papers whose records are hidden, but for the viewer's own."""
    rows = Assignment.objects.filter(paper__in=sight.hidden(Aspect.RECORDS))
    return list(rows.exclude(reviewer=sight.user).order_by("pk"))


def readings(sight: Sight) -> None:
    """Who had opened the paper has not, and the other way round."""
    for row in _others(sight):
        if not Reading.objects.filter(assignment=row).delete()[0]:
            Reading.objects.create(assignment=row)


def reports(sight: Sight) -> None:
    for row in _others(sight):
        Report.objects.filter(assignment=row).update(words="It is Zora, I am sure.", settled_at=clock.now())
        Report.objects.create(assignment=row, kind=Report.Kind.NAMED, words="Page 2.", page=2)


def reminders(sight: Sight) -> None:
    at = clock.now() - timedelta(hours=3)
    Reminder.objects.bulk_create(Reminder(assignment=row, at=at) for row in _others(sight))


def offers(sight: Sight) -> None:
    """Answered differently, and more people were asked."""
    for paper in sight.hidden(Aspect.RECORDS):
        others = Offer.objects.filter(paper=paper).exclude(user=sight.user)
        others.update(state=Offer.State.DECLINED, answered_at=clock.now())
        for name in ("gerda", "umberto"):
            if (person := sight.world.people[name]) != sight.user:
                Offer.objects.create(paper=paper, user=person)


def pool(sight: Sight) -> None:
    """Who stands by is for organizers alone."""
    if sight.is_organizer:
        return
    for _ in range(2):
        Standby.objects.create(invitation=InvitationFactory.create(workshop=sight.world.workshop))


def discussions(sight: Sight) -> None:
    """Other words, and more of them, in each circle that the viewer is not in."""
    circles = {
        Comment.Visible.HANDLERS: Aspect.ASIDES,
        Comment.Visible.COMMITTEE: Aspect.DISCUSSION,
        Comment.Visible.AUTHORS: Aspect.REMARKS,
    }
    for visible, aspect in circles.items():
        for paper in sight.hidden(aspect):
            others = Comment.objects.filter(paper=paper, visible=visible).exclude(seat__reviewer=sight.user)
            others.update(text="Zora wrote this, did she not?")
            by = sight.world.people["ines"]
            Comment.objects.create(paper=paper, by=by, visible=visible, text="One more word.")


def responses(sight: Sight) -> None:
    for paper in sight.hidden(Aspect.RESPONSE):
        Response.objects.filter(paper=paper).delete()
        Response.objects.create(paper=paper, by=paper.creator, text="We disagree with everything.")


def the_day(sight: Sight) -> None:
    """Organizers alone know a programme that is not public yet, and who did not come."""
    if sight.is_organizer:
        return
    Slot.objects.update(arrival=Slot.Arrival.ABSENT, excuse="Zora missed the boat.")
    workshop, at = sight.world.workshop, clock.now()
    if sight.world.phase != Phase.RELEASED:
        Programme.objects.create(workshop=workshop, zone="Pacific/Auckland")
        Session.objects.create(
            workshop=workshop, title="Zora speaks", starts_at=at, ends_at=at + timedelta(hours=1)
        )


AROUND_REVIEWS: dict[str, Fact] = {
    "who opened what": readings,
    "reports of reviewers": reports,
    "reminders": reminders,
    "offers to the pool": offers,
    "the pool": pool,
    "discussions": discussions,
    "authors' responses": responses,
    "programme and check-in": the_day,
}
