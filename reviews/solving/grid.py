"""Papers by candidates: who is on each paper, who comes next, and what is odd about a pair."""

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np

from reviews.assignment.selectors import CoverageRow
from reviews.solving.board import Board

NEXT = 5
HIGH = 1.0


@dataclass(frozen=True)
class Cell:
    """`mark` is lock, told, draft or nothing; `flag` says what is odd, in words."""

    person: int
    name: str
    score: float | None
    mark: str
    flag: str = ""
    is_full: bool = False


@dataclass(frozen=True)
class Line:
    row: CoverageRow
    here: tuple[Cell, ...]
    following: tuple[Cell, ...]


def lines(board: Board, rows: Iterable[CoverageRow]) -> list[Line]:
    odd = flags(board)
    full = {load.pk for load in board.coverage.loads if load.assigned >= load.most}
    return [
        Line(
            row=row,
            here=tuple(
                Cell(
                    seat.reviewer_id,
                    seat.name,
                    _score(board, row.pk, seat.reviewer_id),
                    "draft" if not seat.is_kept else "locked" if seat.is_draft else "told",
                    odd.get((row.pk, seat.reviewer_id), ""),
                )
                for seat in row.seats
            ),
            following=tuple(_following(board, row, full)),
        )
        for row in rows
    ]


def _score(board: Board, paper: int, person: int) -> float | None:
    return board.instance.score((paper, person)) if board.instance else None


def _following(board: Board, row: CoverageRow, full: set[int]) -> list[Cell]:
    """The best who are not on the paper."""
    instance = board.instance
    if instance is None or row.pk not in instance.row:
        return []
    edges = instance.problem.edges.keep(instance.problem.edges.paper == instance.row[row.pk])
    taken = {seat.reviewer_id for seat in row.seats}
    found = []
    for at in np.lexsort((edges.reviewer, -edges.score)).tolist():
        person = instance.reviewers[int(edges.reviewer[at])]
        if person not in taken and person in board.names:
            found.append(Cell(person, board.name(person), float(edges.score[at]), "", is_full=person in full))
        if len(found) == NEXT:
            break
    return found


def flags(board: Board) -> dict[tuple[int, int], str]:
    """Two-cycles, and bids that are the only high one of their paper or of their reviewer."""
    return {**_lone_bids(board), **cycles(board)}


def cycles(board: Board) -> dict[tuple[int, int], str]:
    instance = board.instance
    if instance is None:
        return {}
    written = {
        (instance.papers[paper], instance.reviewers[person])
        for paper, people in instance.problem.authors.items()
        for person in people
    }
    papers_of: dict[int, set[int]] = {}
    for paper, person in written:
        papers_of.setdefault(person, set()).add(paper)
    found = {}
    for paper, person in sorted(board.pairs):
        for author in (who for other, who in written if other == paper):
            if any((mine, author) in board.pairs for mine in papers_of.get(person, ())):
                found[paper, person] = (
                    f"{board.name(author)} wrote this and reviews {board.name(person)}'s paper"
                )
    return found


def _lone_bids(board: Board) -> dict[tuple[int, int], str]:
    instance = board.instance
    if instance is None:
        return {}
    edges, said = instance.problem.scores, instance.parts["said"]
    high = np.flatnonzero(said >= HIGH)
    papers, people = edges.paper[high], edges.reviewer[high]  # type: ignore[union-attr] # an instance has edges
    per_paper, per_person = np.bincount(papers, minlength=1), np.bincount(people, minlength=1)
    found = {}
    for paper, person in zip(papers.tolist(), people.tolist(), strict=True):
        pair = (instance.papers[paper], instance.reviewers[person])
        if pair in board.pairs and per_paper[paper] == 1 and per_person[person] == 1:
            found[pair] = "the only eager bid on this paper, and the reviewer's only one"
    return found
