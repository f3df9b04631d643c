from hypothesis import given
from hypothesis import strategies as st

from submissions.publications.reading import read


@given(st.text(alphabet=st.characters(codec="utf-8"), max_size=200))
def test_any_text_is_read_or_named_as_skipped(text: str) -> None:
    found = read(text)
    assert all(work.title.strip() for work in found.works)
    assert all(len(line) <= 100 for line in found.skipped)


def test_numbers_bullets_and_quotes_are_no_part_of_a_title() -> None:
    lines = "[12] A Paper on Prompts\n- “A Second Paper” (2021)\n3) Third of the Papers."
    assert [work.title for work in read(lines).works] == [
        "A Paper on Prompts",
        "A Second Paper",
        "Third of the Papers",
    ]
