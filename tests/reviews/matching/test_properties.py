import pytest

from tests.reviews.matching.instances import random_problem
from tests.reviews.matching.properties import broken


@pytest.mark.parametrize("seed", range(1000, 1100))
def test_every_guarantee_holds_on_a_random_problem(seed: int) -> None:
    assert list(broken(random_problem(seed, largest=5))) == []
