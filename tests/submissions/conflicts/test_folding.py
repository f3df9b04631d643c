from hypothesis import given
from hypothesis import strategies as st

from submissions.conflicts.folding import Likeness, fold, likeness, name_parts, places_in


def test_names_are_read_in_either_order() -> None:
    assert name_parts("Okonkwo-Lind, Amara") == ("amara", "okonkwo lind")
    assert name_parts("Amara N. Lind") == ("amara n", "lind")
    assert name_parts("Plato") == ("", "plato")
    assert name_parts(" ") == ("", "")


def test_one_name_is_no_evidence() -> None:
    assert likeness(name_parts("Plato"), name_parts("Plato")) == Likeness.NO


@given(st.text(max_size=60), st.text(max_size=60))
def test_likeness_has_no_direction(one: str, other: str) -> None:
    first, second = name_parts(one), name_parts(other)
    assert likeness(first, second) == likeness(second, first)


@given(st.text(max_size=80))
def test_folding_twice_is_folding_once(text: str) -> None:
    assert fold(fold(text)) == fold(text)


def test_a_department_is_no_institution() -> None:
    assert places_in("Department of Computer Science, Lake University, Lakeside") == {
        "department of computer science lake university lakeside",
        "lake university",
    }
