"""What needs an organizer: each paper or person with the reason, and what can be done about it."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from statistics import median

import numpy as np

from reviews.assignment.selectors import Seat
from reviews.bidding.known import LOWEST, STEPS
from reviews.bidding.models import Bid
from reviews.solving.board import Board
from reviews.solving.grid import cycles
from submissions.templatetags.ui import listed, numbered

WEAK = 2 / 3
"""Of the middle paper's score: what is under it is worth a look."""
CLOSE = 0.85
MOST_NAMED = 12


@dataclass(frozen=True)
class Raise:
    """One more paper for a reviewer who is full."""

    pk: int
    name: str
    most: int


@dataclass(frozen=True)
class Need:
    """`ref` is the paper's, if it is about one. Remedies: invite, raise a load, fewer reviews, solving without a rule, a look at conflicts."""

    tone: str
    title: str
    reason: str
    ref: str = ""
    fewer: int = 0
    invite: bool = False
    relax: str = ""
    conflicts: bool = False
    raises: tuple[Raise, ...] = field(default_factory=tuple)


def needs(board: Board) -> tuple[Need, ...]:
    """What follows from a run, and at any time who is in conflict or has too much, as far as the viewer sees."""
    if board.run is None:
        return (*_conflicts(board), *_overloaded(board))
    return (
        *_conflicts(board),
        *_short(board),
        *_overloaded(board),
        *_weak(board),
        *_cycles(board),
        *_breaches(board),
        *_idle(board),
        *_barred(board),
        *_alike(board),
    )


def _conflicts(board: Board) -> Iterator[Need]:
    """Pairs that were fine when they were made."""
    for row in board.coverage.rows:
        for seat in row.seats:
            if seat.is_barred:
                yield Need(
                    "error",
                    f"{seat.name} is in conflict with #{row.number}",
                    _why_in_conflict(seat),
                    ref=row.ref,
                    conflicts=True,
                )


def _why_in_conflict(seat: Seat) -> str:
    if not seat.is_draft:
        return "It came up after the paper was given out, and closes it to this person. Choose somebody else."
    rest = "Remove the pair." if seat.is_kept else "Solve again, or remove the pair."
    return f"It came up after this was drafted, and nothing can be published with it. {rest}"


def _short(board: Board) -> Iterator[Need]:
    told = set()
    for shortage in board.figures.get("shortages", ()):
        papers = [pk for pk in shortage["papers"] if pk in board.row and board.row[pk].missing]
        if not papers:
            continue
        told.update(papers)
        first = board.row[papers[0]]
        yield Need(
            "error",
            f"{listed([board.title(pk) for pk in papers])}: too few reviewers",
            _why_short(board, shortage),
            ref=first.ref,
            fewer=max(len(first.seats), 1) if first.missing else 0,
            invite=True,
            relax="qualified" if board.run and board.run.wish.qualified else "",
            raises=_raises(board, shortage["people"]),
        )
    for row in board.coverage.rows:
        if row.missing and row.pk not in told:
            yield Need(
                "warn",
                f"#{row.number} has {row.words} reviewers",
                "Somebody was taken off, or it came in later. Choose a reviewer, or solve again.",
                ref=row.ref,
            )


def _why_short(board: Board, shortage: dict[str, object]) -> str:
    people = [board.name(pk) for pk in shortage["people"]]  # type: ignore[attr-defined]
    rivals = [board.title(pk) for pk in shortage["papers"] if pk in board.row]  # type: ignore[attr-defined]
    needed, free = shortage["needed"], shortage["free"]
    line = board.run.wish.qualified if board.run else 0.0
    fit = f"without a conflict and above your line of {line:.2f}" if line else "without a conflict"
    if not people:
        return f"{needed} reviews are wanted, and no reviewer is {fit}."
    who = (
        f"{listed(people)} {'is' if len(people) == 1 else 'are'}"
        if len(people) <= 6
        else f"{len(people)} reviewers are"
    )
    together = listed(rivals) if len(rivals) <= MOST_NAMED else f"{len(rivals)} papers"
    wanted = (
        f"{together} want {needed} reviews together" if len(rivals) > 1 else f"{needed} reviews are wanted"
    )
    return f"{wanted}. Only {who} {fit}, with room for {free}."


def _raises(board: Board, people: list[int], *, count: int = 3) -> tuple[Raise, ...]:
    """Those who could take more if their load were raised, the least burdened first."""
    loads = [load for load in board.coverage.loads if load.pk in people and load.assigned >= load.most]
    loads.sort(key=lambda load: (load.most, load.name))
    return tuple(Raise(load.pk, load.name, load.most) for load in loads[:count])


def _overloaded(board: Board) -> Iterator[Need]:
    for load in board.coverage.loads:
        if load.assigned > load.most:
            yield Need(
                "warn",
                f"{load.name} has {load.assigned} papers, and agreed to {load.most}",
                "Take one away, or ask whether one more is welcome and raise the load.",
                raises=(Raise(load.pk, load.name, load.most),),
            )


def _weak(board: Board) -> Iterator[Need]:
    scores = board.scores
    if len(scores) < 4:
        return
    line = WEAK * median(scores.values())
    for pk in sorted((pk for pk in scores if scores[pk] < line), key=lambda pk: scores[pk]):
        row, standing = board.row[pk], board.standings[pk]
        if not any(seat.is_draft for seat in row.seats):
            continue  # its reviewers know of it: nothing is weak about it that could still be put right here
        if all(seat.is_kept for seat in row.seats):
            reason = "Its reviewers are locked, so no run moves them."
        elif standing.score >= CLOSE * standing.best:
            reason = f"Its own best reviewers reach {standing.best:.2f} and no more. Somebody with its topics would help."
        else:
            reason = (
                f"Its own best would reach {standing.best:.2f}, but they are taken by papers that lose more."
            )
        yield Need(
            "warn",
            f"#{row.number} has a weak assignment: {standing.score:.2f}",
            reason,
            ref=row.ref,
            invite=True,
        )


def _cycles(board: Board) -> Iterator[Need]:
    """As they stand now, whoever made them."""
    for (paper, _), words in cycles(board).items():
        row = board.row[paper]
        reason = (
            "They review each other's papers. Where nobody else could take them, it could not be avoided."
        )
        yield Need("warn", f"#{row.number}: {words}", reason, ref=row.ref, relax="cycles")


def _breaches(board: Board) -> Iterator[Need]:
    """What many papers lack is said once."""
    without = []
    for breach in board.figures.get("breaches", ()):
        row = board.row.get(breach["paper"])
        here = {seat.reviewer_id for seat in row.seats} if row else set()
        if row is None or not set(breach["people"]) <= here:
            continue
        if breach["quota"] == "senior":
            without.append(row)
        elif breach["quota"] == "institution":
            who = listed([board.name(pk) for pk in breach["people"]])
            yield Need(
                "warn",
                f"#{row.number} has {who} of one institution",
                "Nobody else can take it.",
                ref=row.ref,
                invite=True,
                relax="institution",
            )
    if without:
        yield Need(
            "warn",
            f"{numbered([row.number for row in without])} {'has' if len(without) == 1 else 'have'} no senior reviewer",
            "No senior who may take it has a place left.",
            ref=without[0].ref if len(without) == 1 else "",
            invite=True,
            relax="senior",
        )


def _idle(board: Board) -> Iterator[Need]:
    loads = Counter({load.pk: load.assigned for load in board.coverage.loads})
    least = board.run.settings.get("least", 0) if board.run else 0
    for idle in board.figures.get("idle", ()):
        people = [pk for pk in idle["people"] if loads[pk] < least]
        if people:
            yield Need(
                "warn",
                f"{listed([board.name(pk) for pk in people])}: fewer than {least} papers",
                f"The {idle['open']} papers open to them have {idle['free']} places.",
                relax="least",
            )


def _barred(board: Board) -> Iterator[Need]:
    """Reviewers whom no run could give anything."""
    if board.instance is None or not board.instance.papers:
        return
    inside = {board.instance.reviewers[at] for at in set(board.instance.problem.edges.reviewer.tolist())}
    shut_out = [pk for pk in board.instance.reviewers if pk not in inside and pk in board.names]
    if shut_out:
        yield Need(
            "info",
            f"{listed([board.name(pk) for pk in shut_out])} can get none of these papers",
            "In conflict with each of them, ruled out, or under the line of who counts as qualified.",
            conflicts=True,
        )


def _alike(board: Board) -> Iterator[Need]:
    if board.instance is None:
        return
    said = board.instance.parts["said"]
    given = said[np.isfinite(said)]
    if len(given) > 1 and (given == given[0]).all():
        yield Need(
            "info",
            f"All {len(given)} bids say the same: {Bid.Level(round(float(given[0]) * STEPS) + LOWEST).label.lower()}",
            "They tell no paper from another, so texts and topics alone decided.",
        )
