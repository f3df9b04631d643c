"""What is erased when a workshop has been over for a while, and what is kept: the one source for the organizers' page,
the notice, the privacy page and the clock itself.
"""

from dataclasses import dataclass


@dataclass(frozen=True)
class Kind:
    """`months` is the usual term after the workshop is over."""

    key: str
    title: str
    what: str
    months: int


KINDS = (
    Kind(
        "drafts",
        "Unfinished texts",
        "what reviewers typed and never handed in, and papers that were begun and never submitted",
        3,
    ),
    Kind(
        "files",
        "PDFs of papers that were not accepted",
        "every version, the reviewers' copies and the pictures of their pages, with what the check found",
        12,
    ),
    Kind("logs", "History and mail", "who did what and when, and the texts of letters", 24),
)
BY_KEY = {kind.key: kind for kind in KINDS}
KEPT = "titles, authors and files of accepted papers, decisions, and reviews that were handed in"


def sentence(kind: Kind, months: int | None) -> str:
    when = (
        f"erased {months} months after the workshop"
        if months is not None
        else "kept until somebody erases it"
    )
    return f"{kind.title} ({kind.what}): {when}."
