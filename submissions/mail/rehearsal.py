"""Letters that are written to be looked at, by the code that writes the real ones and with words not saved yet.

A room says beside its letters how one of a kind comes about for a paper, or for the workshop. What is written inside
`rehearsed` is collected and goes nowhere; whatever else the code does to the database is undone.
"""

import pkgutil
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from importlib import import_module
from importlib.util import find_spec
from typing import Any

from django.db import transaction

from submissions.mail.models import Letter, OwnText

Run = Callable[[Any, Any], object]


@dataclass(frozen=True)
class Rehearsal:
    """`words` stand for the workshop's own, by kind."""

    words: Mapping[str, OwnText]
    letters: list[Letter] = field(default_factory=list)


@dataclass(frozen=True)
class Act:
    """`run` takes a paper, or else the workshop, and whoever looks on."""

    run: Run
    is_about_a_paper: bool


acts: dict[str, Act] = {}
_going_on: ContextVar[Rehearsal | None] = ContextVar("rehearsal", default=None)


def rehearses(kind: str, *, about_a_paper: bool = True) -> Callable[[Run], Run]:
    def register(run: Run) -> Run:
        acts[kind] = Act(run, about_a_paper)
        return run

    return register


def going_on() -> Rehearsal | None:
    return _going_on.get()


@contextmanager
def rehearsed(words: OwnText) -> Iterator[list[Letter]]:
    rehearsal = Rehearsal({words.kind: words})
    token = _going_on.set(rehearsal)
    try:
        with transaction.atomic():
            yield rehearsal.letters
            transaction.set_rollback(True)
    finally:
        _going_on.reset(token)


def discover(app: str) -> None:
    """Let each room of an app say how its letters come about, in its `rehearsing`."""
    for room in pkgutil.iter_modules(import_module(app).__path__):
        if room.ispkg and find_spec(f"{app}.{room.name}.rehearsing"):
            import_module(f"{app}.{room.name}.rehearsing")
