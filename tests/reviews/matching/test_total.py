import numpy as np
import pytest

from reviews.matching import Edges, Pair, Problem, solve
from tests.reviews.matching.instances import brute_places, brute_total, faults, random_problem


def test_it_finds_the_best_total_by_hand() -> None:
    scores = np.array([[0.9, 0.8], [0.7, 0.1], [0.2, 0.3]])
    answer = solve(Problem(3, 2, scores, demand=[1, 1], capacity=[1, 1, 1]), price=0)
    assert answer.pairs == (Pair(0, 1), Pair(1, 0))
    assert (answer.total, answer.maximum, answer.floor) == pytest.approx((1.5, 1.5, 0.7))


def test_it_never_gives_the_same_reviewer_twice_to_a_paper() -> None:
    answer = solve(Problem(2, 1, np.array([[1.0], [0.1]]), demand=[2], capacity=[5, 5]))
    assert answer.pairs == (Pair(0, 0), Pair(1, 0))


@pytest.mark.parametrize("seed", range(150))
def test_it_keeps_every_limit_or_explains_the_shortage(seed: int) -> None:
    problem = random_problem(seed)
    answer = solve(problem, price=0)
    assert faults(problem, answer) == []
    assert answer.total <= answer.maximum + 1e-9


@pytest.mark.parametrize("seed", range(150))
def test_a_brute_force_confirms_the_total_or_the_shortage(seed: int) -> None:
    problem = random_problem(seed, largest=5)
    answer = solve(problem, price=0)
    best = brute_total(problem)
    assert answer.complete == (best is not None)
    if best is None:
        assert len(answer.pairs) == brute_places(problem)
    else:
        assert answer.total == pytest.approx(best)


def test_the_same_problem_has_the_same_answer_in_whatever_form_it_comes() -> None:
    table = np.random.default_rng(3).random((8, 12)).round(2)
    mapping = {(r, p): float(table[r, p]) for p in reversed(range(12)) for r in range(8)}
    reviewer, paper = (index.ravel() for index in np.indices(table.shape))
    forms = (table, mapping, Edges(reviewer, paper, table.ravel()))
    answers = [solve(Problem(8, 12, form, demand=[3] * 12, capacity=[6] * 8)) for form in forms]
    assert answers[0] == answers[1] == answers[2]
