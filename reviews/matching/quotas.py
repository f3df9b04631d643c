"""Quotas that are kept where they can be: a senior on each paper, one reviewer per institution, no two-cycles.

A two-cycle is two authors who review each other's papers. A quota gives way to demand, loads, conflicts and locks, and
to nothing else: first as few as possible are broken, then the total is maximised.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace

import numpy as np

from reviews.matching.edges import Bools, Edges, Ints
from reviews.matching.network import Network, Rows
from reviews.matching.problem import Problem
from reviews.matching.program import INFINITY
from reviews.matching.result import Breach, Pair, counted
from reviews.matching.target import Aim, attempt


@dataclass(frozen=True)
class Quota:
    """The edges of one rule: at least `lower` and at most `upper` of them may be used."""

    name: str
    paper: int
    edges: Ints
    lower: float = -INFINITY
    upper: float = INFINITY

    def broken_by(self, chosen: Bools) -> float:
        used = int(chosen[self.edges].sum())
        return max(self.lower - used, used - self.upper, 0.0)


def quotas_of(problem: Problem, network: Network) -> list[Quota]:
    edges = network.edges
    return [*seniors(problem, network), *institutions(problem, edges), *two_cycles(problem, edges)]


def seniors(problem: Problem, network: Network) -> Iterator[Quota]:
    if problem.seniors is None:
        return
    edges = network.edges
    senior = np.isin(edges.reviewer, sorted(problem.seniors))
    for paper in np.flatnonzero(network.limits.demand).tolist():
        yield Quota("senior", paper, np.flatnonzero(senior & (edges.paper == paper)), lower=1.0)


def institutions(problem: Problem, edges: Edges) -> Iterator[Quota]:
    groups: dict[tuple[int, object], list[int]] = {}
    names = problem.institutions
    if names is None:
        return
    for at, (reviewer, paper) in enumerate(zip(edges.reviewer.tolist(), edges.paper.tolist(), strict=True)):
        if names[reviewer] is not None:
            groups.setdefault((paper, names[reviewer]), []).append(at)
    for (paper, _), group in groups.items():
        if len(group) > 1:
            yield Quota("institution", paper, np.array(group), upper=1.0)


def two_cycles(problem: Problem, edges: Edges) -> Iterator[Quota]:
    written: dict[int, list[int]] = {}
    for paper, people in problem.authors.items():
        for person in people:
            written.setdefault(person, []).append(paper)
    meetings = [
        (Pair(first, paper), Pair(second, other))
        for paper, people in sorted(problem.authors.items())
        for second in sorted(people)
        for first, others in sorted(written.items())
        if first < second
        for other in others
        if other != paper
    ]
    ends = edges.find(
        problem.keys([end for meeting in meetings for end in meeting]), problem.reviewers
    ).reshape(-1, 2)
    for (one, _), both in zip(meetings, ends, strict=True):
        if (both >= 0).all():
            yield Quota("two-cycle", one.paper, both, upper=1.0)


def rows_of(quotas: list[Quota], slack: list[float]) -> Rows:
    """The quotas, each eased by its slack."""
    if not quotas:
        return Rows()
    column = np.concatenate([quota.edges for quota in quotas]).astype(np.int64)
    return Rows(
        row=np.repeat(np.arange(len(quotas)), [len(quota.edges) for quota in quotas]),
        column=column,
        value=np.ones(len(column)),
        lower=np.array([quota.lower - eased for quota, eased in zip(quotas, slack, strict=True)]),
        upper=np.array([quota.upper + eased for quota, eased in zip(quotas, slack, strict=True)]),
    )


def keep_quotas(
    problem: Problem, network: Network, best: Bools, *, seconds: float
) -> tuple[Network, Bools, tuple[Breach, ...]]:
    """The network with its quotas as constraints, the best total under them, and the quotas that had to give way."""
    quotas = quotas_of(problem, network)
    slack = [0.0] * len(quotas)
    bound = replace(network, rows=rows_of(quotas, slack))
    if not any(quota.broken_by(best) for quota in quotas):
        return bound, best, ()
    tried = attempt(bound, 0.0, Aim(thorough=True), seconds=seconds)
    if tried.chosen is None:
        slack = least_slack(network, quotas, best, seconds=seconds)
        bound = replace(network, rows=rows_of(quotas, slack))
        tried = attempt(bound, 0.0, Aim(thorough=True), seconds=seconds)
    chosen = best if tried.chosen is None else tried.chosen
    return bound, chosen, breaches(network.edges, quotas, chosen)


def least_slack(network: Network, quotas: list[Quota], best: Bools, *, seconds: float) -> list[float]:
    """By how much each quota has to give way, as little as possible in all; the total only breaks ties."""
    program = replace(network, rows=rows_of(quotas, [0.0] * len(quotas))).program()
    program.set_cost(network.edges.score / (1 + network.total(best)))
    first = len(network.limits.demand) + len(network.limits.most)
    sign = np.array([1.0 if quota.lower > -INFINITY else -1.0 for quota in quotas])
    rows = first + np.arange(len(quotas))
    program.add_slacks(np.full(len(quotas), -1.0), np.full(len(quotas), INFINITY), rows, sign)
    solution = program.integral(seconds=seconds)
    chosen = np.rint(solution.x[: len(network)]).astype(bool) if solution.found else best
    return [quota.broken_by(chosen) for quota in quotas]


def breaches(edges: Edges, quotas: list[Quota], chosen: Bools) -> tuple[Breach, ...]:
    found = []
    for quota in quotas:
        if quota.broken_by(chosen):
            used = quota.edges[chosen[quota.edges]]
            people = tuple(sorted(set(edges.reviewer[used].tolist())))
            found.append(Breach(quota.name, quota.paper, people, reason(quota, people)))
    return tuple(found)


def reason(quota: Quota, people: tuple[int, ...]) -> str:
    if quota.name == "senior":
        open_to = len(quota.edges)
        why = (
            f"its {open_to} eligible seniors are needed elsewhere"
            if open_to
            else "no eligible reviewer is senior"
        )
        return f"paper {quota.paper} has no senior reviewer: {why}"
    who = counted(people, "reviewer")
    if quota.name == "institution":
        return f"paper {quota.paper} has {who} from one institution: nobody else can take it"
    return f"{who} review each other's papers: nobody else can take them"
