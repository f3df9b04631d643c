"""One workshop with everybody in it, in one of four phases. `cast` names the people and papers, `story` tells what happens.

Papers: `main` and `second` by Amara (Bastien on the first), `own` by an organizer, `hers` by a reviewer, `other` and an
unfinished `draft` by Dario, and a withdrawn one. Time stands still inside a phase, so that two visits can be compared.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from enum import StrEnum

import pytest

from reviews.assignment.models import Assignment
from reviews.models import Invitation, Offer
from submissions import clock
from submissions.models import Paper, User, Version, Workshop


class Phase(StrEnum):
    OPEN = "open"
    REVIEWING = "reviewing"
    DECIDED = "decided"
    RELEASED = "released"


NOON = {
    Phase.OPEN: datetime(2025, 4, 20, 12, tzinfo=UTC),
    Phase.REVIEWING: datetime(2025, 5, 20, 12, tzinfo=UTC),
    Phase.DECIDED: datetime(2025, 6, 5, 12, tzinfo=UTC),
    Phase.RELEASED: datetime(2025, 6, 8, 12, tzinfo=UTC),
}
"""The moment at which each phase is looked at."""


@dataclass
class World:
    """`papers` and `people` by the names that the tests use for them."""

    workshop: Workshop
    elsewhere: Workshop
    phase: Phase = Phase.OPEN
    people: dict[str, User] = field(default_factory=dict)
    papers: dict[str, Paper] = field(default_factory=dict)
    offers: dict[str, Offer] = field(default_factory=dict)
    tokens: dict[int, str] = field(default_factory=dict)
    """By the person's id: what opens the API to them."""

    def invitation(self, person: str) -> Invitation | None:
        return Invitation.objects.filter(workshop=self.workshop, email=self.people[person].email).first()

    def assignment(self, paper: str, reviewer: str) -> Assignment:
        return Assignment.objects.get(paper=self.papers[paper], reviewer=self.people[reviewer])


@contextmanager
def standing_still(phase: Phase, shift: timedelta = timedelta()) -> Iterator[None]:
    with clock.replaying(NOON[phase] + shift):
        yield


def in_phases(*phases: Phase) -> pytest.MarkDecorator:
    """A test that asks for `world` runs in each of these phases."""
    return pytest.mark.parametrize("phase", phases, indirect=True)


def newest(paper: Paper) -> Version:
    version = paper.versions.first()
    if version is None:
        raise ValueError("this paper has no file")
    return version
