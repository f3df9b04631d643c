"""The words of invitations, which a workshop may change."""

from submissions.mail.placeholders import NAME, REVIEWS_DUE, URL, WORKSHOP
from submissions.mail.texts import Editable, Placeholder, register

ABOUT = (
    "{{ workshop.name }}{% if workshop.title %}, {{ workshop.title }}{% endif %}"
    "{% if workshop.venue %}, at {{ workshop.venue }}{% endif %}"
)
PLACEHOLDERS = {
    "name": NAME,
    "workshop": WORKSHOP,
    "about": Placeholder(
        "the workshop's names and its venue", ABOUT, "OurWorkshop'25, A Workshop on Things, at IJCAI 2025"
    ),
    "due": REVIEWS_DUE,
    "by": Placeholder("the organizer who invites", "{{ by }}", "Olga Example"),
    "url": URL,
}
INVITE = register(
    Editable("invitation", "Invitation to review", "To each person invited.", PLACEHOLDERS, needed=("url",))
)
REMIND = register(
    Editable(
        "invitation_reminder",
        "Invitation: reminder",
        "When an organizer reminds, to those who have not answered.",
        PLACEHOLDERS,
        needed=("url",),
    )
)
GUEST = register(
    Editable(
        "guest",
        "To a guest organizer",
        "When a paper that no organizer may see is handed over, to whoever is to handle it.",
        {
            "name": NAME,
            "workshop": WORKSHOP,
            "number": Placeholder("the paper's number", "{{ number }}", "12"),
            "url": URL,
        },
        needed=("number", "url"),
    )
)
