"""Small random problems, and a brute force to judge the solver's answers by."""

from collections.abc import Callable
from itertools import combinations

import numpy as np

from reviews.matching import Assignment, Problem

Load = tuple[int, ...]


def random_problem(seed: int, *, largest: int = 6) -> Problem:
    """Anything may happen: no reviewers, conflicts with everything, loads that sum short, locks, coarse scores."""
    rng = np.random.default_rng(seed)
    reviewers, papers = int(rng.integers(0, largest + 1)), int(rng.integers(1, largest + 1))
    pairs = [
        (r, p) for r in range(reviewers) for p in range(papers) if rng.random() < rng.choice([0.4, 0.8, 1.0])
    ]
    grid = rng.choice([4, 1000])
    scores = {pair: float(rng.integers(0, grid + 1)) / grid for pair in pairs}
    demand = rng.integers(0, 4, papers)
    capacity = rng.integers(0, 5, reviewers)
    minimum = np.minimum(capacity, rng.integers(0, 3, reviewers)) if rng.random() < 0.5 else None
    banned = [pair for pair in pairs if rng.random() < 0.1]
    return Problem(
        reviewers,
        papers,
        scores,
        demand.tolist(),
        capacity.tolist(),
        None if minimum is None else minimum.tolist(),
        banned,
        random_locks(rng, [pair for pair in pairs if pair not in banned], demand.tolist(), capacity.tolist()),
    )


def random_locks(
    rng: np.random.Generator, pairs: list[tuple[int, int]], demand: list[int], capacity: list[int]
) -> list[tuple[int, int]]:
    locks = []
    for reviewer, paper in pairs:
        if rng.random() < 0.1 and demand[paper] and capacity[reviewer]:
            locks.append((reviewer, paper))
            demand[paper] -= 1
            capacity[reviewer] -= 1
    return locks


def best_loads(
    problem: Problem, demand: list[int], worth: Callable[[int, tuple[int, ...]], float]
) -> dict[Load, float]:
    """Every load vector that exactly this demand can lead to, with the best sum of `worth` over the papers."""
    states: dict[Load, float] = {(0,) * problem.reviewers: 0.0}
    for paper in range(problem.papers):
        choices = choices_of(problem, paper, demand[paper])
        following: dict[Load, float] = {}
        for loads, value in states.items():
            for choice in choices:
                after = tuple(load + (reviewer in choice) for reviewer, load in enumerate(loads))
                if all(load <= most for load, most in zip(after, problem.capacity, strict=True)):
                    following[after] = max(following.get(after, -np.inf), value + worth(paper, choice))
        states = following
    return states


def choices_of(problem: Problem, paper: int, count: int) -> list[tuple[int, ...]]:
    open_to = [r for r in range(problem.reviewers) if problem.score((r, paper)) is not None]
    locked = {r for r, p in problem.locked if p == paper}
    return [choice for choice in combinations(open_to, count) if locked <= set(choice)]


def points(problem: Problem, paper: int, choice: tuple[int, ...]) -> float:
    return sum(problem.score((reviewer, paper)) or 0.0 for reviewer in choice)


def brute_total(problem: Problem, floor: float = -np.inf) -> float | None:
    """The best total that keeps every limit and gives each paper at least `floor`; None where there is none."""

    def worth(paper: int, choice: tuple[int, ...]) -> float:
        gained = points(problem, paper, choice)
        return gained if gained >= floor - 1e-9 or not choice else -np.inf

    found = best_loads(problem, list(problem.demand), worth)
    kept = [
        value
        for loads, value in found.items()
        if (np.array(loads) >= problem.least).all() and value > -np.inf
    ]
    return max(kept, default=None)


def brute_places(problem: Problem) -> int:
    """The largest number of reviews that can be given at all."""
    reached = {(0,) * problem.reviewers: 0}
    for paper in range(problem.papers):
        following: dict[Load, int] = {}
        for loads, served in reached.items():
            for count in range(problem.demand[paper] + 1):
                for choice in choices_of(problem, paper, count):
                    after = tuple(load + (reviewer in choice) for reviewer, load in enumerate(loads))
                    if all(load <= most for load, most in zip(after, problem.capacity, strict=True)):
                        following[after] = max(following.get(after, 0), served + count)
        reached = following
    return max(reached.values())


def faults(problem: Problem, answer: Assignment) -> list[str]:
    """What is wrong with an answer, judged from its pairs alone."""
    pairs, found = set(answer.pairs), []
    loads = np.bincount([r for r, _ in pairs], minlength=problem.reviewers)
    served = np.bincount([p for _, p in pairs], minlength=problem.papers)
    if len(pairs) != len(answer.pairs) or list(answer.pairs) != sorted(answer.pairs):
        found.append("pairs twice or out of order")
    if pairs & set(problem.banned) or any(problem.score(pair) is None for pair in pairs):
        found.append("a pair that is not permitted")
    if not set(problem.locked) <= pairs:
        found.append("a lock moved")
    if (loads > problem.most).any() or (served > problem.needs).any():
        found.append("over a load or a demand")
    if int((problem.needs - served).sum()) != sum(each.missing for each in answer.unserved):
        found.append("demand unmet and unexplained")
    short = np.maximum(problem.least - loads, 0).sum()
    if int(short) != sum(each.needed - each.places for each in answer.idle):
        found.append("a minimum unmet and unexplained")
    return found


def brute_floor(problem: Problem) -> float:
    """The highest floor that any complete assignment has."""
    sums = {
        points(problem, paper, choice)
        for paper, count in enumerate(problem.demand)
        if count
        for choice in choices_of(problem, paper, count)
    }
    low, targets = 0, sorted(sums)
    high = len(targets)
    while high - low > 1:
        middle = (low + high) // 2
        if brute_total(problem, targets[middle]) is None:
            high = middle
        else:
            low = middle
    return targets[low]
