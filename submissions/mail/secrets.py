"""Links in letters that sign their reader in stay between the site and that reader.

Which they are is told by the table of URLs: those with a `token` in them.
"""

import re
from collections.abc import Iterator
from functools import cache

from django.urls import URLPattern, URLResolver, get_resolver

MASK = "…"
BEFORE_TOKEN = re.compile(r"(.*)<(?:\w+:)?token>")
PART = re.compile(r"<[^>]+>")


def masked(body: str) -> str:
    return secret_links().sub(rf"\g<1>{MASK}", body)


def unmask(typed: str, original: str) -> str:
    """Put the secrets of the original back where their masks were left standing, each by its kind of link."""
    secrets = dict(secret_links().findall(original))
    return secret_links().sub(
        lambda match: match[1] + secrets.get(match[1], MASK) if match[2] == MASK else match[0], typed
    )


@cache
def secret_links() -> re.Pattern[str]:
    """What stands before the token and the token itself; of two beginnings the longer one is tried first."""
    last = {PART.split(place)[-1].strip("/") for place in places()}
    beginnings = sorted((f"/{words}/" for words in last), key=len, reverse=True)
    return re.compile(rf"({'|'.join(map(re.escape, beginnings))})([^/\s]+)")


@cache
def places() -> frozenset[str]:
    """What stands before a token in the table of URLs, as in "<slug:slug>/private/"."""
    return frozenset(before for route in _routes(get_resolver()) for before in BEFORE_TOKEN.findall(route))


def _routes(resolver: URLResolver, before: str = "") -> Iterator[str]:
    for each in resolver.url_patterns:
        if isinstance(each, URLResolver):
            yield from _routes(each, before + str(each.pattern))
        elif isinstance(each, URLPattern):
            yield before + str(each.pattern)
