"""The URL table: every pattern of the project, with the addresses to visit it by.

Each theme in `addresses` brings its own: whoever adds a page enters it there. A pattern that nobody listed fails the suite.
"""

from collections.abc import Collection, Iterator

from django.urls import URLPattern, URLResolver, get_resolver, resolve, reverse

from tests.blindness.addresses.accounts import OF_ACCOUNTS
from tests.blindness.addresses.after import IN_AND_OUT, OF_ATTENDANCE, OF_THE_PROCEEDINGS, OF_THE_PROGRAMME
from tests.blindness.addresses.api import OF_THE_API
from tests.blindness.addresses.committee import OF_ASSIGNMENT, OF_BIDDING, OF_CONFLICTS, OF_THE_COMMITTEE
from tests.blindness.addresses.desk import OF_CHECKS, OF_DECISIONS, OF_LETTERS, OF_THE_DESK
from tests.blindness.addresses.kinds import Table
from tests.blindness.addresses.papers import OF_PAPERS
from tests.blindness.addresses.reviewing import OF_KEEPING_TIME, OF_REVIEWERS
from tests.blindness.addresses.site import OF_THE_SITE
from tests.blindness.addresses.workshops import OF_WORKSHOPS
from tests.blindness.refs import Refs

TABLE: Table = {
    **OF_THE_SITE,
    **OF_ACCOUNTS,
    **OF_WORKSHOPS,
    **OF_PAPERS,
    **OF_THE_COMMITTEE,
    **OF_CONFLICTS,
    **OF_BIDDING,
    **OF_ASSIGNMENT,
    **OF_REVIEWERS,
    **OF_KEEPING_TIME,
    **OF_THE_DESK,
    **OF_CHECKS,
    **OF_LETTERS,
    **OF_DECISIONS,
    **OF_ATTENDANCE,
    **OF_THE_PROCEEDINGS,
    **OF_THE_PROGRAMME,
    **IN_AND_OUT,
    **OF_THE_API,
}
SAME_IN_EVERY_PHASE = {name for name, place in TABLE.items() if place.is_unchanging}


def names() -> set[str]:
    return {pattern.name or str(pattern.pattern) for pattern in patterns(get_resolver())}


def patterns(resolver: URLResolver) -> Iterator[URLPattern]:
    for each in resolver.url_patterns:
        if isinstance(each, URLResolver):
            yield from patterns(each)
        else:
            yield each


def addresses(refs: Refs, *, only: Collection[str]) -> Iterator[str]:
    """Every address of these patterns, each once."""
    for name, place in TABLE.items():
        if name in only:
            yield from (reverse(name, args=args) for args in dict.fromkeys(place.addresses(refs)))


def ways_to_look(address: str) -> list[str]:
    """The same page sorted, filtered, turned over."""
    place = TABLE.get(resolve(address).url_name or "")
    return [address + query for query in place.ways] if place else []
