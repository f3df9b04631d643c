import numpy as np
import pytest

from reviews.matching import Edges, Problem, faults, solve


@pytest.fixture
def conference() -> Problem:
    rng = np.random.default_rng(8)
    scores = (rng.random((60, 6)) @ rng.random((6, 100)) / 4 + rng.random((60, 100)) / 4).round(3)
    permitted = rng.random((60, 100)) > 0.05
    reviewer, paper = np.nonzero(permitted)
    return Problem(60, 100, Edges(reviewer, paper, scores[permitted]), [3] * 100, [6] * 60, [4] * 60)


def test_few_edges_lead_to_the_same_optimum_as_all(
    conference: Problem, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = solve(conference, price=1)
    monkeypatch.setattr("reviews.matching.thinning.LARGE", 100)
    thin = solve(conference, price=1)
    assert thin.maximum == pytest.approx(whole.maximum)
    assert thin.floor == pytest.approx(whole.floor, abs=1e-3)
    assert thin.total == pytest.approx(whole.total, rel=2e-4)
    assert thin.floor_bound >= whole.floor


def test_a_large_problem_that_cannot_be_met_is_served_in_part(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("reviews.matching.thinning.LARGE", 10)
    answer = solve(Problem(4, 10, np.ones((4, 10)), demand=[3] * 10, capacity=[5] * 4))
    assert len(answer.pairs) == 20
    assert answer.unserved[0].needed == 30


def test_prices_lead_near_to_what_the_mixed_integer_program_finds(
    conference: Problem, monkeypatch: pytest.MonkeyPatch
) -> None:
    exact = solve(conference, price=1)
    monkeypatch.setattr("reviews.matching.target.TOO_LARGE", 0)
    priced = solve(conference, price=1)
    assert faults(conference, priced.pairs) == ()
    assert priced.complete
    assert exact.floor_bound >= priced.floor >= 0.97 * exact.floor
    assert priced.total >= 0.98 * exact.total
