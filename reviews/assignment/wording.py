"""The words of the letter about new papers, which a workshop may change."""

from submissions.mail.placeholders import NAME, REVIEWS_DUE, URL, WORKSHOP
from submissions.mail.texts import Editable, Placeholder, register

PAPERS = """{% for paper, link in papers %}#{{ paper.number }} {{ paper.title }}
{{ link }}

{% endfor %}"""
ASSIGNED = register(
    Editable(
        "assigned",
        "Assignment: papers to review",
        "When the assignment is published, to each reviewer; later for a paper that comes on top.",
        {
            "name": NAME,
            "workshop": WORKSHOP,
            "count": Placeholder(
                "how many papers are new", '{{ papers|length|plural:"paper,papers" }}', "4 papers"
            ),
            "papers": Placeholder(
                "the new papers with their links", PAPERS, "#12 On Invented Matters\nhttps://…"
            ),
            "due": REVIEWS_DUE,
            "url": URL,
        },
        needed=("papers",),
    )
)
