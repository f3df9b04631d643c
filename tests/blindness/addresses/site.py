"""What stands beside the workshops: the site's own pages, its health, the demo's, a check without a submission."""

from collections.abc import Iterator

from tests.blindness.addresses.kinds import Table, at, nobodys, once, unchanging
from tests.blindness.refs import MADE_UP, Refs


def site_texts(refs: Refs) -> Iterator[tuple[object, ...]]:
    yield ("privacy",)


def trial_pictures(refs: Refs) -> Iterator[tuple[object, ...]]:
    yield (MADE_UP, 0)


OF_THE_SITE: Table = {
    **at(once, "home", "workshop-new", "dashboard", "demo-people", "demo-mail"),
    **unchanging(once, "healthz", "readyz", "robots", "demo-styleguide", "trial"),
    **unchanging(nobodys, "trial-answer"),
    **unchanging(trial_pictures, "trial-page"),
    **unchanging(site_texts, "site-text", "site-text-edit"),
}

FOR_WHOEVER_SITS_THERE = {"demo-people", "demo-mail"}
"""The demo shows everybody to the person at the machine, who may be anybody; a real site has no such pages."""
