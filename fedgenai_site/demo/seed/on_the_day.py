"""What comes last in the demo's earlier edition: final versions, the programme, and who came."""

import hashlib
from contextlib import closing
from datetime import UTC, datetime, time, timedelta

from fedgenai_site.demo.seed.sheet import one_page
from reviews.accepted import services as accepted
from reviews.accepted.models import PublicPdfs
from reviews.attendance.access import accepted_in
from reviews.camera import services as camera
from reviews.camera.models import LICENCE, Stage
from reviews.programme import services as programme
from reviews.programme.models import Session, Slot
from submissions import clock
from submissions.models import Paper, User, Workshop
from submissions.papers.uploads import Upload

ZONE = "Atlantic/Reykjavik"
PLAN = (
    (Session.Kind.OTHER, "Welcome and invited talk", "Lower hall", (9, 0), (10, 0)),
    (Session.Kind.TALKS, "Talks", "Lower hall", (10, 0), (11, 0)),
    (Session.Kind.BREAK, "Coffee", "Foyer", (11, 0), (11, 30)),
    (Session.Kind.POSTERS, "Posters", "Foyer", (11, 30), (12, 30)),
)
EXCUSE = "The ferry did not run; a colleague showed the poster."


def play(workshop: Workshop, *, by: User, at: datetime) -> None:
    """`at`: when final versions were asked for."""
    papers = list(accepted_in(workshop).select_related("workshop", "creator"))
    due = workshop.calls.get().camera_ready_at or at + timedelta(days=14)
    with clock.replaying(at):
        stage = camera.ask(workshop=workshop, by=by, due_at=due, preset="", licence=LICENCE)
    for n, paper in enumerate(papers[:-1]):
        with clock.replaying(at + timedelta(days=3 + n)):
            _hand_in(paper, stage, is_agreed=n != 2, title="A Title That Was Changed" if n == 1 else "")
    with clock.replaying(at + timedelta(days=15)):
        accepted.show_pdfs(workshop=workshop, which=PublicPdfs.Which.LAST, by=by)
    day = workshop.starts_on or (at + timedelta(days=30)).date()
    with clock.replaying(at + timedelta(days=16)):
        sessions = _plan(workshop, datetime.combine(day, time(), tzinfo=UTC), by=by)
        _place(sessions, papers, by=by)
    with clock.replaying(datetime.combine(day, time(11), tzinfo=UTC)):
        for n, slot in enumerate(Slot.objects.filter(session__workshop=workshop, paper__isnull=False)):
            is_absent = n == 2
            programme.check_in(
                slot=slot,
                arrival="absent" if is_absent else "here",
                excuse=EXCUSE if is_absent else "",
                by=by,
            )


def _hand_in(paper: Paper, stage: Stage, *, is_agreed: bool, title: str) -> None:
    names = ", ".join(paper.authors.values_list("name", flat=True))
    pdf = one_page(title or paper.title, names, paper.abstract)
    with closing(Upload("final.pdf", "application/pdf", len(pdf), None)) as file:
        file.write(pdf)
        file.seek(0)
        file.sha256 = hashlib.sha256(pdf).hexdigest()
        camera.upload(paper=paper, upload=file, by=paper.creator)
    if is_agreed:
        camera.agree(paper=paper, by=paper.creator, stage=stage)


def _plan(workshop: Workshop, midnight: datetime, *, by: User) -> list[Session]:
    programme.settle(workshop=workshop, zone=ZONE, is_public=True, by=by)
    return [
        programme.save_session(
            workshop=workshop,
            by=by,
            kind=kind,
            title=title,
            room=room,
            starts_at=midnight + timedelta(hours=start[0], minutes=start[1]),
            ends_at=midnight + timedelta(hours=end[0], minutes=end[1]),
        )
        for kind, title, room, start, end in PLAN
    ]


def _place(sessions: list[Session], papers: list[Paper], *, by: User) -> None:
    opening, talks, _, posters = sessions
    programme.add_talk(
        session=opening, title="What a Pilot Taught Us", speaker=by.get_full_name(), minutes=45, by=by
    )
    half = (len(papers) + 1) // 2
    programme.place(session=talks, numbers=[paper.number for paper in papers[:half]], minutes=20, by=by)
    programme.place(session=posters, numbers=[paper.number for paper in papers[half:]], minutes=60, by=by)
