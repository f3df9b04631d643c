"""The guarantees over as many random problems as wanted: `python -m tests.reviews.matching.properties 10000`."""

import sys
from collections.abc import Iterator

import numpy as np

from reviews.matching import Problem, faults, solve
from tests.reviews.matching import instances
from tests.reviews.matching.instances import brute_floor, brute_places, brute_total, random_problem


def broken(problem: Problem) -> Iterator[str]:
    """Every guarantee that does not hold for a problem, in words."""
    answer = solve(problem, price=1)
    yield from instances.faults(problem, answer)
    yield from faults(problem, answer.pairs)
    if answer != solve(problem, price=1):
        yield "two answers to one problem"
    if answer.floor > answer.floor_bound + 1e-6 or answer.total > answer.maximum + 1e-6:
        yield "a bound below what was reached"
    best = brute_total(problem)
    if answer.complete != (best is not None):
        yield "a brute force disagrees about what can be met"
    elif best is None and len(answer.pairs) != brute_places(problem):
        yield "a brute force serves more"
    elif best is not None and abs(best - answer.maximum) > 1e-6:
        yield "a brute force has another maximum"
    elif best is not None and any(problem.demand) and abs(brute_floor(problem) - answer.floor) > 1e-3:
        yield "a brute force has another floor"


def main(count: int) -> int:
    wrong = 0
    for seed in range(count):
        largest = 6 if seed % 50 == 0 else int(np.random.default_rng(seed).integers(2, 5))
        for fault in broken(random_problem(10_000 + seed, largest=largest)):
            wrong += 1
            sys.stdout.write(f"{seed}: {fault}\n")
        if sys.stderr.isatty() and seed % 100 == 99:
            sys.stderr.write(f"\r{seed + 1} of {count}")
    sys.stdout.write(f"{count} problems, {wrong} faults\n")
    return int(wrong > 0)


if __name__ == "__main__":
    raise SystemExit(main(int(sys.argv[1]) if len(sys.argv) > 1 else 300))
