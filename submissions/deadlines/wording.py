"""The words of letters about time, which a workshop may change."""

from submissions.mail.placeholders import PAPER
from submissions.mail.texts import Editable, Placeholder, register

MISSING = """{% if missing %}Still missing:{% for words in missing %}
- {{ words }}{% endfor %}{% endif %}"""
STILL = {
    "missing": Placeholder("what is still missing, a line each", MISSING, "Still missing:\n- an abstract")
}
DUE = Placeholder("when papers are due", "{{ call.due_at|aoe }}", "9 May 2025, 23:59 AoE")

MOVED = register(
    Editable(
        "deadline_moved",
        "Deadline moved",
        "When an organizer moves the deadline, to authors of drafts and of papers.",
        {
            **PAPER,
            "due": DUE,
            "closes": Placeholder(
                "until when late ones are taken", "{{ call.closes_at|aoe }}", "10 May 2025, 00:29 AoE"
            ),
            "words": Placeholder("what the organizer adds", "{{ words }}", "Many of you asked for it."),
        },
        needed=("due",),
    )
)
LATE_PASS = register(
    Editable(
        "late_pass",
        "Late pass",
        "When an organizer gives one paper more time, to its authors.",
        {**PAPER, **STILL, "until": Placeholder("until when", "{{ until|aoe }}", "11 May 2025, 12:00 AoE")},
        needed=("until", "url"),
    )
)
DRAFT = register(
    Editable(
        "draft_reminder",
        "Draft: reminder",
        "Three days and one day before papers are due, to authors of drafts.",
        {
            **PAPER,
            **STILL,
            "due": DUE,
            "hours": Placeholder("how many hours are left", "{{ hours }}", "24"),
        },
        needed=("due", "url"),
    )
)
