"""An invented edition that is over: released long ago, so that the accept list and the letters can be looked at."""

import json
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from fedgenai_site.demo import world
from fedgenai_site.demo.seed import acts, afterwards, on_the_day, portraits
from fedgenai_site.demo.seed.cast import Cast
from fedgenai_site.demo.seed.sheet import one_page
from reviews.decisions import letters, release
from reviews.decisions import services as decisions
from reviews.models import Assignment
from submissions import clock
from submissions.models import Paper, Topic, User, Workshop
from submissions.papers.services import send_closing_receipts
from submissions.workshops.examples.calendar import with_papers_due_in
from submissions.workshops.examples.fedgenai_ijcai_25 import FEDGENAI
from submissions.workshops.models import Accent
from submissions.workshops.services import create_workshop

DUE_DAYS_AGO = 230

PILOT = replace(
    FEDGENAI,
    slug="fedgenai-pilot",
    accent=Accent.TEAL,
    name="FedGenAI Pilot",
    title="Pilot Workshop on Federated Learning and Generative AI",
    tagline="One day, five papers, many questions",
    intro="A small meeting that tried the format out. It never took place: this edition is part of the demo.",
    venue="Skagafell Winter Meeting",
    place="Skagafell",
    enquiries="organizer@example.org",
    author_kit_url="",
    dual_submission_rule="",
    venue_rules="",
    preset="free",
    editions=(),
    organizers=(),
    is_public=False,
)


def play(cast: Cast, *, now: datetime, days_left: int) -> Workshop:
    lead = cast.users["organizer"]
    due = now - timedelta(days=DUE_DAYS_AGO)
    with clock.replaying(due - timedelta(days=60)):
        dates = with_papers_due_in(-DUE_DAYS_AGO, now=now)
        workshop = create_workshop(PILOT, by=lead, dates=replace(dates, ends_on=dates.starts_on))
    portraits.hang(workshop, cast.world.organizers)
    rows = json.loads(Path(__file__).with_name("earlier.json").read_text(encoding="utf-8"))
    papers = [_submit(cast, workshop, row, at=due - timedelta(days=9 - n)) for n, row in enumerate(rows)]
    with clock.replaying(due + timedelta(days=2)):
        send_closing_receipts()
    told = list(zip(papers, rows, strict=True))
    for paper, row in told:
        if reason := row.get("turned_away"):
            acts.turn_away(paper, reason, by=lead, at=due + timedelta(days=2, hours=3))
    judged = [(paper, row) for paper, row in told if "reviews" in row]
    _gather_committee(cast, workshop, [row for _, row in judged], due=due)
    _review(cast, workshop, judged, told=due + timedelta(days=3))
    _release(workshop, judged, by=lead, at=due + timedelta(days=27))
    afterwards.play(workshop, by=lead, at=due + timedelta(days=28))
    on_the_day.play(workshop, by=lead, at=due + timedelta(days=29))
    newcomer = cast.person("coauthor9")
    afterwards.ask_for_another_author(papers[2], newcomer, at=now - timedelta(hours=5))
    return workshop


def _gather_committee(cast: Cast, workshop: Workshop, rows: list[Any], *, due: datetime) -> None:
    keys = sorted({review[0] for row in rows for review in row["reviews"]})
    people = [cast.person(key) for key in keys]
    acts.invite(workshop, people, by=cast.users["organizer"], at=due - timedelta(days=50))
    topics = list(Topic.objects.filter(area__workshop=workshop))
    for n, person in enumerate(people):
        answered = due - timedelta(days=48, hours=-9 * n)
        acts.accept(cast, workshop, person, topics=topics[n % 4 :: 4], at=answered)


def _submit(cast: Cast, workshop: Workshop, row: Any, *, at: datetime) -> Paper:
    by = cast.users[row["authors"][0]]
    text = acts.Manuscript(
        title=row["title"],
        abstract=row["abstract"],
        kind=row["kind"],
        authors=tuple(cast.person(key) for key in row["authors"]),
        topics=tuple(Topic.objects.filter(area__workshop=workshop)[:1]),
    )
    paper = acts.begin(workshop.calls.get(), text, by=by, at=at)
    acts.upload(
        paper,
        one_page(row["title"], "Anonymous Submission", row["abstract"]),
        "paper.pdf",
        by=by,
        at=at + timedelta(minutes=25),
    )
    paper.refresh_from_db()
    return paper


def _review(cast: Cast, workshop: Workshop, papers: list[tuple[Paper, Any]], *, told: datetime) -> None:
    forms = [(paper, _form(review)) for paper, row in papers for review in row["reviews"]]
    pairs = [(paper, cast.users[form.reviewer]) for paper, form in forms]
    rows = acts.assign(workshop, pairs, by=cast.users["organizer"], at=told)
    for n, (row, (_, form)) in enumerate(zip(rows, forms, strict=True)):
        acts.review(Assignment.objects.get(pk=row.pk), form, at=told + timedelta(days=8, hours=13 * n))


def _form(review: list[Any]) -> world.Review:
    reviewer, novelty, quality, impact, overall, confidence, strengths, weaknesses, questions = review
    return world.Review(
        reviewer=reviewer,
        state="submitted",
        novelty=novelty,
        quality=quality,
        impact=impact,
        overall=overall,
        confidence=confidence,
        strengths=strengths,
        weaknesses=weaknesses,
        questions=questions,
        to_organizers="",
    )


def _release(workshop: Workshop, papers: list[tuple[Paper, Any]], *, by: User, at: datetime) -> None:
    with clock.replaying(at - timedelta(days=1)):
        for paper, row in papers:
            decisions.mark_ready(paper=paper, by=by, outcome=row["outcome"], note=row["note"])
    with clock.replaying(at):
        seen = letters.digest(letters.previews(release.ready(by, workshop)))
        release.release(workshop=workshop, by=by, seen=seen)
