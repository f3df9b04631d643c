"""Twin worlds: the same one, with every fact that a persona must not know made different, and back again."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager

from django.db import transaction

from tests.blindness.listening import Listening
from tests.blindness.paper_facts import ABOUT_PAPERS, Fact
from tests.blindness.review_facts import ABOUT_REVIEWS
from tests.blindness.reviewing_facts import AROUND_REVIEWS
from tests.blindness.sights import Sight
from tests.blindness.world import World, standing_still

FACTS: dict[str, Fact] = {**ABOUT_PAPERS, **ABOUT_REVIEWS, **AROUND_REVIEWS}


@contextmanager
def as_it_is(world: World) -> Iterator[None]:
    """Inside, time stands still; afterwards nothing has happened."""
    with transaction.atomic(), standing_still(world.phase):
        yield
        transaction.set_rollback(True)


@contextmanager
def twin_of(sight: Sight, facts: Iterable[str] = FACTS) -> Iterator[set[str]]:
    """Inside, these facts differ. Rows and ids that the persona can see stay.

    Gives the names of the tables in which something was changed.
    """
    with as_it_is(sight.world):
        with Listening() as heard:
            for name in facts:
                FACTS[name](sight)
        yield heard.written
