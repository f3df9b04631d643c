"""Every page of the site answers everybody without an error in every phase.

Here are those that `test_noninterference` does not visit anyway: an error there fails that test.
"""

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime

import pytest

from submissions import clock
from submissions.workshops.phases import Events, Stage, stage_of
from tests.blindness.addresses.site import FOR_WHOEVER_SITS_THERE
from tests.blindness.comparison import browser, visit
from tests.blindness.refs import refs_of
from tests.blindness.sights import PERSONAS, Persona, sight_of
from tests.blindness.urls import SAME_IN_EVERY_PHASE, TABLE, addresses
from tests.blindness.world import Phase, World, in_phases

MOMENTS: dict[Phase, dict[Stage, datetime]] = {
    Phase.OPEN: {
        Stage.BEFORE: datetime(2025, 2, 20, 12, tzinfo=UTC),
        Stage.LATE: datetime(2025, 5, 10, 12, 10, tzinfo=UTC),
        Stage.CLOSED: datetime(2025, 5, 12, 12, tzinfo=UTC),
    },
    Phase.RELEASED: {
        Stage.CAMERA_READY: datetime(2025, 6, 25, 12, tzinfo=UTC),
        Stage.WORKSHOP: datetime(2025, 8, 17, 12, tzinfo=UTC),
        Stage.OVER: datetime(2025, 9, 1, 12, tzinfo=UTC),
    },
}
"""A moment of each stage, by how far the story has come then."""

CHANGING = sorted(set(TABLE) - SAME_IN_EVERY_PHASE - FOR_WHOEVER_SITS_THERE)
ANSWERS = {200, 302, 401, 404, 405, 410, 503}
IN_TURN = 3
"""A page is visited by every third persona in one stage, and by the others in the next: each stage shows each page to an
organizer, a reviewer and an author. `make leaks` lets everybody visit everything in every stage."""


@pytest.mark.usefixtures("_plain_refusals")
@in_phases(*MOMENTS)
def test_every_page_answers_everybody_in_every_phase(world: World) -> None:
    for turn, (stage, at) in enumerate(MOMENTS[world.phase].items()):
        shares = [CHANGING[(turn + nth) % IN_TURN :: IN_TURN] for nth in range(len(PERSONAS))]
        found = faults(world, stage, at, dict(zip(PERSONAS, shares, strict=True)))
        assert not found, f"{stage}: {found}"


def faults(world: World, stage: Stage, at: datetime, visits: Mapping[Persona, Sequence[str]]) -> list[str]:
    """What answers somebody at this moment otherwise than with a page, a redirect or a refusal."""
    with clock.replaying(at):
        assert stage_here(world) == stage
        return [line for persona, patterns in visits.items() for line in _faults(world, persona, patterns)]


def _faults(world: World, persona: Persona, patterns: Sequence[str]) -> list[str]:
    client = browser(sight_of(persona, world))
    client.raise_request_exception = False
    refs = refs_of(world, ("main",), person=persona.person, made_up=False)
    answered = [(each, visit(client, each).status) for each in addresses(refs, only=patterns)]
    return [f"{persona.name}: {address} {status}" for address, status in answered if status not in ANSWERS]


def stage_here(world: World) -> Stage:
    events = Events(assigned=world.phase != Phase.OPEN, released=world.phase == Phase.RELEASED)
    return stage_of(world.workshop, world.workshop.calls.get(), now=clock.now(), events=events)
