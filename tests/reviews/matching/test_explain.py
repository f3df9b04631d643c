from dataclasses import replace

import numpy as np
import pytest

from reviews.matching import (
    Assignment,
    Pair,
    Problem,
    alternates,
    difference,
    edit,
    explain,
    faults,
    solve,
    standings,
)
from tests.reviews.matching.instances import brute_total, random_problem


@pytest.fixture(scope="module")
def workshop() -> Problem:
    rng = np.random.default_rng(12)
    scores = rng.random((12, 24)).round(3)
    banned = [(int(r), int(p)) for r, p in np.argwhere(rng.random((12, 24)) < 0.1)]
    return Problem(12, 24, scores, [3] * 24, [7] * 12, [3] * 12, banned=banned)


@pytest.fixture(scope="module")
def answer(workshop: Problem) -> Assignment:
    return solve(workshop)


def test_the_counterfactual_agrees_with_a_new_solve_on_200_random_pairs(
    workshop: Problem, answer: Assignment
) -> None:
    rng, edges = np.random.default_rng(1), workshop.edges
    for at in rng.choice(len(edges), 200, replace=False):
        pair = Pair(int(edges.reviewer[at]), int(edges.paper[at]))
        told = explain(workshop, answer, pair).counterfactual
        without = {
            (int(r), int(p)): float(s)
            for r, p, s in zip(edges.reviewer, edges.paper, edges.score, strict=True)
            if (r, p) != pair or pair not in answer.pairs
        }
        locks = [] if pair in answer.pairs else [pair]
        again = Problem(12, 24, without, [3] * 24, [7] * 12, [3] * 12, locked=locks)
        assert told.total == pytest.approx(
            solve(again, floor=answer.floor_target).total - answer.total, abs=2e-3
        )


@pytest.mark.parametrize("seed", range(40))
def test_a_brute_force_confirms_the_counterfactual_of_the_best_total(seed: int) -> None:
    problem = random_problem(seed, largest=4)
    answer = solve(problem, price=0)
    for pair in answer.pairs:
        told = explain(problem, answer, pair).counterfactual
        left = [other for other in problem.locked if other != pair]
        best = brute_total(replace(problem, banned=[*problem.banned, pair], locked=left))
        if best is not None and answer.complete:
            assert told.total == pytest.approx(best - answer.total, abs=1e-6)


def test_the_explanation_is_one_line_for_the_organizer() -> None:
    scores = np.array([[0.9, 0.8], [0.7, 0.1], [0.2, 0.3]])
    problem = Problem(3, 2, scores, demand=[1, 1], capacity=[1, 1, 1])
    told = explain(problem, solve(problem, price=0), (0, 1), parts={"affinity": 0.6, "topics": 0.2})
    assert (told.rank, told.eligible, told.assigned, told.locked) == (1, 3, True, False)
    assert str(told) == (
        "0.80 = affinity 0.60 + topics 0.20. Rank 1 of 3. "
        "Without this pair the total would change by -0.3000, with 2 new pairs."
    )


def test_a_pair_that_may_not_be_has_that_for_its_reason() -> None:
    problem = Problem(
        2, 1, np.array([[0.9], [0.7]]), demand=[1], capacity=[1, 1], banned=[(0, 0)], locked=[(1, 0)]
    )
    answer = solve(problem)
    assert str(explain(problem, answer, (0, 0))) == "Reviewer 0 may not review paper 0."
    both = replace(problem, banned=[])
    assert explain(both, answer, (0, 0)).counterfactual.reason == (
        "It cannot be: paper 0: 2 locked pairs are over the demand of 1."
    )


def test_a_swap_tells_its_price_and_what_it_breaks() -> None:
    scores = np.array([[0.9, 0.8], [0.7, 0.1], [0.2, 0.3]])
    problem = Problem(3, 2, scores, demand=[1, 1], capacity=[1, 1, 1], banned=[(2, 0)])
    answer = solve(problem, price=0)
    fine = edit(problem, answer, add=[(2, 1)], remove=[(0, 1)])
    assert (fine.total, fine.floor) == pytest.approx((-0.5, -0.4))
    assert fine.faults == ()
    wrong = edit(problem, answer, add=[(0, 0), (2, 0)], remove=[(1, 0)])
    assert wrong.faults == (
        "paper 0 has 2 reviewers; 1 are wanted",
        "reviewer 0 has 2 papers; at most 1",
        "reviewer 2 is in conflict with paper 0",
    )


def test_the_validator_finds_every_kind_of_fault() -> None:
    problem = Problem(2, 2, {(0, 0): 1.0, (1, 0): 1.0}, [1, 1], [1, 1], locked=[(1, 0)])
    assert faults(problem, [(0, 0), (0, 0), (1, 1)]) == (
        "reviewer 0 stands on paper 0 twice",
        "reviewer 1 may not review paper 1",
        "the locked pair of reviewer 1 and paper 0 is missing",
    )


def test_alternates_with_a_free_place_come_first() -> None:
    scores = np.array([[0.9, 0.9], [0.8, 0.7], [0.3, 0.2]])
    problem = Problem(3, 2, scores, demand=[1, 1], capacity=[1, 1, 2])
    ready = alternates(problem, solve(problem, price=0), 0)
    assert [(each.reviewer, each.free) for each in ready] == [(2, 2), (0, 0)]


def test_a_paper_stands_beside_the_best_it_could_have() -> None:
    scores = np.array([[0.9, 0.8], [0.7, 0.1]])
    problem = Problem(2, 2, scores, demand=[1, 1], capacity=[1, 1])
    first, second = standings(problem, solve(problem, price=0))
    assert (first.score, first.best, first.eligible) == pytest.approx((0.7, 0.9, 2))
    assert (second.score, second.best) == pytest.approx((0.8, 0.8))


def test_ten_locks_stay_and_the_floor_holds_when_solved_again(workshop: Problem, answer: Assignment) -> None:
    locks = answer.pairs[::7][:10]
    again = solve(replace(workshop, locked=locks), floor=answer.floor_target)
    assert set(locks) <= set(again.pairs)
    assert again.floor >= answer.floor - 1e-6
    assert difference(answer, again).total == pytest.approx(0, abs=2e-3)
