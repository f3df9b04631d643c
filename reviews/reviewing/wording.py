"""The words of the receipt for a review, which a workshop may change."""

from submissions.mail.placeholders import NAME, PAPER, aoe
from submissions.mail.texts import Editable, Placeholder, register

UNTIL = "{% if due %}until " + aoe("due") + "{% else %}until the decisions are out{% endif %}"
RECEIVED = register(
    Editable(
        "review_received",
        "Review: received",
        "When a review is submitted for the first time, to its reviewer.",
        {
            "name": NAME,
            **PAPER,
            "until": Placeholder("until when it can be changed", UNTIL, "until 30 June 2025, 23:59 AoE"),
        },
    )
)
