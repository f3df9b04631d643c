"""What makes letters go out, and the post that it brings to one person."""

import re
from collections.abc import Callable, Iterable
from contextlib import suppress
from dataclasses import dataclass
from datetime import timedelta

from reviews.attendance import services as attendance
from reviews.bidding import services as bidding
from reviews.camera import services as camera
from reviews.committee import services as committee
from reviews.committee.paste import Invitee
from reviews.decisions import rejecting
from reviews.deskcheck.services import ask_to_fix
from reviews.discussion import services as discussing
from reviews.discussion.models import Comment
from reviews.timekeeping import services as timekeeping
from reviews.timekeeping.digest import send_digests
from reviews.timekeeping.owed import owed
from submissions import clock
from submissions.deadlines import letters as deadline_letters
from submissions.jobs import services as jobs
from submissions.mail.models import Letter
from submissions.models import AuthorChange, AuthorConsent, Job, Paper, PrivateLink, User
from submissions.papers import authors, consents, letters
from submissions.papers import services as papers
from submissions.retention import services as retention
from tests.blindness.cast import AUTHORS
from tests.blindness.sights import Sight
from tests.blindness.story.deciding import make_ready
from tests.blindness.story.releasing import announce, inquire
from tests.blindness.story.reviewing import choose, hand_in, publish
from tests.blindness.world import Phase, World
from tests.papers import add_version, small_pdf

NEW_SEATS = {"second": "ravi", "main": "elke", "own": "rhea"}
SECRET = re.compile(r"(/invitations/|/attendance/|/reviews/offers/|/author-consent/)\w+")


@dataclass(frozen=True)
class Act:
    """`prepare` happens before the worlds part, `happen` in both; `after` is the phase that it leads to."""

    phase: Phase
    after: Phase
    prepare: Callable[[World], None]
    happen: Callable[[World], None]


def nothing(world: World) -> None:
    pass


def papers_come_and_go(world: World) -> None:
    for key, team in AUTHORS.items():
        paper, sender = world.papers[key], world.people[team[0]]
        paper.refresh_from_db()
        paper.version += 100
        letters.receipt(paper, add_version(paper, small_pdf("Again."), is_checked=False), sender)
        letters.changed(paper, sender)
        authors.ask(paper=paper, rows=[], reason="We think so.", by=sender)
        _as_if_begun_without_an_account(paper, sender, world.people["ines"])
    papers.withdraw(paper=world.papers["main"], by=world.people["amara"])


def _as_if_begun_without_an_account(paper: Paper, sender: User, organizer: User) -> None:
    link = PrivateLink(paper=paper, address=sender.email, token="t")
    letters.to_confirm(link, organizer)
    letters.unconfirmed(link)
    letters.expiring(link, clock.now() + timedelta(days=7))
    letters.begun_for(paper, sender.email, organizer)


def time_is_given(world: World) -> None:
    """A deadline moves, drafts are reminded, a late pass is given; and so are those who have not agreed to a list."""
    call = world.workshop.calls.get()
    for paper in call.papers.exclude(state="withdrawn").select_related("workshop", "call", "creator"):
        deadline_letters.moved(paper, call, "The venue gave us time.")
        deadline_letters.late_pass(paper, call.closes_at)
        if paper.state == "draft":
            deadline_letters.reminder(paper, call, 24)
    yesterday = clock.now() - timedelta(days=1)
    AuthorChange.objects.update(asked_at=yesterday)
    AuthorConsent.objects.update(written_at=yesterday)
    consents.remind()


def people_are_invited(world: World) -> None:
    asked = [Invitee(world.people["umberto"].email, "Umberto"), Invitee("late@faraway.example")]
    committee.invite(workshop=world.workshop, by=world.people["ines"], people=asked)
    bidding.remind(call=world.workshop.calls.get(), by=world.people["ines"])


def the_call_closes(world: World) -> None:
    papers.send_closing_receipts()
    for key in AUTHORS:
        paper = type(world.papers[key]).objects.get(pk=world.papers[key].pk)
        ask_to_fix(paper=paper, findings=[], hours=48, words="The margins.", by=world.people["ines"])
        if paper.is_over:
            continue
        rejecting.undo(paper=paper, by=world.people["ines"])
        asked = rejecting.ask(paper=paper, reason="It is a poem.", by=world.people["ines"])
        Job.objects.filter(kind=rejecting.KIND, object_id=asked.pk).update(due_at=clock.now())
        for job in Job.objects.filter(kind=rejecting.KIND, object_id=asked.pk):
            claimed = jobs.claim(job.pk)
            assert claimed
            rejecting.carry_out(claimed)


def seats_are_chosen(world: World) -> None:
    for key, name in NEW_SEATS.items():
        choose(world, key, name)


def reviewers_are_told_and_answer(world: World) -> None:
    publish(world)
    for key, name in NEW_SEATS.items():
        if world.papers[key].assignments.filter(reviewer=world.people[name]).exists():
            hand_in(world, key, name, overall=3)


def helpers_stand_by(world: World) -> None:
    asked = world.invitation("hedda")
    assert asked
    timekeeping.stand_by(invitations=[asked], by=world.people["ines"])


def reviewers_are_reminded_and_the_pool_is_asked(world: World) -> None:
    at = clock.now(world.workshop)
    for name in ("ines", "oscar", "ottilie"):
        by = world.people[name]
        refs = {row.seat.ref for row in owed(by, world.workshop, at)}
        timekeeping.remind(workshop=world.workshop, by=by, refs=refs, at=at)
    for key in ("main", "own"):
        paper = Paper.objects.get(pk=world.papers[key].pk)
        with suppress(timekeeping.GoneError):  # where a hidden conflict bars her
            timekeeping.offer(paper=paper, user=world.people["hedda"], by=world.people["ines"])
    send_digests()


def a_handler_speaks(world: World) -> None:
    for key in AUTHORS:
        discussing.comment(
            paper=Paper.objects.get(pk=world.papers[key].pk),
            by=world.people["ines"],
            text="What do you all think?",
            visible=Comment.Visible.COMMITTEE,
            at=clock.now() + timedelta(days=1),
        )


def authors_are_asked_who_comes(world: World) -> None:
    """They are reminded of that and of their final versions; two years on, organizers are told what will be erased."""
    inquire(world)
    attendance.remind(workshop=world.workshop, by=world.people["ines"])
    camera.remind(workshop=world.workshop, by=world.people["ines"], stage=world.workshop.camera_stage)
    with clock.replaying(clock.now() + timedelta(days=700)):
        retention.keep_time()


ACTS = {
    "papers come and go": Act(Phase.OPEN, Phase.OPEN, nothing, papers_come_and_go),
    "time is given": Act(Phase.OPEN, Phase.OPEN, nothing, time_is_given),
    "people are invited": Act(Phase.OPEN, Phase.OPEN, nothing, people_are_invited),
    "the call closes": Act(Phase.REVIEWING, Phase.REVIEWING, nothing, the_call_closes),
    "reviewers are told and answer": Act(
        Phase.REVIEWING, Phase.REVIEWING, seats_are_chosen, reviewers_are_told_and_answer
    ),
    "reviewers are reminded and the pool is asked": Act(
        Phase.REVIEWING, Phase.REVIEWING, helpers_stand_by, reviewers_are_reminded_and_the_pool_is_asked
    ),
    "a handler speaks": Act(Phase.REVIEWING, Phase.REVIEWING, nothing, a_handler_speaks),
    "decisions are released": Act(Phase.DECIDED, Phase.RELEASED, make_ready, announce),
    "authors are asked who comes": Act(Phase.RELEASED, Phase.RELEASED, nothing, authors_are_asked_who_comes),
}


def letters_of(act: Act, world: World) -> list[Letter]:
    """Let it happen, and collect what is written."""
    before = set(Letter.objects.values_list("pk", flat=True))
    act.happen(world)
    return list(Letter.objects.exclude(pk__in=before))


def post_of(sight: Sight, letters: Iterable[Letter]) -> list[str]:
    """What of these reaches this person: letters, and answers to letters, which quote them."""
    address = sight.user.email if sight.user else ""
    return sorted(as_read(letter) for letter in letters if address in {letter.to, *letter.reply_to})


def as_read(letter: Letter) -> str:
    head = f"To: {letter.to}\nReply-To: {', '.join(letter.reply_to)}\nSubject: {letter.subject}"
    return SECRET.sub(r"\1", f"{head}\n\n{letter.body}")
