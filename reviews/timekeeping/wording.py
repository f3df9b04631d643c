"""The words of reminders and offers, which a workshop may change."""

from submissions.mail.placeholders import NAME, PAPER, URL, WORKSHOP, aoe
from submissions.mail.texts import Editable, Placeholder, register

COUNT = '{{ papers|length|plural:"review,reviews" }}'
PAPERS = """{% for paper, state, link, back in papers %}#{{ paper.number }} {{ paper.title }}
Now: {{ state }}
{{ link }}
You cannot make it? Say so here, and somebody else is asked: {{ back }}

{% endfor %}"""
REMINDER = register(
    Editable(
        "review_reminder",
        "Review: reminder",
        "When an organizer reminds, to those who owe a review; it is the letter about overdue reviews, too.",
        {
            "name": NAME,
            "workshop": WORKSHOP,
            "count": Placeholder("how many reviews are owed", COUNT, "2 reviews"),
            "state": Placeholder(
                "whether they are late", "{% if is_late %}overdue{% else %}to write{% endif %}", "to write"
            ),
            "papers": Placeholder(
                "the papers with their links and where to give them back",
                PAPERS,
                "#12 On Invented Matters\nhttps://…",
            ),
            "due": Placeholder(
                "the date in words, where there is one",
                "{% if due %}The date is " + aoe("due") + ".{% endif %}",
                "The date is 30 June 2025, 23:59 AoE.",
            ),
            "url": URL,
        },
        needed=("papers",),
    )
)
OFFER = register(
    Editable(
        "review_offer",
        "Emergency pool: an offer",
        "When an organizer offers a paper, to one person of the pool.",
        {
            "name": NAME,
            **PAPER,
            "due": Placeholder(
                "the date, where there is one",
                "{% if due %}by " + aoe("due") + "{% endif %}",
                "by 30 June 2025",
            ),
        },
        needed=("url",),
    )
)
DIGEST = register(
    Editable(
        "review_digest",
        "Digest of the day",
        "Once a day to each organizer while papers are in review, about papers that this organizer handles.",
        {
            "name": NAME,
            "workshop": WORKSHOP,
            "since": Placeholder("the day of the last of these letters", '{{ since|date:"j F" }}', "3 June"),
            "lines": Placeholder(
                "what happened, a line each",
                "{% for line in lines %}- {{ line }}\n{% endfor %}",
                "- 2 reviews were submitted or changed",
            ),
            "url": URL,
            "stop": Placeholder("the link that stops these letters", "{{ stop }}", "https://…"),
        },
        needed=("lines", "stop"),
    )
)
