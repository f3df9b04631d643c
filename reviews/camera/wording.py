"""The words of the letters about final versions, which a workshop may change."""

from submissions.mail.texts import Editable, Placeholder, register

DUE = '{{ due_at|timezone:"Etc/GMT+12"|date:"j F Y, H:i" }} AoE'
PLACEHOLDERS = {
    "workshop": Placeholder("the workshop's short name", "{{ workshop.name }}", "OurWorkshop'25"),
    "number": Placeholder("the paper's number", "{{ paper.number }}", "12"),
    "title": Placeholder("its title", "{{ paper.title }}", "On Invented Matters"),
    "missing": Placeholder("what is missing", "{{ missing }}", "the licence agreement"),
    "due": Placeholder("until when", DUE, "1 July 2025, 23:59 AoE"),
    "url": Placeholder("the page with the upload", "{{ url }}", "https://…"),
}
ASK = register(
    Editable(
        "camera_ready",
        "Final version: please upload",
        "When an organizer asks for final versions, to each author of an accepted paper.",
        PLACEHOLDERS,
        needed=("url",),
    )
)
REMIND = register(
    Editable(
        "camera_ready_reminder",
        "Final version: reminder",
        "To authors of papers that lack something, three days before it is due or when an organizer asks.",
        PLACEHOLDERS,
        needed=("url",),
    )
)
