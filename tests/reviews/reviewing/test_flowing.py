"""The text view of a page flows, whatever lines its PDF has."""

from reviews.reviewing.flowing import paragraphs

PAGE = """corrections were made for. What remains is just the mes-
sages that interest us here. In the same spirit, others say
the second to be harder.
2.3 Privacy and trust
Because the form of what is exchanged is left as it was, and
nothing else is asked, both can be combined; so the loss is
K
min F
In round t the server sends its weights to a set of clients."""


def test_lines_of_a_column_become_paragraphs_and_parted_words_whole() -> None:
    first, heading, second, last = paragraphs(PAGE)
    assert first.startswith("corrections were made for. What remains is just the messages that interest us")
    assert first.endswith("harder.")
    assert heading == "2.3 Privacy and trust"
    assert second.endswith("so the loss is K min F")
    assert last.startswith("In round t")


def test_an_empty_page_has_none() -> None:
    assert paragraphs(" \n\n") == []
