"""Two tabs that save in the same moment: one is taken, the other is told."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

from django.db import connection

from reviews.reviewing.models import Review
from submissions.models import User
from tests.personas import Persona, signed_in


def post_together(user: User, url: str, forms: list[dict[str, str]]) -> list[int]:
    people = [signed_in(user) for _ in forms]
    start = Barrier(len(forms))

    def post(person: Persona, form: dict[str, str]) -> int:
        start.wait()
        try:
            return person.post(url, form).status_code
        finally:
            connection.close()

    with ThreadPoolExecutor(len(forms)) as threads:
        return sorted(threads.map(post, people, forms))


def test_of_two_different_texts_one_is_refused(
    transactional_db: None, url: str, reviewer: Persona, typed: dict[str, str]
) -> None:
    texts = ["From one tab.", "From the other tab."]
    forms = [typed | {"do": "save", "strengths": text} for text in texts]
    assert post_together(reviewer.user, url, forms) == [302, 409]
    review = Review.objects.get()
    assert review.version == 1
    assert review.draft is not None
    assert review.draft["strengths"] in texts


def test_a_double_click_submits_once(
    transactional_db: None, url: str, reviewer: Persona, typed: dict[str, str]
) -> None:
    assert post_together(reviewer.user, url, [typed | {"do": "submit"}] * 2) == [302, 302]
    assert (Review.objects.get().version, Review.objects.get().revisions.count()) == (1, 0)
