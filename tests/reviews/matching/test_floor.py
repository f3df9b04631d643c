import numpy as np
import pytest

from reviews.matching import Problem, frontier, solve
from tests.reviews.matching.instances import brute_floor, brute_total, faults, random_problem


def test_the_floor_costs_no_more_than_its_price() -> None:
    scores = np.array([[1.0, 0.1], [0.8, 0.0]])
    problem = Problem(2, 2, scores, demand=[1, 1], capacity=[1, 1])
    dear, cheap = solve(problem, price=1), solve(problem, price=0.01)
    assert (dear.floor, dear.total) == pytest.approx((0.1, 0.9))
    assert (cheap.floor, cheap.total) == pytest.approx((0.0, 1.0))
    assert dear.maximum == cheap.maximum == pytest.approx(1.0)


@pytest.mark.parametrize("seed", range(200))
def test_a_brute_force_confirms_the_floor_and_the_total_under_it(seed: int) -> None:
    problem = random_problem(seed, largest=5)
    answer = solve(problem, price=1)
    assert faults(problem, answer) == []
    assert answer.floor <= answer.floor_bound + 1e-6
    if answer.complete and any(problem.demand):
        highest = brute_floor(problem)
        assert answer.floor == pytest.approx(highest, abs=1e-3)
        assert answer.floor_bound >= highest - 1e-6
        assert answer.total == pytest.approx(brute_total(problem, answer.floor), abs=1e-5)


@pytest.mark.parametrize("seed", range(5))
def test_a_higher_price_never_lowers_the_floor(seed: int) -> None:
    rng = np.random.default_rng(seed)
    problem = Problem(12, 20, rng.random((12, 20)).round(3), [3] * 20, [5] * 12)
    answers = [solve(problem, price=price) for price in (0, 0.01, 0.05, 1)]
    floors = [answer.floor for answer in answers]
    assert floors == sorted(floors)
    for price, answer in zip((0, 0.01, 0.05, 1), answers, strict=True):
        assert answer.total >= (1 - price) * answer.maximum - 1e-6


def test_a_floor_on_a_coarse_scale_is_proved_exactly() -> None:
    rng = np.random.default_rng(4)
    scores = rng.integers(1, 5, (10, 15)) / 4
    answer = solve(Problem(10, 15, scores, [2] * 15, [3] * 10), price=1)
    assert answer.floor == answer.floor_bound


def test_papers_that_cannot_be_served_do_not_pull_the_floor_down() -> None:
    scores = {(0, 0): 0.9, (1, 0): 0.8, (0, 1): 0.5}
    answer = solve(Problem(2, 2, scores, demand=[2, 2], capacity=[2, 2]), price=1)
    assert answer.floor == pytest.approx(1.7)
    assert [each.papers for each in answer.unserved] == [(1,)]


def test_it_answers_with_the_best_so_far_when_told_to_stop() -> None:
    rng = np.random.default_rng(6)
    problem = Problem(30, 50, rng.random((30, 50)), [3] * 50, [6] * 30)
    stages: list[str] = []
    answer = solve(
        problem,
        price=1,
        on_progress=lambda progress: stages.append(progress.stage),
        should_stop=lambda: "total" in stages,
    )
    assert answer.stopped
    assert faults(problem, answer) == []
    assert stages == ["feasibility", "total"]


def test_the_frontier_trades_total_for_floor_point_by_point() -> None:
    rng = np.random.default_rng(9)
    problem = Problem(12, 20, rng.random((12, 20)).round(3), [3] * 20, [5] * 12)
    answers = frontier(problem, prices=[1, 0, 0.02])
    floors, totals = [each.floor for each in answers], [each.total for each in answers]
    assert floors == sorted(set(floors))
    assert totals == sorted(totals, reverse=True)
    assert answers[0].total == pytest.approx(answers[0].maximum)
    assert answers[-1].floor == pytest.approx(solve(problem, price=1).floor)
