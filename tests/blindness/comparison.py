"""What somebody gets from the site, to the byte, and where two worlds differ in it."""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any, Self

from django.core.cache import cache
from django.db import connection
from django.test import Client

from tests.blindness.sights import Sight
from tests.blindness.urls import ways_to_look
from tests.blindness.worlds import FACTS, as_it_is, twin_of

RANDOM = re.compile(
    rb'(name="csrfmiddlewaretoken" value="|name="ref" value="|name="key" value="|csrftoken=)[^";]+|(expires=)[^;]+|(Expires: )[^\n]+'
)
"""Made anew for each answer: CSRF tokens, the ref that a new paper will have, and how long cookies and answers may be kept."""


LENGTH = re.compile(rb"Content-Length: \d+\n")


@dataclass(frozen=True)
class Answer:
    """Everything that the browser could tell, and the number of queries, which it could time."""

    status: int
    headers: bytes
    body: bytes
    queries: int

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
        client.defaults["HTTP_AUTHORIZATION"] = f"Bearer {sight.world.tokens[sight.user.pk]}"
        client.get("/api/v1/me")  # a token's use is noted once a minute
    return client


visits = 0
"""How many requests were made, for whoever wants to know."""


def visit(client: Client, address: str, **request: Any) -> Answer:
    """GET, or what `request` says."""
    global visits  # noqa: PLW0603 - a tally for people, which nothing depends on
    visits += 1
    with counted() as queries:
        response = client.generic(request.pop("method", "GET"), address, **request)
        body = response.getvalue()
    cookies = [str(value) for _, value in sorted(response.cookies.items())]
    lines = sorted(f"{name}: {value}" for name, value in response.items()) + cookies
    return Answer(response.status_code, _still("\n".join(lines).encode()), _still(body), queries.count)


def _still(data: bytes) -> bytes:
    return RANDOM.sub(rb"\1\2\3", data)


class counted:  # noqa: N801 - reads as a word in a with statement
    """Counts queries without keeping them."""

    def __init__(self) -> None:
        self.count = 0
        self._wrapper = connection.execute_wrapper(self._execute)

    def _execute(self, execute: Callable[..., object], *args: object) -> object:
        self.count += 1
        return execute(*args)

    def __enter__(self) -> Self:
        self._wrapper.__enter__()
        return self

    def __exit__(self, *error: object) -> None:
        self._wrapper.__exit__(*error)  # type: ignore[arg-type] # passed on as they came


def crawl(sight: Sight, addresses: Iterable[str]) -> Answers:
    """What opens is looked at in every way that its address offers."""
    client, found = browser(sight), Answers()
    for address in addresses:
        found[address] = visit(client, address)
        if found[address].status == 200 and "?" not in address:
            found |= {each: visit(client, each) for each in ways_to_look(address)}
    return found


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
    wanted = list(addresses)
    with as_it_is(sight.world):
        here = crawl(sight, wanted)
    with twin_of(sight):
        there = crawl(sight, wanted)
    changed = [address for address in here if here[address] != there.get(address)]
    facts = culprits(sight, changed[0], here[changed[0]]) if changed else ()
    phase = sight.world.phase
    found = [
        Difference(persona, phase, each, facts, *first_difference(here[each], there.get(each)))
        for each in changed
    ]
    return found, here


def culprits(sight: Sight, address: str, here: Answer) -> tuple[str, ...]:
    """Bisected to the fact: those that change this answer when they alone are different."""
    found = []
    for fact in FACTS:
        with twin_of(sight, [fact]):
            if visit(browser(sight), address) != here:
                found.append(fact)
    return tuple(found)


def first_difference(here: Answer, there: Answer | None, *, around: int = 60) -> tuple[bytes, bytes]:
    one, two = here.raw, there.raw if there else b""
    pairs = enumerate(zip(one, two, strict=False))
    at = next((at for at, (this, that) in pairs if this != that), min(len(one), len(two)))
    part = slice(max(0, at - around), at + around)
    return one[part], two[part]
