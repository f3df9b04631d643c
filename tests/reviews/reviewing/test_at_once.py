"""Two tabs that save in the same moment: one is taken, the other is told."""

from reviews.reviewing.models import Review
from tests.at_once import post_together
from tests.personas import Persona


def test_of_two_different_texts_one_is_refused(
    transactional_db: None, url: str, reviewer: Persona, typed: dict[str, str]
) -> None:
    texts = ["From one tab.", "From the other tab."]
    tabs = [(reviewer.user, typed | {"do": "save", "strengths": text}) for text in texts]
    assert post_together(url, tabs) == [302, 409]
    review = Review.objects.get()
    assert review.version == 1
    assert review.draft is not None
    assert review.draft["strengths"] in texts


def test_a_double_click_submits_once(
    transactional_db: None, url: str, reviewer: Persona, typed: dict[str, str]
) -> None:
    assert post_together(url, [(reviewer.user, typed | {"do": "submit"})] * 2) == [302, 302]
    assert (Review.objects.get().version, Review.objects.get().revisions.count()) == (1, 0)
