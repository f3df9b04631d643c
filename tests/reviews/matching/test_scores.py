import numpy as np
import pytest

from reviews.matching import Weights, combine

NONE = np.nan


def test_the_parts_add_up_to_the_score() -> None:
    made = combine(np.array([[0.5]]), np.array([[1.0]]), np.array([[0.25]]))
    assert made.parts((0, 0)) == pytest.approx({"affinity": 0.3, "topics": 0.2, "bid": 0.05})
    assert made.score[0, 0] == pytest.approx(0.55)


def test_no_bid_counts_as_the_mean_of_the_workshop() -> None:
    made = combine(np.zeros((1, 3)), None, np.array([[1.0, 0.5, NONE]]))
    assert made.bid[0].tolist() == pytest.approx([0.2, 0.1, 0.15])
    assert made.unbid[0].tolist() == [False, False, True]


def test_when_all_bids_are_equal_they_decide_nothing() -> None:
    affinity = np.array([[0.2, 0.4], [0.6, 0.8]])
    plain, equal = combine(affinity), combine(affinity, None, np.full((2, 2), 0.5))
    np.testing.assert_allclose(equal.score - plain.score, 0.1)


def test_a_bid_lifts_a_pair_by_a_fifth_at_most() -> None:
    low, high = (combine(np.array([[0.5]]), None, np.array([[bid]])).score[0, 0] for bid in (0.0, 1.0))
    assert high - low == pytest.approx(0.2)


def test_an_unknown_affinity_is_taken_from_the_topics_and_marked() -> None:
    made = combine(np.array([[NONE, 0.4]]), np.array([[0.5, 0.5]]))
    assert made.unknown[0].tolist() == [True, False]
    assert made.affinity[0].tolist() == pytest.approx([0.3, 0.24])


def test_without_topics_an_unknown_affinity_is_the_mean() -> None:
    assert combine(np.array([[NONE, 0.4, 0.6]])).affinity[0, 0] == pytest.approx(0.3)
    assert combine(np.array([[NONE]])).score.tolist() == [[0.0]]


def test_the_weights_are_the_organizers_and_the_score_stays_within_one() -> None:
    made = combine(np.ones((1, 1)), np.ones((1, 1)), np.ones((1, 1)), weights=Weights(1, 1, 1))
    assert made.score.tolist() == [[1.0]]
