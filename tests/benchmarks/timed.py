"""What `tests.benchmarks.assignment` times; no test of the suite, as its name says to pytest."""

import sys
import time

import numpy as np
import pytest

from reviews.assignment.models import Assignment
from reviews.models import Affinity, Bid, Run
from submissions.models import Paper, User, Workshop
from tests.factories import InvitationFactory, MembershipFactory, PaperFactory, UserFactory
from tests.personas import Persona
from tests.reviews.solving.test_actions import ASKED
from tests.workers import Worker, wait_for

PAPERS, REVIEWERS = 200, 41


def crowd(workshop: Workshop) -> list[User]:
    people = [UserFactory.create() for _ in range(REVIEWERS)]
    for person in people:
        MembershipFactory.create(workshop=workshop, user=person, role="reviewer")
        InvitationFactory.create(
            workshop=workshop,
            user=person,
            email=person.email,
            state="accepted",
            max_load=16,
            answered_at=workshop.created_at,
        )
    return people


def shelf(workshop: Workshop) -> list[Paper]:
    call, writer = workshop.calls.get(), UserFactory.create()
    made = [
        PaperFactory.create(
            workshop=workshop, call=call, number=n + 1, creator=writer, submitted_at=workshop.created_at
        )
        for n in range(PAPERS)
    ]
    Paper.objects.update(state=Paper.State.SUBMITTED)
    return made


@pytest.mark.django_db(transaction=True)
def test_click_to_draft(workshop: Workshop, organizer: Persona, worker: Worker) -> None:
    people, papers, rng = crowd(workshop), shelf(workshop), np.random.default_rng(5)
    pairs = [(paper, person) for paper in papers for person in people]
    Affinity.objects.bulk_create(
        Affinity(paper=p, reviewer=r, value=float(v), cosine=float(v), nearest="A paper")
        for (p, r), v in zip(pairs, rng.random(len(pairs)), strict=True)
    )
    some = rng.choice(len(pairs), 1200, replace=False)
    Bid.objects.bulk_create(
        Bid(paper=pairs[at][0], reviewer=pairs[at][1], level=int(rng.integers(1, 6))) for at in some
    )
    worker.start()
    asked(organizer, workshop)  # the worker's first run loads the solver
    first = asked(organizer, workshop)
    for row in Assignment.objects.order_by("pk")[:10]:
        Assignment.objects.filter(pk=row.pk).update(is_automatic=False)
    second = asked(organizer, workshop)
    run = Run.objects.latest("pk")
    sys.stdout.write(
        f"\n{PAPERS} papers x {REVIEWERS} reviewers: click to draft {first:.2f} s, "
        f"with ten pairs locked {second:.2f} s (solver {run.figures['seconds']:.2f} s)\n"
    )


def asked(organizer: Persona, workshop: Workshop) -> float:
    page = f"/{workshop.slug}/desk/assignment/"
    started = time.monotonic()
    organizer.post(f"{page}solve/", {**ASKED, "demand": 3, "cycles": "on"})
    ref = Run.objects.latest("pk").ref
    here = f"{page}runs/{ref}/"
    wait_for(lambda: organizer.get(here, headers={"HX-Request": "true"}).status_code == 204)
    answer = organizer.get(page)
    took = time.monotonic() - started
    assert f"{PAPERS * 3} pairs are drafted" in answer.text or "drafted" in answer.text
    wait_for(lambda: Run.objects.get(ref=ref).points is not None)
    return took
