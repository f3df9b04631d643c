"""The words of letters about bidding, which a workshop may change."""

from submissions.mail.placeholders import NAME, URL, WORKSHOP, aoe
from submissions.mail.texts import Editable, Placeholder, register

REMINDER = register(
    Editable(
        "bidding_reminder",
        "Bidding: reminder",
        "When an organizer reminds, to reviewers without a bid; nobody learns who they are.",
        {
            "name": NAME,
            "workshop": WORKSHOP,
            "closes": Placeholder("when bidding closes", aoe("closes"), "9 May 2025, 23:59 AoE"),
            "url": URL,
        },
        needed=("url",),
    )
)
