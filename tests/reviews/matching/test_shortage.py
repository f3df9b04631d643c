from typing import Any

import numpy as np
import pytest

from reviews.matching import Idleness, Problem, Shortage, solve


def test_the_certificate_names_the_papers_that_compete_and_nothing_else() -> None:
    scores = {(0, 0): 0.5, (1, 0): 0.5, (0, 1): 0.5, (1, 1): 0.5, (2, 2): 0.5, (3, 2): 0.5}
    answer = solve(Problem(4, 3, scores, demand=[2, 2, 2], capacity=[2, 1, 1, 1]))
    assert answer.unserved == (Shortage(papers=(0, 1), eligible=2, free=3, needed=4),)
    assert (
        str(answer.unserved[0]) == "papers 0 and 1 have 2 eligible reviewers with 3 free places; 4 are needed"
    )
    assert len(answer.pairs) == 5


def test_two_shortages_apart_are_told_apart() -> None:
    answer = solve(Problem(2, 2, {(0, 0): 0.5, (1, 1): 0.5}, demand=[2, 2], capacity=[2, 2]))
    assert [each.papers for each in answer.unserved] == [(0,), (1,)]


def test_papers_go_short_evenly() -> None:
    answer = solve(Problem(3, 3, np.ones((3, 3)), demand=[2, 2, 2], capacity=[1, 1, 1]))
    assert sorted(paper for _, paper in answer.pairs) == [0, 1, 2]


def test_a_locked_pair_takes_its_place_from_the_others() -> None:
    problem = Problem(1, 2, np.ones((1, 2)), demand=[1, 1], capacity=[1], locked=[(0, 1)])
    answer = solve(problem)
    assert answer.pairs == ((0, 1),)
    assert answer.unserved == (Shortage(papers=(0,), eligible=1, free=0, needed=1),)


def test_zero_reviewers_leave_every_paper_unserved() -> None:
    answer = solve(Problem(0, 2, {}, demand=[1, 1], capacity=[]))
    assert answer.pairs == ()
    assert [each.papers for each in answer.unserved] == [(0,), (1,)]


def test_a_reviewer_in_conflict_with_everything_is_left_out() -> None:
    problem = Problem(3, 2, np.ones((3, 2)), [2, 2], [2, 2, 2], banned=[(1, 0), (1, 1)])
    answer = solve(problem)
    assert answer.complete
    assert {reviewer for reviewer, _ in answer.pairs} == {0, 2}


def test_a_minimum_load_that_cannot_be_met_is_explained() -> None:
    problem = Problem(2, 2, np.ones((2, 2)), [1, 1], [2, 2], minimum=[2, 1])
    answer = solve(problem)
    assert answer.idle == (Idleness(reviewers=(0, 1), open_papers=2, places=2, needed=3),)
    assert str(answer.idle[0]) == (
        "reviewers 0 and 1 must review 3 in all, but the 2 papers open to them have only 2 places"
    )
    assert len(answer.pairs) == 2


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"scores": np.array([[0.1, np.nan], [0.2, 0.3]])}, "reviewer 0, paper 1: the score is not a number"),
        ({"scores": np.array([[0.1, 0.2], [-0.2, 0.3]])}, "reviewer 1, paper 0: the score is negative"),
        ({"scores": {(2, 0): 0.5}}, "reviewer 2, paper 0: no such pair"),
        ({"scores": np.ones((3, 2))}, r"scores have the shape \(3, 2\)"),
        ({"locked": [(0, 1)], "banned": [(0, 1)]}, "reviewer 0, paper 1: locked, but banned"),
        (
            {"locked": [(0, 1)], "scores": {(0, 0): 1.0}},
            "reviewer 0, paper 1: locked, but not a permitted pair",
        ),
        ({"locked": [(0, 1), (1, 1)]}, "paper 1: 2 locked pairs are over the demand of 1"),
        ({"locked": [(0, 0), (0, 1)]}, "reviewer 0: 2 locked pairs are over the load of 1"),
        ({"minimum": [0, 2]}, "reviewer 1: the loads contradict each other"),
        ({"demand": [1]}, "demand has 1 entries, not 2"),
        ({"demand": [1, -1]}, "paper 1: the demand is negative"),
    ],
)
def test_data_that_contradict_themselves_are_refused_by_name(changes: dict[str, Any], message: str) -> None:
    given: dict[str, Any] = {"scores": np.ones((2, 2)), "demand": [1, 1], "capacity": [1, 1]} | changes
    with pytest.raises(ValueError, match=message):
        Problem(2, 2, **given)
