"""What stands around the reviews of this year: who opened what, words to the handlers, the pool, discussions."""

from datetime import datetime, timedelta

from fedgenai_site.demo.seed import acts
from fedgenai_site.demo.seed.cast import Cast
from reviews.discussion import services as discussing
from reviews.models import Assignment, Comment, Report
from reviews.outbox import writing
from reviews.outbox.groups import GROUPS, People
from reviews.reviewing import telling
from reviews.timekeeping import services as timekeeping
from submissions import clock
from submissions.mail import outbox
from submissions.models import Job, Letter, LetterEvent, Paper, Topic, Workshop
from submissions.refs import new_ref

REFUSAL = "The mail server does not take letters to this address: 550 5.1.1 No such user here"
STAND_BY = ("author19", "author20")
TOLD = (
    (11, "reviewer9", Report.Kind.NAMED, "“We thank the Ridgeway group”, in the acknowledgements", 8),
    (
        10,
        "reviewer10",
        Report.Kind.RECOGNISED,
        "The figure style is that of a talk I heard in spring. Fairly sure.",
        None,
    ),
)
SAID = (
    (
        3,
        "reviewer2",
        Comment.Visible.COMMITTEE,
        "I was harsh on the baselines. Does anybody know whether $\\epsilon = 8$ is usual here?",
    ),
    (
        3,
        "reviewer5",
        Comment.Visible.COMMITTEE,
        "It is on the high side, but others report the same. I would not hold it against them.",
    ),
    (
        3,
        "reviewer8",
        Comment.Visible.HANDLERS,
        "For the organizers: I stay with my score, and would not fight for it.",
    ),
    (
        1,
        "reviewer1",
        Comment.Visible.AUTHORS,
        "Please say in the final version how many clients dropped out.",
    ),
)


def play(cast: Cast, workshop: Workshop, papers: dict[int, Paper], *, now: datetime) -> None:
    _stand_by(cast, workshop, now=now)
    for number, key, kind, words, page in TOLD:
        at = now - timedelta(days=1, hours=number)
        with clock.replaying(at):
            telling.tell(
                assignment=_seat(cast, papers[number], key), kind=kind, words=words, page=page, at=at
            )
    for n, (number, key, visible, text) in enumerate(SAID):
        at = now - timedelta(days=2, hours=-5 * n)
        with clock.replaying(at):
            seat = _seat(cast, papers[number], key)
            discussing.comment(paper=papers[number], seat=seat, text=text, visible=visible, at=at)
    _draft_letters(cast, workshop, now=now)
    _refuse_one(workshop)


def _refuse_one(workshop: Workshop) -> None:
    """A co-author's address was typed wrongly, and the mail server has said so."""
    letter = Letter.objects.filter(workshop=workshop, kind="coauthor", paper__number=17).latest("pk")
    Letter.objects.filter(pk=letter.pk).update(
        state=Letter.State.FAILED,
        taken_at=letter.created_at + timedelta(seconds=20),
        error=REFUSAL,
    )
    LetterEvent.objects.create(letter=letter, verb="refused", detail=REFUSAL, at=letter.created_at)
    Job.objects.filter(kind="mail.send", object_id=letter.pk).delete()


def _draft_letters(cast: Cast, workshop: Workshop, *, now: datetime) -> None:
    """An organizer has written to some who owe a review, and sleeps on it; one letter was let go and stopped again."""
    lead, group = cast.users["organizer"], GROUPS["owing"]
    with clock.replaying(now - timedelta(hours=7)):
        writing.send(
            workshop=workshop,
            ref=new_ref(),
            group=group,
            recipients=list(group.recipients(People(lead, workshop)))[:3],
            subject="{workshop}: how is #{number} going?",
            body="Dear {name},\n\nyour review of “{title}” is not in yet. Is anything in its way?\n{url}\n\nMarit",
            by=lead,
            state=Letter.State.DRAFT,
        )
    letter = Letter.objects.filter(workshop=workshop, state=Letter.State.DRAFT).latest("pk")
    with clock.replaying(now - timedelta(hours=6)):
        outbox.let_go(letter=letter, by=lead)
        letter.refresh_from_db()
        outbox.hold(letter=letter, by=lead)
    Job.objects.filter(kind="mail.send", object_id=letter.pk).delete()


def _stand_by(cast: Cast, workshop: Workshop, *, now: datetime) -> None:
    lead, people = cast.users["organizer"], [cast.person(key) for key in STAND_BY]
    acts.invite(workshop, people, by=lead, at=now - timedelta(days=12))
    topics = list(Topic.objects.filter(area__workshop=workshop))
    for n, person in enumerate(people):
        acts.accept(cast, workshop, person, topics=topics[n::3], at=now - timedelta(days=11))
    rows = workshop.invitations.filter(email__in=[person.email for person in people])
    timekeeping.stand_by(invitations=rows, by=lead)


def _seat(cast: Cast, paper: Paper, key: str) -> Assignment:
    return Assignment.objects.select_related("paper__workshop", "reviewer").get(
        paper=paper, reviewer=cast.users[key]
    )
