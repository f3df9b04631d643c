"""The words of letters about a discussion and the authors' response, which a workshop may change."""

from submissions.mail.placeholders import NAME, PAPER, URL, WORKSHOP, aoe
from submissions.mail.texts import Editable, Placeholder, register

DISCUSSION = register(
    Editable(
        "discussion",
        "Discussion: news",
        "When somebody writes in a discussion, to its other reviewers, at most once a day.",
        {"name": NAME, **PAPER},
        needed=("url",),
    )
)
RESPONSE = register(
    Editable(
        "response",
        "Author response: the reviews can be read",
        "When an organizer opens the response, to each author.",
        {
            "number": Placeholder("the paper's number", "{{ number }}", "12"),
            "title": Placeholder("its title", "{{ title }}", "On Invented Matters"),
            "workshop": WORKSHOP,
            "words": Placeholder("how many words are read at most", "{{ word_limit }}", "400"),
            "until": Placeholder("until when to answer", aoe("until"), "5 July 2025, 23:59 AoE"),
            "url": URL,
        },
        needed=("url", "until"),
    )
)
