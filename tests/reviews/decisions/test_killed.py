"""A release that is killed and started again leaves each author exactly one letter, the right one."""

import pytest

from tests.reviews.decisions.killing import play


@pytest.mark.django_db(transaction=True)
def test_a_release_that_is_killed_twice_leaves_each_author_the_right_letter() -> None:
    arrived = play(kills=2, papers=6, authors=3, slice_seconds=0.2)
    assert (arrived.missing, arrived.wrong, arrived.doubled) == ([], [], [])
    assert arrived.letters - arrived.again == 18
