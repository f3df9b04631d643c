"""Runs of the solver, asked for and done."""

from reviews.solving import services
from reviews.solving.models import Run
from reviews.solving.wish import Wish
from submissions.models import Workshop
from tests.personas import Persona
from tests.workers import do_jobs


def solved(workshop: Workshop, organizer: Persona, **wish: object) -> Run:
    run = services.ask(workshop=workshop, by=organizer.user, wish=Wish.of(wish))
    do_jobs()
    run.refresh_from_db()
    return run
