"""The words of the letter to authors of papers that were brought in, which a workshop may change."""

from submissions.mail.placeholders import NAME, PAPER
from submissions.mail.texts import Editable, register

CLAIM = register(
    Editable(
        "claim",
        "A paper has moved here: make it yours",
        "When an organizer sends the links, to each author of a paper that was brought in.",
        {"name": NAME, **PAPER},
        needed=("url",),
    )
)
