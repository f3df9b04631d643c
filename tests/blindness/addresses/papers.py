"""Papers as their authors know them: before, during and after submission."""

from collections.abc import Iterator

from tests.blindness.addresses.kinds import (
    Table,
    at,
    each,
    papers,
    papers_anywhere,
    pictures,
    unchanging,
    versions,
    workshop,
    workshops,
)
from tests.blindness.refs import MADE_UP, Refs


def trials_here(refs: Refs) -> Iterator[tuple[object, ...]]:
    yield (refs.slug, MADE_UP)


author_tokens = each(lambda refs: refs.author_tokens)
consents = each(lambda refs: refs.consents)
findings = each(lambda refs: refs.papers, "made-up-key")
keys = each(lambda refs: refs.keys)
tokens = each(lambda refs: refs.tokens)

OF_PAPERS: Table = {
    **at(workshops, "paper-submit", "papers-mine", "call-trial"),
    **unchanging(workshop, "paper-autosave"),
    **unchanging(trials_here, "call-trial-answer"),
    **at(papers_anywhere, "paper"),
    **at(papers, "paper-status", "paper-typed", "paper-edit", "paper-device", "paper-authors"),
    **at(papers, "paper-withdraw", "paper-sheet", "paper-conflicts"),
    **at(papers, "paper-supplement", "paper-supplement-file"),
    **unchanging(papers, "paper-upload", "paper-clean", "paper-ask-again"),
    **at(findings, "paper-false-alarm"),
    **at(versions, "paper-pdf"),
    **at(pictures, "paper-page"),
    **at(author_tokens, "author-link"),
    **at(consents, "author-consent"),
    **at(keys, "private-link"),
    **at(tokens, "private-confirm"),
}
