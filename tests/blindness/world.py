"""One workshop with everybody in it, told through the services from its call to its release.

Papers: `main` and `second` by Amara (Bastien on the first), `own` by an organizer, `hers` by a reviewer, `other` and an
unfinished `draft` by Dario, and a withdrawn one. Time stands still inside a phase, so that two visits can be compared.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from functools import cache
from io import BytesIO

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from PIL import Image

from reviews.api import services as tokens
from reviews.api.models import Scope
from reviews.assignment import services as assigning
from reviews.assignment.models import Assignment
from reviews.assignment.selectors import coverage
from reviews.attendance import services as attending
from reviews.bidding import services as bidding
from reviews.camera import services as camera
from reviews.committee import services as committee
from reviews.committee.handing import hand_over
from reviews.committee.paste import Invitee
from reviews.decisions import letters as decision_letters
from reviews.decisions import release as releasing
from reviews.decisions import services as deciding
from reviews.discussion import services as discussing
from reviews.intake import services as intake
from reviews.models import Comment, Final, Intake, Invitation, Offer, Origin, Report, Response, Session
from reviews.programme import services as programme
from reviews.reviewing import services as reviewing
from reviews.reviewing import telling
from reviews.solving import services as solving
from reviews.solving.wish import Wish
from reviews.timekeeping.models import Digest
from submissions import clock
from submissions.accounts.services import make_guest
from submissions.conflicts.models import Conflict
from submissions.jobs import services as jobs
from submissions.jobs.models import Job
from submissions.jobs.tasks import run_job
from submissions.log.services import record
from submissions.models import Pair, Paper, User, Version, Workshop
from submissions.papers import authors, letters, payload, private, selectors
from submissions.papers import services as papers
from submissions.workshops.examples.calendar import IJCAI_25
from submissions.workshops.examples.fedgenai_ijcai_25 import FEDGENAI
from submissions.workshops.questions import Question
from submissions.workshops.services import Dates, create_workshop
from tests.factories import NOTHING_FOUND, AffinityFactory, BidFactory, UserFactory
from tests.papers import complete_paper, small_pdf
from tests.reviews.intake.working import read as read_intake


class Phase(StrEnum):
    OPEN = "open"
    REVIEWING = "reviewing"
    DECIDED = "decided"
    RELEASED = "released"


NOON = {
    Phase.OPEN: datetime(2025, 4, 20, 12, tzinfo=UTC),
    Phase.REVIEWING: datetime(2025, 5, 20, 12, tzinfo=UTC),
    Phase.DECIDED: datetime(2025, 6, 5, 12, tzinfo=UTC),
    Phase.RELEASED: datetime(2025, 6, 8, 12, tzinfo=UTC),
}
"""The moment at which each phase is looked at."""

PEOPLE = {
    "ines": "Ines Aldermann",
    "oscar": "Oscar Nakagawa",
    "ottilie": "Ottilie Brandvold",
    "amara": "Amara Okonkwo-Lind",
    "bastien": "Bastien Kowalczuk",
    "carla": "Carla Vestergaard",
    "dario": "Dario Quintanilla",
    "ravi": "Ravi Tessaro",
    "elke": "Elke Wanjiru",
    "rhea": "Rhea Montalban",
    "sven": "Sven Achterberg",
    "tomas": "Tomas Ivarsen",
    "ulla": "Ulla Petrakis",
    "vito": "Vito Szymborski",
    "hedda": "Hedda Marchetti",
    "fritz": "Fritz Vanderhoeven",
    "gerda": "Gerda Mikkelsen",
    "umberto": "Umberto Saarinen",
    "eve": "Eve Lindqvist-Rao",
    "gina": "Gina Holmqvist",
}
REVIEWERS = ("ravi", "elke", "rhea", "sven", "tomas", "ulla", "vito", "hedda")
AUTHORS = {
    "main": ("amara", "bastien"),
    "own": ("oscar", "carla"),
    "hers": ("rhea",),
    "other": ("dario",),
    "second": ("amara",),
    "withdrawn": ("dario",),
    "orphan": ("carla",),
}
BIDS = {"ravi": {"second": 4, "other": 2}, "elke": {"main": 1, "hers": 5}, "rhea": {"main": 3}}
IN_CONFLICT = {"main": ("ottilie",), "other": ("ottilie",), "orphan": ("ines", "oscar", "ottilie")}
"""With whom, of those who organize. What nobody can handle is Gina's, a guest's."""
ASSIGNED = {
    "main": ("ravi", "sven", "tomas"),
    "own": ("elke", "sven"),
    "hers": ("ravi", "tomas"),
    "other": ("rhea", "ulla"),
    "second": ("elke",),
    "orphan": ("ulla", "vito"),
}
FIRST_SCORES = {"main": 2, "own": 4, "hers": 1, "other": 3, "second": 5, "orphan": 3}
OUTCOMES = {
    "main": "talk",
    "own": "poster",
    "hers": "reject",
    "other": "reject",
    "second": "reject",
    "orphan": "reject",
}
SCORES = ("novelty", "quality", "impact", "overall", "confidence")


@dataclass
class World:
    """`papers` and `people` by the names that the tests use for them."""

    workshop: Workshop
    elsewhere: Workshop
    phase: Phase = Phase.OPEN
    people: dict[str, User] = field(default_factory=dict)
    papers: dict[str, Paper] = field(default_factory=dict)
    offers: dict[str, Offer] = field(default_factory=dict)
    tokens: dict[int, str] = field(default_factory=dict)
    """By the person's id: what opens the API to them."""

    def invitation(self, person: str) -> Invitation | None:
        return Invitation.objects.filter(workshop=self.workshop, email=self.people[person].email).first()

    def assignment(self, paper: str, reviewer: str) -> Assignment:
        return Assignment.objects.get(paper=self.papers[paper], reviewer=self.people[reviewer])


@contextmanager
def standing_still(phase: Phase, shift: timedelta = timedelta()) -> Iterator[None]:
    with clock.replaying(NOON[phase] + shift):
        yield


def in_phases(*phases: Phase) -> pytest.MarkDecorator:
    """A test that asks for `world` runs in each of these phases."""
    return pytest.mark.parametrize("phase", phases, indirect=True)


def build_now(phase: Phase) -> World:
    """As `build`, with the calendar moved so that this phase is today."""
    return build(phase, shift=timedelta(days=(clock.now() - NOON[phase]).days))


def build(phase: Phase, *, shift: timedelta = timedelta()) -> World:
    """The world as it is in this phase, with all that happened before."""
    with standing_still(Phase.OPEN, shift):
        world = begin(IJCAI_25.shifted(shift))
    for each, chapter in CHAPTERS.items():
        if world.phase == phase:
            break
        with standing_still(each, shift):
            chapter(world)
        world.phase = each
    return world


def begin(dates: Dates) -> World:
    """The call is open: a committee is there, papers are in, first reviewers are noted in draft."""
    people = {
        key: UserFactory.create(
            name=name,
            email=f"{key}@{name.split()[-1].lower()}.example",
            affiliation=f"{name.split()[-1]} College",
            orcid=f"0000-0001-{at:04}-0000",
        )
        for at, (key, name) in enumerate(PEOPLE.items())
    }
    people["ines"].is_operator = True
    people["ines"].save(update_fields=["is_operator"])
    world = World(
        workshop=create_workshop(FEDGENAI, by=people["ines"], dates=dates),
        elsewhere=create_workshop(
            replace(FEDGENAI, slug="elsewhere", name="Elsewhere"), by=people["eve"], dates=dates
        ),
        people=people,
    )
    for person in people.values():
        world.tokens[person.pk] = tokens.make(
            user=person, name="A script", scopes=Scope.values, good_for=timedelta(days=365)
        )
    _convene(world)
    world.workshop.questions = [
        Question("code", "Is code part of it?", for_reviewers=True).to_json(),
        Question("money", "Who paid for the work?").to_json(),
    ]
    world.workshop.save(update_fields=["questions"])
    _submit(world)
    world.workshop.calls.update(papers_per_author=1)  # some have two already
    assigning.assign(paper=world.papers["main"], reviewer_id=people["ravi"].pk, by=people["ines"])
    assigning.assign(paper=world.papers["own"], reviewer_id=people["sven"].pk, by=people["ines"])
    hand_over(paper=world.papers["orphan"], guest=people["gina"], by=people["ines"])
    _bid(world)
    return world


def _bid(world: World) -> None:
    """Bidding is open as long as the call is, and some have begun."""
    now, days = clock.now(), timedelta(days=5)
    bidding.set_window(
        call=world.workshop.calls.get(), opens_at=now - days, closes_at=now + days, by=world.people["ines"]
    )
    for name, bids in BIDS.items():
        for key, level in bids.items():
            BidFactory.create(paper=world.papers[key], reviewer=world.people[name], level=level, at=now)
            AffinityFactory.create(paper=world.papers[key], reviewer=world.people[name])


def _convene(world: World) -> None:
    ines = world.people["ines"]
    for key in ("oscar", "ottilie"):
        committee.add_organizer(workshop=world.workshop, by=ines, user=world.people[key])
    for key in ("ines", "oscar", "ottilie"):
        Digest.objects.create(workshop=world.workshop, user=world.people[key])
    asked = [Invitee(world.people[key].email, world.people[key].name) for key in REVIEWERS]
    asked += [Invitee("silent@nowhere.example", "Silent Harrow"), Invitee("busy@away.example", "Busy Thorne")]
    committee.invite(workshop=world.workshop, by=ines, people=asked)
    topic = world.workshop.topic_areas.all()[0].topics.all()[0]
    for key in REVIEWERS:
        if invitation := world.invitation(key):
            terms = committee.Terms(max_load=3, topics=[topic])
            committee.accept(invitation=invitation, user=world.people[key], terms=terms)
    committee.decline(
        invitation=Invitation.objects.get(email="busy@away.example"), reason="A sabbatical at sea."
    )


def _submit(world: World) -> None:
    for key, names in AUTHORS.items():
        team = [world.people[name] for name in names]
        paper = complete_paper(world.workshop, *team, title=TITLES[key])
        world.papers[key] = paper
        for name in IN_CONFLICT.get(key, ()):
            Conflict.objects.create(
                paper=paper,
                user=world.people[name],
                kind=Conflict.Kind.DECLARED,
                reason="We share a grant.",
            )
        for verb in ("paper.created", "paper.saved", "paper.submitted"):
            record(verb, workshop_id=world.workshop.pk, paper_id=paper.pk, actor_id=team[0].pk)
        _rename(paper)
        letters.receipt(paper, newest(paper), team[0])
        letters.submitted(paper, team[0])
        jobs.enqueue("check.copy", newest(paper).pk)
    papers.withdraw(paper=world.papers["withdrawn"], by=world.people["dario"])
    world.papers["draft"] = _unfinished(world)
    _abroad(world)
    _liken(world)
    _bring(world)
    _ask_for_other_authors(world)


def _ask_for_other_authors(world: World) -> None:
    """Bastien wants somebody else on the list; Amara and the newcomer have not answered."""
    row = {**payload.blank_row(), "name": "Nadia Newcomb", "email": "nadia@newcomer.example"}
    rows = [*selectors.payload_of(world.papers["main"])["authors"], row]
    authors.ask(
        paper=world.papers["main"], rows=rows, reason="She ran everything.", by=world.people["bastien"]
    )


BROUGHT = "#,title,authors,abstract,decision\r\n" + "".join(
    f"{at},Another Title There,A,Words.,accept\r\n" for at in range(1, 6)
)
BROUGHT_AUTHORS = "submission #,first name,last name,email,person #\r\n" + "".join(
    f"{at},Somebody,There,there{at}@there.example,{at}\r\n" for at in range(1, 6)
)


def _bring(world: World) -> None:
    """Three organizers look at the same files of another system, which speak of papers that are here."""
    for at, key in enumerate(("main", "own", "hers", "other", "second"), 1):
        ids = {"system": "EasyChair", "kind": "paper", "foreign": str(at), "digest": "0"}
        Origin.objects.create(workshop=world.workshop, paper=world.papers[key], **ids)
    files = {"submission.csv": BROUGHT, "author.csv": BROUGHT_AUTHORS}
    for at, name in enumerate(("ines", "oscar", "ottilie")):
        named = [(file, ContentFile(text.encode())) for file, text in files.items()]
        made = intake.show(workshop=world.workshop, by=world.people[name], files=named)
        read_intake(made)
        Intake.objects.filter(pk=made.pk).update(ref=f"bringbringbring{at + 2}")


def _liken(world: World) -> None:
    """Two pairs of papers are much alike."""
    for keys in (("main", "second"), ("own", "hers")):
        one, other = sorted((world.papers[key] for key in keys), key=lambda paper: paper.pk)
        shas = {"one_sha256": newest(one).sha256, "other_sha256": newest(other).sha256}
        Pair.objects.create(one=one, other=other, text=0.5, abstract=0.3, same_title=False, **shas)


def _rename(paper: Paper) -> None:
    Version.objects.filter(paper=paper).update(original_name=f"draft of {paper.creator.name}.pdf")
    paper.llm_use = f"{paper.creator.name} asked a model to mend the grammar."
    paper.answers = {"code": "A little.", "money": f"{paper.creator.name}'s aunt."}
    paper.save(update_fields=["llm_use", "answers"])


def _unfinished(world: World) -> Paper:
    dario, call = world.people["dario"], world.workshop.calls.get()
    paper = papers.open_draft(call=call, by=dario, ref="draftdraftdraft2")
    row = {**payload.blank_row(), "name": dario.name, "email": dario.email}
    typed = payload.empty(row)
    link = private.open_link(paper=paper, guest=make_guest(), key="keykeykeykeykey2")
    private.ask(link=link, address=dario.email)
    return papers.save_draft(paper=paper, payload=typed, version=paper.version, by=dario)


def _abroad(world: World) -> None:
    """Another workshop on the same site, with a paper of its own."""
    paper = complete_paper(world.elsewhere, world.people["dario"], title="Not of This Workshop")
    record("paper.submitted", workshop_id=world.elsewhere.pk, paper_id=paper.pk, actor_id=paper.creator_id)
    letters.receipt(paper, newest(paper), world.people["dario"])
    world.papers["abroad"] = paper


TITLES = {
    "main": "Pruning Prompts across Hospitals",
    "own": "Merging Models of Strangers",
    "hers": "Adapters That Forget",
    "other": "Quiet Clients, Loud Gradients",
    "second": "A Ledger for Synthetic Data",
    "withdrawn": "A Paper Taken Back",
    "orphan": "Whom Nobody Can Judge",
}


def newest(paper: Paper) -> Version:
    version = paper.versions.first()
    if version is None:
        raise ValueError("this paper has no file")
    return version


def review(world: World) -> None:
    """Papers are assigned and told; half of the reviews are in, one is begun."""
    for key, reviewers in ASSIGNED.items():
        for name in reviewers:
            choose(world, key, name)
    publish(world)
    for key, reviewers in ASSIGNED.items():
        hand_in(world, key, reviewers[0], overall=FIRST_SCORES[key])
    solve(world)
    begun = world.assignment("main", "sven")
    texts = {**reviewing.texts_of(None), "strengths": "It begins well, so far."}
    reviewing.save_draft(assignment=begun, texts=texts, version=0, at=clock.now())
    for key, reviewers in ASSIGNED.items():
        told = world.assignment(key, reviewers[0])
        kind = Report.Kind.RECOGNISED
        telling.tell(assignment=told, kind=kind, words="By its style.", page=None, at=clock.now())
        _discuss(world, key, told)
        world.offers[key] = Offer.objects.create(paper=world.papers[key], user=world.people["fritz"])


def _discuss(world: World, key: str, seat: Assignment) -> None:
    """A reviewer says one thing to each circle, a handler another to the committee; the authors have answered."""
    paper, ines = world.papers[key], world.people["ines"]
    for visible in Comment.Visible:
        text = f"To {visible} about {key}."
        discussing.comment(paper=paper, seat=seat, text=text, visible=visible, at=clock.now())
    among = Comment.Visible.COMMITTEE
    discussing.comment(paper=paper, by=ines, text=f"What of {key}?", visible=among, at=clock.now())
    Response.objects.create(paper=paper, by=paper.creator, text=f"Thank you for reading {key}.")


def solve(world: World) -> None:
    """A run of each organizer, over the papers that each may see. All have their reviewer, so nobody else gets one."""
    for name in ("ines", "oscar", "ottilie"):
        solving.ask(workshop=world.workshop, by=world.people[name], wish=Wish(demand=1))
    for job in Job.objects.filter(kind=solving.KIND):
        run_job(job.pk)
    for job in Job.objects.filter(kind=solving.CURVE):
        run_job(job.pk)


def publish(world: World) -> None:
    for name in ("ines", "oscar", "ottilie", "gina"):
        by = world.people[name]
        seen = coverage(by, world.workshop).digest
        assigning.publish(workshop=world.workshop, by=by, seen=seen)


def choose(world: World, key: str, reviewer: str) -> None:
    """In draft, unless it was done before."""
    paper, person = world.papers[key], world.people[reviewer]
    if not Assignment.objects.filter(paper=paper, reviewer=person).exists():
        assigning.assign(paper=paper, reviewer_id=person.pk, by=world.people["ines"])


def hand_in(world: World, key: str, reviewer: str, *, overall: int) -> None:
    assignment = Assignment.objects.select_related("paper__workshop", "paper__call", "reviewer").get(
        paper=world.papers[key], reviewer=world.people[reviewer]
    )
    words = {
        "strengths": f"{reviewer} likes how {key} begins.",
        "weaknesses": f"{reviewer} misses a baseline in {key}.",
        "questions": "Which seed?",
        "to_organizers": f"{reviewer}, between us: fine.",
    }
    answers = {**dict.fromkeys(SCORES, 3), **words, "overall": overall}
    texts = {name: str(value) for name, value in answers.items()}
    saved = getattr(assignment, "review", None)
    reviewing.submit(
        assignment=assignment,
        answers=answers,
        texts=texts,
        version=saved.version if saved else 0,
        at=clock.now(),
    )


def decide(world: World) -> None:
    """All reviews are in; some decisions are ready, others drafts of one organizer."""
    for key, reviewers in ASSIGNED.items():
        for at, name in enumerate(reviewers[1:]):
            hand_in(world, key, name, overall=(len(key) + at) % 4 + 2)
    ines, oscar, ottilie = (world.people[name] for name in ("ines", "oscar", "ottilie"))
    for key in ("main", "own", "other"):
        deciding.mark_ready(
            paper=world.papers[key], by=ines, outcome=OUTCOMES[key], note=f"On {key}: well done."
        )
    deciding.mark_ready(
        paper=world.papers["orphan"], by=world.people["gina"], outcome="reject", note="On orphan: not now."
    )
    for by, key in ((ines, "second"), (oscar, "second"), (ottilie, "second"), (ines, "hers")):
        note = f"{by.name} thinks about {key}."
        deciding.save_draft(paper=world.papers[key], by=by, outcome="poster", note=note)


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


def inquire(world: World) -> None:
    due_at = clock.now() + timedelta(days=14)
    attending.ask(workshop=world.workshop, due_at=due_at, by=world.people["ines"])


def plan_the_day(world: World) -> None:
    """Final versions are asked for, one is in; a programme holds both accepted papers."""
    ines, at = world.people["ines"], clock.now()
    due = at + timedelta(days=20)
    camera.ask(workshop=world.workshop, by=ines, due_at=due, preset="", licence="We agree.")
    for key in ("main", "own"):
        paper = world.papers[key]
        Final.objects.create(
            ref=f"final{key}final{key}22"[:16], paper=paper, number=1, file=newest(paper).file.name, size=9,
            sha256="1" * 64, uploaded_by=paper.creator, uploaded_at=at, report=NOTHING_FOUND.to_dict(), errors=0,
        )  # fmt: skip
    for at_, title in enumerate(("Morning", "Evening")):
        made = programme.save_session(
            workshop=world.workshop, by=ines, title=title, kind="talks",
            starts_at=at + timedelta(days=60, hours=at_), ends_at=at + timedelta(days=60, hours=at_ + 1),
        )  # fmt: skip
        Session.objects.filter(pk=made.pk).update(ref=f"sessionsession2{at_ + 2}")
        number = world.papers[("main", "own")[at_]].number
        programme.place(session=made, numbers=[number], minutes=20, by=ines)
    programme.settle(workshop=world.workshop, zone="America/Montreal", is_public=True, by=ines)


def make_ready(world: World) -> None:
    ines = world.people["ines"]
    for key in ("hers", "second"):
        deciding.mark_ready(
            paper=world.papers[key], by=ines, outcome=OUTCOMES[key], note=f"On {key}: not now."
        )


def announce(world: World) -> None:
    ines = world.people["ines"]
    seen = decision_letters.digest(decision_letters.previews(releasing.ready(ines, world.workshop)))
    releasing.release(workshop=world.workshop, by=ines, seen=seen)


CHAPTERS: dict[Phase, Callable[[World], None]] = {
    Phase.REVIEWING: review,
    Phase.DECIDED: decide,
    Phase.RELEASED: release,
}


@cache
def other_file() -> str:
    """The stored name of a PDF that is none of the papers'."""
    pdf = small_pdf("Another paper altogether, of another length.")
    return default_storage.save("papers/other.pdf", ContentFile(pdf))


@cache
def other_picture() -> str:
    picture = BytesIO()
    Image.new("L", (60, 90), 30).save(picture, "PNG")
    return default_storage.save("papers/other.png", ContentFile(picture.getvalue()))
