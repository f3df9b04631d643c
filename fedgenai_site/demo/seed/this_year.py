"""FedGenAI at IJCAI'25 nine days before papers are due: early papers are in review already, late ones arrive."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from fedgenai_site.demo import world
from fedgenai_site.demo.seed import acts, answers, around, pairs, second_call
from fedgenai_site.demo.seed.cast import Cast
from reviews.committee import services as committee
from reviews.committee.paste import Invitee
from reviews.decisions import services as decisions
from reviews.models import Assignment, Decision
from submissions import clock
from submissions.models import Edition, Paper, Topic, Workshop
from submissions.workshops.examples.calendar import with_papers_due_in
from submissions.workshops.examples.fedgenai_ijcai_25 import FEDGENAI
from submissions.workshops.services import create_workshop

# How many days ago each paper was begun, by its number.
BEGUN = (33, 32, 31, 30, 29, 28, 26, 25, 24, 17, 16, 15, 13, 12, 11, 9, 8, 7, 6, 5, 4, 3, 1.4, 0.3)
FIRST_ROUND = range(1, 10)
FIRST_ROUND_AT, SECOND_ROUND_AT = 19.0, 3.5
OUTCOMES = {
    "accept-talk": Decision.Outcome.TALK,
    "accept-poster": Decision.Outcome.POSTER,
    "reject": Decision.Outcome.REJECT,
}
UNANSWERED = ("coauthor2", "coauthor16")
DECLINED = "coauthor20"
INSTEAD = (
    Invitee("i.farrowgate@lakeshore.example", "Imogen Farrowgate", "Lakeshore Polytechnic"),
    Invitee("s.bandarawela@baringo-hills.example", "Sunil Bandarawela"),
)
LOADS = (6, 5, 6, 6, 5, 4, 6, 6, 5, 6, 2, 6)
"""How many papers each reviewer said yes to."""


def play(cast: Cast, *, now: datetime, days_left: int) -> Workshop:
    opening = now - timedelta(days=60)
    with clock.replaying(opening):
        dates = with_papers_due_in(days_left, now=now)
        workshop = create_workshop(FEDGENAI, by=cast.users["organizer"], dates=dates)
        _link_earlier_edition(workshop)
        workshop.questions = [acts.ASKED.to_json()]
        workshop.save(update_fields=["questions"])
    _add_organizers(cast, workshop, at=now - timedelta(days=59))
    papers = {paper.number: _submit(cast, workshop, paper, now=now) for paper in cast.world.papers}
    answers.play(papers, now=now)
    _gather_committee(cast, workshop, now=now)
    _assign_and_review(cast, workshop, papers, now=now)
    around.play(cast, workshop, papers, now=now)
    _decide(cast, papers, now=now)
    second_call.play(workshop, by=cast.users["organizer4"], at=now - timedelta(days=6))
    pairs.play(cast, workshop, now=now)
    acts.compare_texts(workshop, at=now - timedelta(days=2, hours=1))
    acts.solve(workshop, by=cast.users["organizer"], at=now - timedelta(days=2))
    return workshop


def _link_earlier_edition(workshop: Workshop) -> None:
    last = workshop.editions.count()
    Edition.objects.create(
        workshop=workshop,
        name="FedGenAI Pilot (invented for this demo)",
        url="/fedgenai-pilot/",
        position=last,
    )


def _add_organizers(cast: Cast, workshop: Workshop, *, at: datetime) -> None:
    lead, *others = (cast.users[person.key] for person in cast.world.organizers)
    with clock.replaying(at):
        for user in others:
            committee.add_organizer(workshop=workshop, by=lead, user=user)


def _gather_committee(cast: Cast, workshop: Workshop, *, now: datetime) -> None:
    """Played after the papers, though it came before: conflicts are then looked for once a person."""
    lead = cast.users["organizer"]
    strangers = [cast.person(key) for key in (*UNANSWERED, DECLINED)]
    acts.invite(workshop, [*cast.world.reviewers, *strangers], by=lead, at=now - timedelta(days=45))
    topics = list(Topic.objects.filter(area__workshop=workshop))
    for n, person in enumerate(cast.world.reviewers):
        answered = now - timedelta(days=44, hours=-7 * n)
        acts.accept(cast, workshop, person, topics=topics[n % 4 :: 4], at=answered, load=LOADS[n])
    reason = "On parental leave until the autumn. Good luck!"
    acts.decline(workshop, cast.person(DECLINED), reason, at=now - timedelta(days=42), instead=INSTEAD)


def _submit(cast: Cast, workshop: Workshop, paper: world.Paper, *, now: datetime) -> Paper:
    begun = now - timedelta(days=BEGUN[paper.number - 1], minutes=paper.number * 37 % 240)
    by = cast.users[paper.authors[0]]
    row = acts.begin(workshop.calls.get(), _manuscript(cast, workshop, paper), by=by, at=begun)
    for n, version in enumerate(paper.versions):
        uploaded = begun + timedelta(days=n, minutes=19 + 90 * n)
        acts.upload(row, version.path.read_bytes(), f"submission-v{n + 1}.pdf", by=by, at=uploaded)
    if paper.state == "withdrawn":
        acts.withdraw(row, by=by, at=begun + timedelta(days=2))
    row.refresh_from_db()
    return row


def _manuscript(cast: Cast, workshop: Workshop, paper: world.Paper) -> acts.Manuscript:
    areas = workshop.topic_areas.prefetch_related("topics")
    text = f"{paper.title} {paper.abstract}"
    chosen = [
        topic
        for area in areas
        if any(name.lower() in area.name.lower() for name in paper.topics)
        for topic in fitting(area.topics.all(), text)
    ]
    return acts.Manuscript(
        title=paper.title,
        abstract=paper.abstract,
        kind=paper.kind,
        authors=cast.world.authors_of(paper),
        topics=tuple(chosen),
        other_topic=paper.other_topic,
        llm_use=paper.llm_use,
        is_confirmed=paper.state != "draft",
    )


def fitting(topics: Iterable[Topic], text: str, at_most: int = 2) -> list[Topic]:
    """The topics whose words stand in a text most often; the first one where none does."""
    low, rows = text.lower(), list(topics)

    def hits(topic: Topic) -> int:
        stems = (word[:6] for word in topic.name.lower().split() if len(word) > 4)
        return sum(low.count(stem) for stem in stems)

    found = sorted((topic for topic in rows if hits(topic)), key=hits, reverse=True)
    return found[:at_most] or rows[:1]


def _assign_and_review(cast: Cast, workshop: Workshop, papers: dict[int, Paper], *, now: datetime) -> None:
    lead = cast.users["organizer"]
    for is_first, days in ((True, FIRST_ROUND_AT), (False, SECOND_ROUND_AT)):
        told = now - timedelta(days=days)
        forms = [
            (papers[paper.number], form)
            for paper in cast.world.papers
            for form in paper.reviews
            if (paper.number in FIRST_ROUND) == is_first
        ]
        pairs = [(paper, cast.users[form.reviewer]) for paper, form in forms]
        rows = acts.assign(workshop, pairs, by=lead, at=told)
        _review(rows, [form for _, form in forms], told=told, within=timedelta(days=days * 0.8))


def _review(rows: list[Assignment], forms: list[world.Review], *, told: datetime, within: timedelta) -> None:
    """Reviews come in one by one, in no order that means anything."""
    for n, (row, form) in enumerate(zip(rows, forms, strict=True)):
        at = told + within * ((n * 7 % len(rows) + 1) / len(rows))
        acts.review(Assignment.objects.get(pk=row.pk), form, at=at)


def _decide(cast: Cast, papers: dict[int, Paper], *, now: datetime) -> None:
    """Where three reviews are in, a decision is ready for the release; the others are one organizer's drafts."""
    deciders = [cast.users["organizer"], cast.users["organizer4"]]
    for paper in cast.world.papers:
        if paper.decision:
            decide = decisions.mark_ready if len(paper.reviews) >= 3 else decisions.save_draft
            with clock.replaying(now - timedelta(days=2, hours=-paper.number)):
                decide(
                    paper=papers[paper.number],
                    by=deciders[paper.number % 2],
                    outcome=OUTCOMES[paper.decision.outcome],
                    note=paper.decision.note,
                )
