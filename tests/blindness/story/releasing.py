"""Decisions are out, the accept list is public, and the day is planned."""

from datetime import timedelta

from reviews.accepted.services import show_pdfs
from reviews.attendance import services as attending
from reviews.camera import services as camera
from reviews.decisions import letters as decision_letters
from reviews.decisions import release as releasing
from reviews.models import Agreement, Final, Session
from reviews.programme import services as programme
from submissions import clock
from tests.blindness.story.deciding import make_ready
from tests.blindness.world import World, newest
from tests.factories import NOTHING_FOUND


def release(world: World) -> None:
    """Decisions are out, and the accept list is public."""
    make_ready(world)
    announce(world)
    inquire(world)
    attending.answer(
        paper=world.papers["main"],
        state="registered",
        presenter_name=world.people["amara"].name,
        presenter_email=world.people["amara"].email,
        proof="R-100",
        remark="I need a window seat.",
        version=0,
        by=None,
    )
    plan_the_day(world)


def announce(world: World) -> None:
    ines = world.people["ines"]
    seen = decision_letters.digest(decision_letters.previews(releasing.ready(ines, world.workshop)))
    releasing.release(workshop=world.workshop, by=ines, seen=seen)


def inquire(world: World) -> None:
    due_at = clock.now() + timedelta(days=14)
    attending.ask(workshop=world.workshop, due_at=due_at, by=world.people["ines"])


def plan_the_day(world: World) -> None:
    """Final versions are in, and whoever likes takes the one whose licence was agreed to; a programme holds both papers."""
    ines, at = world.people["ines"], clock.now()
    due = at + timedelta(days=20)
    camera.ask(workshop=world.workshop, by=ines, due_at=due, preset="", licence="We agree.")
    for key in ("main", "own"):
        paper = world.papers[key]
        Final.objects.create(
            ref=f"final{key}final{key}22"[:16], paper=paper, number=1, file=newest(paper).file.name, size=9,
            sha256="1" * 64, uploaded_by=paper.creator, uploaded_at=at, report=NOTHING_FOUND.to_dict(), errors=0,
        )  # fmt: skip
    own = world.papers["own"]
    Agreement.objects.create(paper=own, words="We agree.", name=own.creator.name, by=own.creator)
    show_pdfs(workshop=world.workshop, which="final", by=ines)
    for at_, title in enumerate(("Morning", "Evening")):
        made = programme.save_session(
            workshop=world.workshop, by=ines, title=title, kind="talks",
            starts_at=at + timedelta(days=60, hours=at_), ends_at=at + timedelta(days=60, hours=at_ + 1),
        )  # fmt: skip
        Session.objects.filter(pk=made.pk).update(ref=f"sessionsession2{at_ + 2}")
        number = world.papers[("main", "own")[at_]].number
        programme.place(session=made, numbers=[number], minutes=20, by=ines)
    programme.settle(workshop=world.workshop, zone="America/Montreal", is_public=True, by=ines)
