"""Every page of the site answers everybody without an error in every phase.

Here are those that `test_noninterference` does not visit anyway: an error there fails that test.
"""

from datetime import UTC, datetime

import pytest

from submissions import clock
from submissions.workshops.phases import Events, Stage, stage_of
from tests.blindness.comparison import browser, visit
from tests.blindness.sights import PERSONAS, sight_of
from tests.blindness.test_noninterference import _plain_refusals  # noqa: F401 - a fixture
from tests.blindness.urls import (
    FOR_WHOEVER_SITS_THERE,
    SAME_IN_EVERY_PHASE,
    TABLE,
    addresses,
    refs_of,
)
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

CHANGING = set(TABLE) - SAME_IN_EVERY_PHASE - FOR_WHOEVER_SITS_THERE
ANSWERS = {200, 302, 401, 404, 405, 410, 503}
SEEN = ("visitor", "reviewer and author", "organizer and author")
"""Between them they wear every hat."""


@pytest.mark.usefixtures("_plain_refusals")
@in_phases(*MOMENTS)
def test_every_page_answers_everybody_in_every_phase(world: World) -> None:
    for stage, at in MOMENTS[world.phase].items():
        with clock.replaying(at):
            assert stage_here(world) == stage
            found = {who: faults(world, who) for who in SEEN}
        assert not any(found.values()), f"{stage}: {found}"


def faults(world: World, who: str) -> list[str]:
    """What answers this person otherwise than a page, a redirect or a refusal."""
    persona = next(each for each in PERSONAS if each.name == who)
    client = browser(sight_of(persona, world))
    client.raise_request_exception = False
    found = []
    for address in addresses(refs_of(world, ("main",), person=persona.person, made_up=False), only=CHANGING):
        status = visit(client, address).status
        if status not in ANSWERS:
            found.append(f"{address} {status}")
    return found


def stage_here(world: World) -> Stage:
    events = Events(assigned=world.phase != Phase.OPEN, released=world.phase == Phase.RELEASED)
    return stage_of(world.workshop, world.workshop.calls.get(), now=clock.now(), events=events)
