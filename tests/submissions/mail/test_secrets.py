"""Whoever reads an outbox must not be able to open what a letter opens to its reader."""

import pytest
from django.urls import NoReverseMatch, get_resolver, reverse

from submissions.mail.secrets import masked, unmask
from tests.blindness.urls import patterns

SECRET = "sEcReTsEcReT"
BY_TOKEN = [
    str(pattern.name) for pattern in patterns(get_resolver()) if "token" in pattern.pattern.converters
]


def address(name: str) -> str:
    try:
        return reverse(name, args=["workshop", SECRET])
    except NoReverseMatch:
        return reverse(name, args=[SECRET])


@pytest.mark.parametrize("name", BY_TOKEN)
def test_every_link_that_opens_by_its_token_is_masked_and_put_back(name: str) -> None:
    line = f"Open https://site.example{address(name)} please"

    assert SECRET not in masked(line)
    assert unmask(masked(line), line) == line


def test_other_links_are_left_as_they_are() -> None:
    line = "Look at https://site.example/workshop/papers/abcdefgh2345/ and https://site.example/workshop/ask/"
    assert masked(line) == line
    assert "private-link" in BY_TOKEN
