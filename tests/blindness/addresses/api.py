"""What programs read, and the tokens that open it to them."""

from collections.abc import Iterator

from tests.blindness.addresses.kinds import (
    Table,
    assignments,
    at,
    no_number_of_the_site,
    once,
    papers_anywhere,
    unchanging,
    workshops,
)
from tests.blindness.refs import MADE_UP, Refs


def files(refs: Refs) -> Iterator[tuple[object, ...]]:
    """Each version under each paper: under another's it must not be found."""
    for ref in refs.papers:
        yield from ((refs.slug, ref, kind, file) for kind in ("original", "blind") for file in refs.versions)
        yield from ((refs.slug, ref, "final", file) for file in refs.finals)
        yield (refs.slug, ref, "supplement", MADE_UP)


def nowhere(refs: Refs) -> Iterator[tuple[object, ...]]:
    yield ("made-up/address",)


OF_THE_API: Table = {
    **unchanging(once, "api", "api-document", "api-me", "tokens", "token-new"),
    **unchanging(no_number_of_the_site, "token-revoke"),
    **unchanging(nowhere, "api-nothing"),
    **at(once, "api-workshops"),
    **at(workshops, "api-workshop", "api-papers", "api-authors", "api-decisions"),
    **at(workshops, "api-reviewing", "api-accepted", "api-programme"),
    **at(workshops, "api-reviews", ways=["?page=2", "?page=none"]),
    **at(papers_anywhere, "api-paper"),
    **at(files, "api-file"),
    **at(assignments, "api-reviewed", "api-reviewers-copy"),
}
