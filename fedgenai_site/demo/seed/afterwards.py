"""What follows a release in the demo: authors say who comes, the host gets its list, a letter comes back."""

from datetime import datetime, timedelta

from fedgenai_site.demo.seed import acts
from fedgenai_site.demo.world import Person
from reviews.attendance import services as attendance
from reviews.attendance.models import Attendance
from reviews.decisions import services as decisions
from reviews.host import services as host
from reviews.host.models import HostDate
from submissions import clock
from submissions.models import Author, Job, Letter, Paper, User, Workshop
from submissions.papers import authors, consents, selectors

SAID = (
    (Attendance.State.REGISTERED, "SWM-2044", "Arrives a day earlier, if the room is open."),
    (Attendance.State.VISA, "", "The consulate answers in two weeks."),
)
HOST_WANTS = (
    ("Accept list to the workshop chairs", -3, "Programme chair"),
    ("Number of seats and posters", 4, "Local chair"),
    ("Programme for the booklet", 11, ""),
)


def play(workshop: Workshop, *, by: User, at: datetime) -> None:
    """From the day of the release on."""
    with clock.replaying(at):
        decisions.set_capacity(workshop=workshop, talks=3, posters=4, by=by)
        attendance.ask(workshop=workshop, due_at=at + timedelta(days=14), by=by)
        for what, days, owner in HOST_WANTS:
            host.add_date(
                workshop=workshop, what=what, on=(at + timedelta(days=days)).date(), owner=owner, by=by
            )
        host.tick(row=HostDate.objects.filter(workshop=workshop).earliest("on"), is_done=True, by=by)
        host.hand_over(workshop=workshop, by=by)
    for day, (state, proof, remark) in enumerate(SAID, 2):
        _answer(workshop, state, proof, remark, at=at + timedelta(days=day))
    _come_back(workshop)


def ask_for_another_author(paper: Paper, newcomer: Person, *, at: datetime) -> None:
    """Before the proceedings go to print; one of the others has agreed already."""
    with clock.replaying(at):
        rows = [
            *selectors.payload_of(paper)["authors"],
            {**acts.row_of(newcomer), "rights": Author.Rights.EDIT},
        ]
        reason = "She ran the second round of experiments, which is in the final version only."
        change = authors.ask(paper=paper, rows=rows, reason=reason, by=paper.creator)
    with clock.replaying(at + timedelta(hours=2)):
        consents.answer(consent=change.consents.filter(agrees=None)[0], agrees=True)


def _answer(workshop: Workshop, state: str, proof: str, remark: str, *, at: datetime) -> None:
    row = Attendance.objects.filter(paper__workshop=workshop, state=Attendance.State.OPEN).earliest(
        "paper__number"
    )
    line = row.paper.authors.all()[0]
    with clock.replaying(at):
        attendance.answer(
            paper=row.paper,
            state=state,
            presenter_name=line.name,
            presenter_email=line.email,
            proof=proof,
            remark=remark,
            version=row.version,
            by=None,
        )


def _come_back(workshop: Workshop) -> None:
    """One author's address is full, and the server has said so."""
    letter = Letter.objects.filter(workshop=workshop, kind="attendance").latest("pk")
    letter.state, letter.sent_at, letter.error = (
        Letter.State.BOUNCED,
        letter.created_at,
        "452 4.2.2 Mailbox full",
    )
    letter.save(update_fields=["state", "sent_at", "error"])
    Job.objects.filter(kind="mail.send", object_id=letter.pk).delete()
