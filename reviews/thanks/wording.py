"""The words of thanks, which a workshop may change."""

from submissions.mail.placeholders import NAME, URL, WORKSHOP
from submissions.mail.texts import Editable, register

THANKS = register(
    Editable(
        "review_thanks",
        "Review: thanks",
        "After the release, to each reviewer.",
        {"name": NAME, "workshop": WORKSHOP, "url": URL},
    )
)
