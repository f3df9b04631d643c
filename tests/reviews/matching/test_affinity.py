from collections.abc import Sequence

import numpy as np
import pytest
from numpy.typing import NDArray

from reviews.matching import Expertise, affinities, percentiles

FEDERATED = "Federated averaging with private gradients. Clients send clipped gradients to a server."
DIFFUSION = "Diffusion models for image synthesis. Denoising networks generate images from noise."
ROBOTS = "Grasp planning for robot arms. A planner picks contact points for grippers."
PROFILES = [[FEDERATED], [DIFFUSION, ROBOTS], []]
SUBMISSIONS = ["Clipping the gradients of federated clients", "Synthesising images with denoising diffusion"]


def test_each_submission_goes_to_the_profile_that_speaks_of_it() -> None:
    table = affinities(PROFILES, SUBMISSIONS)
    assert table.shape == (3, 2)
    assert table[:2].argmax(axis=0).tolist() == [0, 1]
    assert (table[:2] >= 0).all()
    assert (table[:2] <= 1).all()


def test_a_reviewer_without_papers_is_unknown_and_not_zero() -> None:
    assert np.isnan(affinities(PROFILES, SUBMISSIONS)[2]).all()
    assert np.isnan(affinities([[]], SUBMISSIONS)).all()


def test_words_meet_in_whatever_form_they_stand() -> None:
    assert affinities([["generated images"]], ["generating an image"])[0, 0] == pytest.approx(1)


def test_a_text_without_words_is_near_to_nothing() -> None:
    assert affinities([["", "the of and"]], ["", "federated learning"]).tolist() == [[0, 0]]


def test_only_the_five_nearest_papers_count() -> None:
    profile = [FEDERATED] * 5 + [ROBOTS] * 20
    assert affinities([profile], SUBMISSIONS)[0, 0] > 4 * affinities([profile], SUBMISSIONS, nearest=25)[0, 0]


def test_blocks_add_up_to_the_whole_product(monkeypatch: pytest.MonkeyPatch) -> None:
    whole = affinities(PROFILES, SUBMISSIONS)
    monkeypatch.setattr("reviews.matching.affinity.BLOCK", 2)
    np.testing.assert_allclose(affinities(PROFILES, SUBMISSIONS), whole)


def test_the_shared_terms_are_the_reason_in_the_submissions_own_words() -> None:
    expertise = Expertise(PROFILES, SUBMISSIONS)
    terms = expertise.shared_terms(0, 0)
    assert "federated" in terms
    assert {"clipping", "gradients"} & {word for term in terms for word in term.split()}
    assert expertise.shared_terms(1, 1)[0] in {"denoising", "diffusion", "images"}
    assert expertise.shared_terms(0, 1) == []


def test_a_shared_pair_of_words_stands_for_both() -> None:
    profiles = [["secure aggregation"], ["robot arms"]]
    assert Expertise(profiles, ["Secure aggregation at scale"]).shared_terms(0, 0) == ["secure aggregation"]


def test_the_nearest_paper_of_a_profile_is_named_by_its_place() -> None:
    (first, cosine), (second, _) = Expertise(PROFILES, SUBMISSIONS).nearest(1, 1)
    assert (first, second) == (0, 1)
    assert 0 < cosine < 1


def test_a_host_may_bring_its_own_similarity() -> None:
    def length(texts: Sequence[str], others: Sequence[str]) -> NDArray[np.float64]:
        return np.array([[float(len(text) == len(other)) for other in others] for text in texts])

    assert affinities([["abc"], ["abcd"]], ["xyz"], similarity=length).tolist() == [[1], [0]]


def test_percentiles_spread_a_narrow_scale_and_keep_unknowns() -> None:
    table = np.array([[0.01, 0.02, 0.02], [0.04, np.nan, 0.0]])
    np.testing.assert_allclose(percentiles(table), [[0.4, 0.8, 0.8], [1.0, np.nan, 0.2]])
