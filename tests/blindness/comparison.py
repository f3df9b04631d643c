"""What somebody gets from the site, to the byte, and where two worlds differ in it."""

import re
from collections.abc import Collection, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

import pytest
from django.core.cache import cache
from django.http import HttpRequest, HttpResponse
from django.test import Client

from fedgenai_site import urls
from tests.blindness.listening import Ground, Listening, Query
from tests.blindness.sights import Sight
from tests.blindness.urls import ways_to_look
from tests.blindness.worlds import FACTS, as_it_is, twin_of
from tests.personas import prove

RANDOM = re.compile(
    rb'(name="csrfmiddlewaretoken" value="|name="ref" value="|name="key" value="|csrftoken=)[^";]+|(expires=)[^;]+|(Expires: )[^\n]+'
)
"""Made anew for each answer: CSRF tokens, the ref that a new paper will have, and how long cookies and answers may be kept."""


LENGTH = re.compile(rb"Content-Length: \d+\n")


@dataclass(frozen=True)
class Answer:
    """Everything that the browser could tell, and the number of queries, which it could time.

    `made_from` are those queries; an answer that also wrote into tables has to be fetched again to be known.
    """

    status: int
    headers: bytes
    body: bytes
    queries: int
    made_from: Collection[Query] = field(compare=False, repr=False)
    wrote: bool = field(compare=False)

    @property
    def raw(self) -> bytes:
        """In an order in which what tells most comes first; a length would hide it."""
        end = b"length: %d\nqueries: %d" % (len(self.body), self.queries)
        return b"%d\n%s\n\n%s\n%s" % (self.status, LENGTH.sub(b"", self.headers), self.body, end)


class Answers(dict[str, Answer]):
    """By address."""


def browser(sight: Sight) -> Client:
    """A fresh one with the person's token; what the site keeps in its cache for a minute is gone."""
    cache.clear()
    client = Client()
    if sight.user:
        client.force_login(sight.user)
        prove(client, sight.user)
        client.defaults["HTTP_AUTHORIZATION"] = f"Bearer {sight.world.tokens[sight.user.pk]}"
        client.get("/api/v1/me")  # a token's use is noted once a minute
    return client


visits = 0
"""How many requests were made, for whoever wants to know."""


def visit(client: Client, address: str, **request: Any) -> Answer:
    """GET, or what `request` says."""
    global visits  # noqa: PLW0603 - a tally for people, which nothing depends on
    visits += 1
    cache.clear()
    with Listening() as heard:
        response = client.generic(request.pop("method", "GET"), address, **request)
        body = response.getvalue()
    cookies = [str(value) for _, value in sorted(response.cookies.items())]
    lines = sorted(f"{name}: {value}" for name, value in response.items()) + cookies
    headers, wrote = _still("\n".join(lines).encode()), bool(heard.written)
    return Answer(response.status_code, headers, _still(body), heard.count, set(heard.asked), wrote)


def _still(data: bytes) -> bytes:
    return RANDOM.sub(rb"\1\2\3", data)


def crawl(sight: Sight, addresses: Iterable[str]) -> Answers:
    """What opens is looked at in every way that its address offers."""
    client, found = browser(sight), Answers()
    for address in addresses:
        found[address] = visit(client, address)
        if found[address].status == 200 and "?" not in address:
            found |= {each: visit(client, each) for each in ways_to_look(address)}
    return found


@contextmanager
def plain_refusals() -> Iterator[None]:
    """Inside, the page that says "not here" is one byte."""

    def refuse(request: HttpRequest, exception: Exception) -> HttpResponse:
        return HttpResponse(b"-", status=404)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(urls, "handler404", refuse, raising=False)
        yield


@dataclass(frozen=True)
class Difference:
    """`facts` are those which make the first of several differences by themselves."""

    persona: str
    phase: str
    address: str
    facts: tuple[str, ...]
    here: bytes
    there: bytes

    def __str__(self) -> str:
        why = ", ".join(self.facts) or "several facts together"
        return (
            f"{self.persona}, {self.phase}: {self.address} tells of {why}\n  {self.here!r}\n  {self.there!r}"
        )


def differences(persona: str, sight: Sight, addresses: Iterable[str]) -> list[Difference]:
    """Where the persona's answers in the world and in its twin are not the same; the first is led back to its facts."""
    return compared(persona, sight, addresses)[0]


def compared(persona: str, sight: Sight, addresses: Iterable[str]) -> tuple[list[Difference], Answers]:
    """The differences, and the answers in the world as it is."""
    with as_it_is(sight.world):
        here = crawl(sight, addresses)
    changed = changes(sight, here, ground_of(here), FACTS)
    facts = culprits(sight, next(iter(changed)), here) if changed else ()
    return told(persona, sight, here, changed, facts), here


def told(
    persona: str, sight: Sight, here: Answers, changed: Answers, facts: tuple[str, ...]
) -> list[Difference]:
    return [
        Difference(persona, sight.world.phase, each, facts, *first_difference(here[each], there))
        for each, there in changed.items()
    ]


def ground_of(here: Answers) -> Ground:
    return Ground({address: answer.made_from for address, answer in here.items()})


def changes(sight: Sight, here: Answers, ground: Ground, facts: Iterable[str]) -> Answers:
    """The answers that are others where these facts differ. Fetched are those of which a query gets other rows, or which write."""
    with twin_of(sight, facts) as written:
        shaken = ground.shaken(written)
        again = [
            address for address, answer in here.items() if address in shaken or (written and answer.wrote)
        ]
        client = browser(sight) if again else None
        there = Answers({address: visit(client, address) for address in again} if client else {})
    return Answers({address: answer for address, answer in there.items() if answer != here[address]})


def culprits(sight: Sight, address: str, here: Answers) -> tuple[str, ...]:
    """Bisected to the fact: those that change this answer when they alone are different."""
    only = Answers({address: here[address]})
    ground = ground_of(only)
    return tuple(fact for fact in FACTS if changes(sight, only, ground, [fact]))


def first_difference(here: Answer, there: Answer, *, around: int = 60) -> tuple[bytes, bytes]:
    one, two = here.raw, there.raw
    pairs = enumerate(zip(one, two, strict=False))
    at = next((at for at, (this, that) in pairs if this != that), min(len(one), len(two)))
    part = slice(max(0, at - around), at + around)
    return one[part], two[part]
