"""How much of the demand can be met, and the certificate where not all of it can.

The certificate is a minimum cut: from a paper that stays short, follow a free pair to a reviewer and a used pair on
to another paper. Every reviewer met is full, so the papers met need more than all of their reviewers can give.
"""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from reviews.matching.edges import Bools, Ints
from reviews.matching.problem import Problem
from reviews.matching.program import INFINITY, Limits, Program
from reviews.matching.result import Idleness, Shortage


@dataclass(frozen=True)
class Feasibility:
    """Limits that can be met exactly, and why they are below what was asked for."""

    limits: Limits
    unserved: tuple[Shortage, ...] = ()
    idle: tuple[Idleness, ...] = ()


def asked(problem: Problem) -> Limits:
    return Limits(problem.needs, problem.least, problem.most)


def relax(problem: Problem) -> Feasibility:
    """The nearest limits that can be met: papers go short evenly, and as few as possible.

    The most places and the most minimum loads can be filled by the same assignment (Mendelsohn and Dulmage), so the
    two certificates stand apart.
    """
    limits, edges = asked(problem), problem.edges
    program = Program(edges, limits, problem.is_locked)
    program.set_cost(np.zeros(len(edges)))
    rank = [(row, nth) for row, needs in enumerate(limits.demand) for nth in range(1, needs + 1)]
    below = limits.least.nonzero()[0]
    rows = np.array([row for row, _ in rank] + list(below + problem.papers), dtype=np.int64)
    costs = np.array([-nth for _, nth in rank] + [-1] * len(below), dtype=np.float64)
    upper = np.concatenate([np.ones(len(rank)), np.full(len(below), INFINITY)])
    program.add_slacks(costs, upper, rows, np.ones(len(rows)))
    used = np.rint(program.relaxed().x[: len(edges)]).astype(np.bool_)
    served = np.bincount(edges.paper[used], minlength=problem.papers)
    loads = np.bincount(edges.reviewer[used], minlength=problem.reviewers)
    reached = Limits(served, np.minimum(limits.least, loads), limits.most)
    return Feasibility(reached, shortages(problem, used, served), idleness(problem, used, loads))


def shortages(problem: Problem, used: Bools, served: Ints) -> tuple[Shortage, ...]:
    short = np.flatnonzero(served < problem.needs)
    papers, reviewers = problem.edges.paper, problem.edges.reviewer
    found = []
    for group in closed_sets(papers, reviewers, used, problem.is_locked, short):
        free, eligible = room(papers, reviewers, group, problem.most, problem.is_locked)
        needed = int(problem.needs[sorted(group)].sum())
        found.append(Shortage(tuple(sorted(group)), eligible, free, needed))
    return tuple(found)


def idleness(problem: Problem, used: Bools, loads: Ints) -> tuple[Idleness, ...]:
    short = np.flatnonzero(loads < problem.least)
    papers, reviewers = problem.edges.paper, problem.edges.reviewer
    found = []
    for group in closed_sets(reviewers, papers, used, problem.is_locked, short):
        places, open_papers = room(reviewers, papers, group, problem.needs, problem.is_locked)
        needed = int(problem.least[sorted(group)].sum())
        found.append(Idleness(tuple(sorted(group)), open_papers, places, needed))
    return tuple(found)


def room(near: Ints, far: Ints, group: set[int], most: Ints, locked: Bools) -> tuple[int, int]:
    """Places that the far side can give to this group of the near side, and how many it is open to."""
    inside = np.isin(near, sorted(group))
    degree = np.bincount(far[inside], minlength=len(most))
    taken = np.bincount(far[locked & ~inside], minlength=len(most))
    return int(np.minimum(degree, most - taken).sum()), int((degree > 0).sum())


def closed_sets(near: Ints, far: Ints, used: Bools, locked: Bools, short: Ints) -> Iterator[set[int]]:
    """For each short node the nodes of its side that compete with it, overlapping sets joined."""
    ahead = links(near[~used], far[~used])
    back = links(far[used & ~locked], near[used & ~locked])
    groups: list[set[int]] = []
    for start in short.tolist():
        group = reach(start, ahead, back)
        for other in [other for other in groups if other & group]:
            group |= other
            groups.remove(other)
        groups.append(group)
    yield from sorted(groups, key=min)


def links(sources: Ints, targets: Ints) -> dict[int, list[int]]:
    found: dict[int, list[int]] = {}
    for source, target in zip(sources.tolist(), targets.tolist(), strict=True):
        found.setdefault(source, []).append(target)
    return found


def reach(start: int, ahead: dict[int, list[int]], back: dict[int, list[int]]) -> set[int]:
    seen, crossed, queue = {start}, set[int](), [start]
    while queue:
        for middle in ahead.get(queue.pop(), ()):
            if middle in crossed:
                continue
            crossed.add(middle)
            fresh = [node for node in back.get(middle, ()) if node not in seen]
            seen.update(fresh)
            queue.extend(fresh)
    return seen
