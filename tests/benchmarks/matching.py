"""How long the assignment takes, from a workshop to a conference: `python -m tests.benchmarks.matching [NAME ...]`.

All instances are synthetic and made here from a seed.
"""

import sys
import time
from collections.abc import Callable
from dataclasses import replace

import numpy as np

from reviews.matching import Edges, Problem, explain, solve


def topics(papers: int, reviewers: int, seed: int) -> np.ndarray[tuple[int, ...], np.dtype[np.float64]]:
    """Similarities [reviewers, papers] of random mixtures of topics, with some noise."""
    rng = np.random.default_rng(seed)
    mixtures = [rng.dirichlet([0.12] * 25, size) for size in (reviewers, papers)]
    left, right = (each / np.linalg.norm(each, axis=1)[:, None] for each in mixtures)
    scores: np.ndarray[tuple[int, ...], np.dtype[np.float64]] = left @ right.T * 0.8
    return (scores + 0.2 * rng.random(scores.shape)).round(4)


def dense(papers: int, reviewers: int, most: int, least: int = 0) -> Problem:
    scores = topics(papers, reviewers, seed=1)
    reviewer, paper = np.nonzero(np.random.default_rng(2).random(scores.shape) > 0.03)
    edges = Edges(reviewer, paper, scores[reviewer, paper])
    return Problem(reviewers, papers, edges, [3] * papers, [most] * reviewers, [least] * reviewers)


def sparse(papers: int, reviewers: int, most: int, candidates: int = 20) -> Problem:
    scores = topics(papers, reviewers, seed=3)
    wish = scores + 0.3 * np.random.default_rng(4).random(scores.shape)
    reviewer = np.argsort(-wish, axis=0)[:candidates].T.ravel()
    paper = np.repeat(np.arange(papers), candidates)
    edges = Edges(reviewer, paper, scores[reviewer, paper])
    return Problem(reviewers, papers, edges, [3] * papers, [most] * reviewers)


INSTANCES: dict[str, Callable[[], Problem]] = {
    "workshop-40x12": lambda: dense(40, 12, 12, 6),
    "workshop-200x41": lambda: dense(200, 41, 18, 4),
    "symposium-118x177-tight": lambda: dense(118, 177, 2, 2),
    "conference-442x161": lambda: dense(442, 161, 12),
    "conference-500x300": lambda: sparse(500, 300, 6),
    "conference-5000x3000": lambda: sparse(5000, 3000, 6),
    "conference-2623x1373-dense": lambda: dense(2623, 1373, 6, 2),
}


def measure(name: str) -> str:
    problem = INSTANCES[name]()
    cpu, wall = time.process_time(), time.monotonic()
    answer = solve(problem, price=1)
    cpu, wall = time.process_time() - cpu, time.monotonic() - wall
    locked = replace(problem, locked=answer.pairs[:: max(len(answer.pairs) // 10, 1)][:10])
    again = time.process_time()
    solve(locked, floor=answer.floor_target)
    again = time.process_time() - again
    reason = time.process_time()
    explain(problem, answer, answer.pairs[0])
    reason = time.process_time() - reason
    share = 100 * answer.total / answer.maximum
    return (
        f"{name:28} {len(problem.edges):9} {answer.total:10.2f} {share:8.3f} {answer.floor:7.4f} "
        f"{answer.floor_bound:7.4f} {cpu:8.2f} {wall:8.2f} {again:8.2f} {reason:8.2f}"
    )


def main(names: list[str]) -> None:
    sys.stdout.write(
        f"{'instance':28} {'pairs':>9} {'total':>10} {'% of max':>8} {'floor':>7} {'bound':>7} "
        f"{'CPU s':>8} {'wall s':>8} {'10 locks':>8} {'explain':>8}\n"
    )
    for name in names or INSTANCES:
        sys.stdout.write(measure(name) + "\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main(sys.argv[1:])
