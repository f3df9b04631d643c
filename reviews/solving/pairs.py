"""One pair of a paper and a reviewer: why it has its score, what would be without it, and what a change by hand does."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from django.db.models import Exists, OuterRef

from reviews.assignment.selectors import Seat
from reviews.bidding.models import Bid
from reviews.expertise.models import Affinity
from reviews.matching import alternates, edit, explain
from reviews.solving.board import Board
from submissions.accounts.models import User
from submissions.papers.models import Paper
from submissions.templatetags.ui import plural

if TYPE_CHECKING:
    from reviews.matching.explain import Explanation
    from reviews.solving.instance import Instance

LEVELS = dict(Bid.Level.choices)


@dataclass(frozen=True)
class Part:
    """One part of a score: what is known, and what it adds."""

    name: str
    known: str
    adds: float


@dataclass(frozen=True)
class Option:
    """A change by hand before it is saved. `seat` is who would make room, None for a free place."""

    seat: Seat | None
    words: str
    faults: tuple[str, ...]


@dataclass(frozen=True)
class PairSheet:
    """`sentence` says all in one line. `seat` is set where the pair stands; `bar` says why it cannot."""

    person: int
    name: str
    seat: Seat | None
    is_banned: bool
    bar: str
    score: float | None
    sentence: str
    parts: tuple[Part, ...]
    options: tuple[Option, ...]
    stand_ins: tuple[StandIn, ...]


@dataclass(frozen=True)
class StandIn:
    """Somebody who could take this seat, and the change in total."""

    pk: int
    name: str
    score: float
    change: float
    free: int


def sheet(board: Board, paper: Paper, reviewer: User) -> PairSheet:
    """`reviewer` is annotated with `is_barred` and `is_banned` for this paper."""
    person, name = reviewer.pk, reviewer.get_full_name()
    row = board.row[paper.pk]
    seat = next((each for each in row.seats if each.reviewer_id == person), None)
    pair = (paper.pk, person)
    bar = "This person is in conflict with the paper." if getattr(reviewer, "is_barred", False) else ""
    score = board.instance.score(pair) if board.instance else None
    parts = tuple(_parts(board.instance, paper, person)) if board.instance and score is not None else ()
    return PairSheet(
        person=person,
        name=name,
        seat=seat,
        is_banned=getattr(reviewer, "is_banned", False),
        bar=bar,
        score=score,
        sentence=_sentence(board, paper, person, score, parts),
        parts=parts,
        options=() if seat or bar else tuple(_options(board, row.pk, person, missing=row.missing)),
        stand_ins=tuple(_stand_ins(board, paper.pk, seat)) if seat and seat.is_draft else (),
    )


def _parts(instance: Instance, paper: Paper, person: int) -> Iterator[Part]:
    adds = instance.parts_of((paper.pk, person))
    known = _nearness(Affinity.objects.filter(paper=paper, reviewer=person).first(), adds.get("near", np.nan))
    yield Part("affinity", known, adds["affinity"])
    yield Part("topics", _topics(paper, person), adds["topics"])
    said = adds["said"]
    level = LEVELS[round(said * 4) + 1].lower() if np.isfinite(said) else ""
    yield Part("bid", f"bid {level}" if level else "no bid, counted as the mean", adds["bid"])


def _nearness(row: Affinity | None, value: float) -> str:
    """`value` is what the run knew, NaN for nothing; the row says why, and may have come since."""
    if not np.isfinite(value):
        since = f"; {row.value:.2f} by now, so solve again" if row else ""
        return f"affinity unknown, taken from the topics{since}"
    if row is None:
        return f"affinity {value:.2f}"
    terms = f"; shared terms: {', '.join(row.terms[:5])}" if row.terms else ""
    return f"affinity {value:.2f} (nearest: {row.nearest}{terms})"


def _topics(paper: Paper, person: int) -> str:
    chosen = paper.workshop.invitations.filter(user=person, topics=OuterRef("pk"))
    shared = list(paper.topics.annotate(is_shared=Exists(chosen)).values_list("is_shared", flat=True))
    return f"topics {sum(shared)}/{len(shared)}" if shared else "no topics named"


def _sentence(board: Board, paper: Paper, person: int, score: float | None, parts: tuple[Part, ...]) -> str:
    instance = board.instance
    if instance is None:
        return "There is no score yet: solve once."
    if score is None:
        return "The pair had no score in the run that is in place: in conflict, ruled out, or new since."
    made_of = " + ".join(part.known for part in parts)
    rivals = instance.problem.edges.score[instance.problem.edges.paper == instance.row[paper.pk]]
    rank = 1 + int((rivals > score + 1e-12).sum())
    return f"{score:.2f} = {made_of}. Rank {rank} of {len(rivals)}."


def _options(board: Board, paper: int, person: int, *, missing: int) -> Iterator[Option]:
    """Into a free place, or in the place of each draft."""
    if missing:
        yield _option(board, paper, person, None)
    for seat in board.row[paper].seats:
        if seat.is_draft:
            yield _option(board, paper, person, seat)


def _option(board: Board, paper: int, person: int, seat: Seat | None) -> Option:
    instance = board.instance
    if instance is None:
        return Option(seat, "the change is unknown before a first run", ())
    add = instance.inward([(paper, person)])
    remove = instance.inward([(paper, seat.reviewer_id)]) if seat else []
    before = board.answer
    if not add or instance.problem.score(add[0]) is None:
        return Option(seat, "the change is unknown: the pair was not part of the run", ())
    after = edit(instance.problem, before, add=add, remove=remove)
    told = set(board.faults)
    return Option(
        seat, _change(board, after.total, after.assignment.pairs, paper), _named(board, after.faults, told)
    )


def _change(board: Board, total: float, pairs: tuple[tuple[int, int], ...], paper: int) -> str:
    instance = board.instance
    if instance is None:
        return ""
    row = instance.row[paper]
    score = sum(instance.problem.score((who, at)) or 0.0 for who, at in pairs if at == row)
    floor = board.floor
    words = f"total {signed(total)}, this paper {score:.2f}"
    return (
        f"{words}, under the present floor of {floor:.2f}"
        if floor is not None and score < floor - 5e-4
        else words
    )


def _named(board: Board, faults: tuple[str, ...], before: set[str]) -> tuple[str, ...]:
    """New faults in names; the package counts people and papers from 0."""
    instance = board.instance
    if instance is None:
        return ()
    named = []
    for fault in faults:
        if fault in before or " over " in fault:
            continue
        words = fault.split()
        for at, word in enumerate(words[:-1]):
            number = words[at + 1].rstrip(";,")
            if word == "reviewer" and number.isdigit():
                words[at : at + 2] = [board.name(instance.reviewers[int(number)]), ""]
            elif word == "paper" and number.isdigit():
                words[at : at + 2] = [board.title(instance.papers[int(number)]), ""]
        named.append(" ".join(word for word in words if word))
    return tuple(named)


def signed(change: float) -> str:
    """`+0.12`, `-0.04`, `the same`."""
    return "the same" if abs(change) < 5e-3 else f"{change:+.2f}"


def _stand_ins(board: Board, paper: int, seat: Seat) -> Iterator[StandIn]:
    instance = board.instance
    if instance is None or paper not in instance.row:
        return
    own = instance.score((paper, seat.reviewer_id)) or 0.0
    loads = {load.pk: load for load in board.coverage.loads}
    for each in alternates(instance.problem, board.answer, instance.row[paper], count=30):
        person = instance.reviewers[each.reviewer]
        if load := loads.get(person):
            free = max(load.most - load.assigned, 0)
            yield StandIn(person, load.name, each.score, each.score - own, free)


def otherwise(board: Board, paper: int, person: int) -> str:
    """What the best assignment would be with this pair the other way round, against the run that is in place."""
    instance = board.instance
    if board.run is None or instance is None:
        return "There is nothing to hold it against: solve once."
    inside = instance.inward([(paper, person)])
    if not inside:
        return "The pair was not part of the run that is in place."
    change = explain(instance.problem, board.solved, inside[0])
    return _told(board, change, paper, person)


def _told(board: Board, change: Explanation, paper: int, person: int) -> str:
    other = change.counterfactual
    head = "Without" if change.assigned else "With"
    if other.reason:
        return (
            "It cannot be the other way round: the pair is locked, not permitted, or the loads leave no room."
        )
    moved = len(other.added)
    floor = "the floor the same" if abs(other.floor) < 5e-4 else f"the floor {other.floor:+.2f}"
    short = f", and {plural(-other.places, 'place stays,places stay')} empty" if other.places < 0 else ""
    return (
        f"{head} {board.name(person)} on {board.title(paper)} the best assignment changes "
        f"{plural(moved, 'pair,pairs')}: total {signed(other.total)}, {floor}{short}."
    )
