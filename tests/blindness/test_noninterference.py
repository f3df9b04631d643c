"""What a persona may not know changes no byte of anything that the persona can fetch."""

import pytest

from tests.blindness.addresses.accounts import BY_DICE
from tests.blindness.addresses.site import FOR_WHOEVER_SITS_THERE
from tests.blindness.comparison import compared
from tests.blindness.refs import refs_of
from tests.blindness.sights import PERSONAS, Persona, sight_of
from tests.blindness.urls import SAME_IN_EVERY_PHASE, TABLE, addresses, names
from tests.blindness.world import Phase, World, in_phases

VISITED = {
    Phase.OPEN: ("main", "own"),
    Phase.REVIEWING: ("main", "own"),
    Phase.DECIDED: ("main", "own", "hers"),
    Phase.RELEASED: ("main", "own", "hers"),
}
"""Papers whose own addresses are visited. In each phase somebody wrote, reviews, handles or must not see each of them."""


P = Phase
LOOKED_AT = {
    "visitor": (P.OPEN, P.RELEASED),
    "outsider": (P.OPEN, P.RELEASED),
    "author": (P.OPEN, P.REVIEWING, P.RELEASED),
    "co-author": (P.RELEASED,),
    "reviewer": (P.REVIEWING, P.DECIDED, P.RELEASED),
    "reviewer elsewhere": (P.OPEN,),
    "reviewer and author": (P.REVIEWING, P.DECIDED),
    "organizer": (P.DECIDED,),
    "organizer and author": (P.REVIEWING, P.RELEASED),
    "organizer in conflict": (P.OPEN, P.DECIDED),
    "guest organizer": (P.OPEN, P.DECIDED),
}
"""Where there is something to learn. `make leaks` looks at each person in each phase."""
AT_MOST = 12
"""Queries of a page."""

AT_THE_DESK = ("ines", "oscar", "ottilie", "gina")
HANDED_OVER = {"gina": ("orphan",)}
"""What one person alone handles is visited by that person alone."""


def surveyed(phase: Phase) -> set[str]:
    left_out = BY_DICE | FOR_WHOEVER_SITS_THERE | (set() if phase == Phase.OPEN else SAME_IN_EVERY_PHASE)
    return set(TABLE) - left_out


def visited(persona: Persona, phase: Phase) -> tuple[str, ...]:
    return (*VISITED[phase], *HANDED_OVER.get(persona.person or "", ()))


def test_every_pattern_of_the_project_is_in_the_table() -> None:
    assert names() == set(TABLE)


def wanted(persona: Persona, world: World) -> list[str]:
    """Whoever runs nothing is turned away from the desk by role alone, whatever the phase: that is seen in the first."""
    refs = refs_of(world, visited(persona, world.phase), person=persona.person, made_up=False)
    every = addresses(refs, only=surveyed(world.phase))
    runs_something = persona.person in AT_THE_DESK or world.phase == Phase.OPEN
    return [address for address in every if runs_something or "/desk/" not in address]


@pytest.mark.usefixtures("_plain_refusals")
@in_phases(*Phase)
@pytest.mark.parametrize("personas", [PERSONAS[at::3] for at in range(3)], ids=lambda group: group[0].name)
def test_what_is_hidden_changes_no_answer(world: World, personas: list[Persona]) -> None:
    looking = [persona for persona in personas if world.phase in LOOKED_AT[persona.name]]
    found = [line for persona in looking for line in faults(persona, world)]
    assert not found, "\n".join(found)


def faults(persona: Persona, world: World) -> list[str]:
    """What tells of something hidden, and what asks the database too often."""
    told, answers = compared(persona.name, sight_of(persona, world), wanted(persona, world))
    heavy = [
        f"{persona.name}, {world.phase}: {answer.queries} queries for {address}"
        for address, answer in answers.items()
        if answer.queries > AT_MOST
    ]
    return [*map(str, told), *heavy]
