"""Papers are assigned and told; reviewers hand in, begin, tell what they recognised, and talk."""

from reviews.assignment import services as assigning
from reviews.assignment.models import Assignment
from reviews.assignment.selectors import coverage
from reviews.discussion import services as discussing
from reviews.models import Comment, Offer, Report, Response
from reviews.reviewing import services as reviewing
from reviews.reviewing import telling
from reviews.solving import services as solving
from reviews.solving.wish import Wish
from submissions import clock
from submissions.jobs.models import Job
from submissions.jobs.tasks import run_job
from tests.blindness.cast import ASSIGNED, FIRST_SCORES, SCORES
from tests.blindness.world import World


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


def choose(world: World, key: str, reviewer: str) -> None:
    """In draft, unless it was done before."""
    paper, person = world.papers[key], world.people[reviewer]
    if not Assignment.objects.filter(paper=paper, reviewer=person).exists():
        assigning.assign(paper=paper, reviewer_id=person.pk, by=world.people["ines"])


def publish(world: World) -> None:
    for name in ("ines", "oscar", "ottilie", "gina"):
        by = world.people[name]
        seen = coverage(by, world.workshop).digest
        assigning.publish(workshop=world.workshop, by=by, seen=seen)


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


def solve(world: World) -> None:
    """A run of each organizer, over the papers that each may see. All have their reviewer, so nobody else gets one."""
    for name in ("ines", "oscar", "ottilie"):
        solving.ask(workshop=world.workshop, by=world.people[name], wish=Wish(demand=1))
    for job in Job.objects.filter(kind=solving.KIND):
        run_job(job.pk)
    for job in Job.objects.filter(kind=solving.CURVE):
        run_job(job.pk)


def _discuss(world: World, key: str, seat: Assignment) -> None:
    """A reviewer says one thing to each circle, a handler another to the committee; the authors have answered."""
    paper, ines = world.papers[key], world.people["ines"]
    for visible in Comment.Visible:
        text = f"To {visible} about {key}."
        discussing.comment(paper=paper, seat=seat, text=text, visible=visible, at=clock.now())
    among = Comment.Visible.COMMITTEE
    discussing.comment(paper=paper, by=ines, text=f"What of {key}?", visible=among, at=clock.now())
    Response.objects.create(paper=paper, by=paper.creator, text=f"Thank you for reading {key}.")
