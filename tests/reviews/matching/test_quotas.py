from dataclasses import replace
from itertools import combinations

import numpy as np
import pytest

from reviews.matching import Assignment, Problem, faults, solve


def people_on(answer: Assignment, paper: int) -> list[int]:
    return [reviewer for reviewer, other in answer.pairs if other == paper]


def test_each_paper_gets_a_senior_where_one_can_be_had() -> None:
    scores = np.array([[0.9, 0.9], [0.8, 0.8], [0.1, 0.2], [0.2, 0.1]])
    problem = Problem(4, 2, scores, [2, 2], [2, 2, 1, 1], seniors=[2, 3])
    answer = solve(problem)
    assert answer.breaches == ()
    assert set(people_on(answer, 0)) & {2, 3}
    assert set(people_on(answer, 1)) & {2, 3}
    assert answer.total == pytest.approx(answer.maximum)


def test_a_paper_that_cannot_have_a_senior_is_served_all_the_same_and_says_so() -> None:
    problem = Problem(3, 2, np.ones((3, 2)), [1, 1], [1, 1, 1], seniors=[2], banned=[(2, 0)])
    answer = solve(problem)
    assert answer.complete
    assert [each.reason for each in answer.breaches] == [
        "paper 0 has no senior reviewer: no eligible reviewer is senior"
    ]
    assert people_on(answer, 1) == [2]


def test_two_reviewers_of_one_institution_do_not_meet_on_a_paper() -> None:
    scores = np.array([[0.9], [0.8], [0.1]])
    problem = Problem(3, 1, scores, [2], [1, 1, 1], institutions=["Northfield", "Northfield", None])
    assert people_on(solve(problem), 0) == [0, 2]
    short = solve(replace(problem, banned=[(2, 0)]))
    assert people_on(short, 0) == [0, 1]
    assert short.breaches[0].reason == (
        "paper 0 has reviewers 0 and 1 from one institution: nobody else can take it"
    )


def test_authors_do_not_review_each_others_papers_where_that_can_be_avoided() -> None:
    scores = np.array([[0.0, 0.9], [0.9, 0.0], [0.5, 0.5]])
    authors = {0: [0], 1: [1]}
    problem = Problem(3, 2, scores, [1, 1], [1, 1, 1], banned=[(0, 0), (1, 1)], authors=authors)
    answer = solve(problem)
    assert set(answer.pairs) != {(0, 1), (1, 0)}
    assert answer.total == pytest.approx(1.4)
    forced = solve(replace(problem, capacity=[1, 1, 0]))
    assert [each.quota for each in forced.breaches] == ["two-cycle"]


@pytest.mark.parametrize("seed", range(30))
def test_as_few_quotas_break_as_a_brute_force_can_manage(seed: int) -> None:
    rng = np.random.default_rng(seed)
    scores = rng.random((5, 3)).round(2)
    banned = [(int(r), int(p)) for r, p in np.argwhere(rng.random((5, 3)) < 0.2)]
    places = [0, 0, 1, 1, None]
    problem = Problem(5, 3, scores, [2, 2, 1], [2] * 5, banned=banned, seniors=[0, 2], institutions=places)
    answer = solve(problem, price=1)
    assert faults(problem, answer.pairs) == ()
    if answer.complete:
        best = fewest_breaches(problem)
        assert len(answer.breaches) == best[0]
        assert answer.maximum == pytest.approx(best[1])


def fewest_breaches(problem: Problem) -> tuple[int, float]:
    """Over all complete assignments: the fewest broken quotas, and the best total among those."""
    found = [(0, 0.0, (0,) * problem.reviewers)]
    for paper, count in enumerate(problem.demand):
        open_to = [r for r in range(problem.reviewers) if problem.score((r, paper)) is not None]
        following: dict[tuple[int, ...], tuple[int, float]] = {}
        for broken, total, loads in found:
            for choice in combinations(open_to, count):
                after = tuple(load + (r in choice) for r, load in enumerate(loads))
                if all(load <= most for load, most in zip(after, problem.capacity, strict=True)):
                    here = (
                        broken + broken_by(choice),
                        total - sum(problem.score((r, paper)) or 0 for r in choice),
                    )
                    following[after] = min(following.get(after, here), here)
        found = [(broken, total, loads) for loads, (broken, total) in following.items()]
    broken, total, _ = min(found)
    return broken, -total


def broken_by(choice: tuple[int, ...]) -> int:
    return int(not {0, 2} & set(choice)) + int({0, 1} <= set(choice)) + int({2, 3} <= set(choice))
