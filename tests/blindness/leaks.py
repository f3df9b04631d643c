"""The full products: each hidden fact by itself, and each stage, for each persona over everything. `make leaks` runs them.

The suite looks at all facts together, which finds the same leaks in a thirtieth of the time; here each is looked at
alone, so that two leaks cannot hide each other, and every person looks at every paper's addresses in every phase. Each
phase is a test: `make leaks ONLY=decided` looks at one. What is found is told at once.
"""

import sys
from dataclasses import dataclass

import pytest

from tests.blindness import comparison
from tests.blindness.addresses.accounts import BY_DICE
from tests.blindness.addresses.site import FOR_WHOEVER_SITS_THERE
from tests.blindness.comparison import Difference, changes, crawl, ground_of, told
from tests.blindness.refs import refs_of
from tests.blindness.sights import PERSONAS, Persona, sight_of
from tests.blindness.test_phases import CHANGING, MOMENTS, faults
from tests.blindness.urls import TABLE, addresses
from tests.blindness.world import Phase, World, in_phases
from tests.blindness.worlds import FACTS, as_it_is

TOTAL = len(Phase) * len(PERSONAS) * len(FACTS)
WIDTH = 40


@dataclass
class Tally:
    """`answers` were compared; those made from the same rows again were not drawn a second time."""

    combinations: int = 0
    answers: int = 0


tally = Tally()


@pytest.mark.usefixtures("_plain_refusals")
@in_phases(*Phase)
def test_no_fact_by_itself_changes_an_answer(world: World) -> None:
    found = [leak for persona in PERSONAS for leak in _leaks(persona, world)]
    assert not found, "\n".join(map(str, found))


@pytest.mark.usefixtures("_plain_refusals")
@in_phases(*MOMENTS)
def test_every_page_answers_everybody_in_every_stage(world: World) -> None:
    for stage, at in MOMENTS[world.phase].items():
        found = faults(world, stage, at, dict.fromkeys(PERSONAS, CHANGING))
        assert not found, f"{stage}: {found}"


def _leaks(persona: Persona, world: World) -> list[Difference]:
    sight, found = sight_of(persona, world), []
    refs = refs_of(world, tuple(world.papers), person=persona.person, made_up=False)
    with as_it_is(world):
        here = crawl(sight, addresses(refs, only=set(TABLE) - FOR_WHOEVER_SITS_THERE - BY_DICE))
    ground = ground_of(here)
    for fact in FACTS:
        new = told(persona.name, sight, here, changes(sight, here, ground, [fact]), (fact,))
        found += new
        tally.combinations += 1
        tally.answers += len(here)
        _show(f"{persona.name}, {world.phase}", new)
    return found


def _show(where: str, new: list[Difference]) -> None:
    for difference in new:
        sys.stderr.write(f"\n{difference}\n")
    full = WIDTH * tally.combinations // TOTAL
    bar = "█" * full + "·" * (WIDTH - full)
    words = f"{tally.combinations}/{TOTAL}  {tally.answers} answers, {comparison.visits} drawn  {where}"
    sys.stderr.write(f"\r{bar}  {words:<80}")
    sys.stderr.flush()
