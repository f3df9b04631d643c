"""The story from its call to its release, told through the services. Time stands still inside a phase."""

from collections.abc import Callable
from datetime import timedelta

from submissions import clock
from submissions.workshops.examples.calendar import IJCAI_25
from tests.blindness.story.deciding import decide
from tests.blindness.story.opening import begin
from tests.blindness.story.releasing import release
from tests.blindness.story.reviewing import review
from tests.blindness.world import NOON, Phase, World, standing_still

CHAPTERS: dict[Phase, Callable[[World], None]] = {
    Phase.REVIEWING: review,
    Phase.DECIDED: decide,
    Phase.RELEASED: release,
}


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


def build_now(phase: Phase) -> World:
    """As `build`, with the calendar moved so that this phase is today."""
    return build(phase, shift=timedelta(days=(clock.now() - NOON[phase]).days))
