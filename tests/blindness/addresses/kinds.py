"""The kinds of addresses that several rooms have, and how a room says by which of them its patterns are visited.

Refs come in four kinds: own, foreign, hidden and made up.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from tests.blindness.refs import MADE_UP, Refs

Addresses = Callable[[Refs], Iterable[tuple[object, ...]]]


@dataclass(frozen=True)
class Place:
    """Where a pattern is visited; `ways` to look at the page stand behind its address."""

    addresses: Addresses
    ways: Sequence[str] = ()
    is_unchanging: bool = False


Table = dict[str, Place]


def at(addresses: Addresses, *names: str, ways: Sequence[str] = ()) -> Table:
    """Visited in every phase."""
    return dict.fromkeys(names, Place(addresses, ways))


def unchanging(addresses: Addresses, *names: str) -> Table:
    """Visited by GET while the call is open, and not again: a person's own account, and what answers POST only."""
    return dict.fromkeys(names, Place(addresses, is_unchanging=True))


def each(refs_of_its_kind: Callable[[Refs], Iterable[object]], *more: object) -> Addresses:
    """Of each such object of the workshop."""
    return lambda refs: ((refs.slug, ref, *more) for ref in refs_of_its_kind(refs))


def once(refs: Refs) -> Iterator[tuple[object, ...]]:
    yield ()


def workshop(refs: Refs) -> Iterator[tuple[object, ...]]:
    yield (refs.slug,)


def workshops(refs: Refs) -> Iterator[tuple[object, ...]]:
    yield (refs.slug,)
    yield (refs.elsewhere,)


def papers_anywhere(refs: Refs) -> Iterator[tuple[object, ...]]:
    yield from papers(refs)
    yield (refs.elsewhere, refs.papers[0])


def pictures(refs: Refs) -> Iterator[tuple[object, ...]]:
    yield from each(lambda refs: refs.versions, 1)(refs)
    yield (refs.slug, refs.versions[0], 99)


def nobodys(refs: Refs) -> Iterator[tuple[object, ...]]:
    """What only its holder can have."""
    yield (MADE_UP,)


def no_number(refs: Refs) -> Iterator[tuple[object, ...]]:
    yield (refs.slug, 999_999)


def no_number_of_the_site(refs: Refs) -> Iterator[tuple[object, ...]]:
    yield (999_999,)


calls = each(lambda _: ("papers", "made-up"))
papers = each(lambda refs: refs.papers)
versions = each(lambda refs: refs.versions)
assignments = each(lambda refs: refs.assignments)
invitation_ids = each(lambda refs: refs.invitation_ids)
numbers = each(lambda _: (1, 2, 999))
