"""The full product: each hidden fact by itself, for each persona in each phase, over everything. `make leaks` runs it.

The suite looks at all facts together, which finds the same leaks in a thirtieth of the time; here each is looked at
alone, so that two leaks cannot hide each other. Each persona in each phase is a test, so that a part can be run: `make
leaks ONLY="organizer and decided"`. What is found is told at once.
"""

import sys
from itertools import count

import pytest

from tests.blindness import comparison
from tests.blindness.comparison import Difference, crawl, first_difference
from tests.blindness.sights import PERSONAS, Persona, sight_of
from tests.blindness.test_noninterference import _plain_refusals, wanted  # noqa: F401 - a fixture
from tests.blindness.world import Phase, World, build
from tests.blindness.worlds import FACTS, as_it_is, twin_of

TOTAL = len(Phase) * len(PERSONAS) * len(FACTS)
WIDTH = 40
done = count(1)


@pytest.mark.django_db
@pytest.mark.usefixtures("_plain_refusals")
@pytest.mark.parametrize("persona", PERSONAS, ids=lambda persona: persona.name)
@pytest.mark.parametrize("phase", Phase)
def test_no_fact_by_itself_changes_an_answer(phase: Phase, persona: Persona) -> None:
    found = _leaks(persona, build(phase))
    assert not found, "\n".join(map(str, found))


def _leaks(persona: Persona, world: World) -> list[Difference]:
    phase, sight = world.phase, sight_of(persona, world)
    asked, found = wanted(persona, world), []
    with as_it_is(world):
        here = crawl(sight, asked)
    for fact in FACTS:
        with twin_of(sight, [fact]):
            there = crawl(sight, asked)
        changed = [address for address in here if here[address] != there.get(address)]
        new = [
            Difference(persona.name, phase, each, (fact,), *first_difference(here[each], there.get(each)))
            for each in changed
        ]
        found += new
        _show(next(done), persona.name, phase, new)
    return found


def _show(number: int, persona: str, phase: str, new: list[Difference]) -> None:
    for difference in new:
        sys.stderr.write(f"\n{difference}\n")
    full = WIDTH * number // TOTAL
    bar = "█" * full + "·" * (WIDTH - full)
    words = f"{number}/{TOTAL}  {comparison.visits} requests  {persona}, {phase}"
    sys.stderr.write(f"\r{bar}  {words:<60}")
    sys.stderr.flush()
