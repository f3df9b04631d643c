"""The organizers' desk: papers, checks, letters, decisions."""

from tests.blindness.addresses.kinds import (
    Table,
    at,
    each,
    papers,
    pictures,
    unchanging,
    versions,
    workshop,
    workshops,
)

SORTS = ("title", "-overall", "-confident", "-score-novelty", "decision")
FILTERS = ("ready", "findings", "disagree", "unconfirmed")
TABLE_OF_PAPERS = [*(f"?sort={key}" for key in SORTS), *(f"?show={key}" for key in FILTERS)]

kinds_of_letters = each(lambda _: ("review_digest", "made-up"))
letters = each(lambda refs: refs.letters)
likenesses = each(lambda refs: refs.likenesses)

OF_THE_DESK: Table = {
    **at(workshops, "desk", "desk-begin"),
    **at(workshops, "desk-papers", ways=TABLE_OF_PAPERS),
    **at(workshops, "history", ways=["?page=2"]),
    **at(papers, "desk-paper", "desk-paper-authors", "desk-paper-reviews", "desk-paper-history"),
    **at(papers, "desk-paper-check", "desk-supplement", "desk-act"),
    **unchanging(papers, "desk-paper-check-again", "desk-revive"),
    **at(versions, "desk-paper-pdf", "desk-paper-blind"),
    **at(pictures, "desk-page"),
}

OF_CHECKS: Table = {
    **at(workshops, "deskcheck", "deskcheck-sheet"),
    **at(papers, "deskcheck-paper", "deskcheck-waive"),
    **unchanging(papers, "deskcheck-take-back", "deskcheck-fix", "deskcheck-reject", "deskcheck-keep"),
    **at(workshops, "resemblance"),
    **unchanging(likenesses, "resemblance-answer"),
}

OF_LETTERS: Table = {
    **at(workshops, "outbox", ways=["?page=2", "?show=sent", "?show=lost", "?q=%231", "?q=example"]),
    **at(workshops, "write", ways=["?group=submitted", "?group=accepted", "?group=owing"]),
    **unchanging(workshops, "texts"),
    **at(kinds_of_letters, "text"),
    **at(letters, "letter"),
    **unchanging(letters, "letter-act", "letter-to"),
}

OF_DECISIONS: Table = {
    **at(workshops, "decisions", ways=TABLE_OF_PAPERS),
    **at(workshops, "decisions-csv", "decisions-sheet", "release"),
    **unchanging(workshop, "decisions-ready", "decisions-bulk", "decisions-room"),
    **at(papers, "decision", "outcome"),
}
