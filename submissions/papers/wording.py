"""The words of letters to authors about their paper, which a workshop may change."""

from submissions.mail.placeholders import AUTHORS, PAPER
from submissions.mail.texts import Editable, Placeholder, register

VERSION = {
    "version": Placeholder("the version's number", "{{ version.number }}", "2"),
    "time": Placeholder(
        "when it was received",
        '{{ version.uploaded_at|date:"j F Y, H:i:s" }} UTC',
        "9 May 2025, 11:58:02 UTC",
    ),
    "sha256": Placeholder("the file's SHA-256", "{{ version.sha256 }}", "2fd4e1c6…"),
}
BY = {"by": Placeholder("who did it", "{{ by.name|default:by.email }}", "Ada Example")}

RECEIPT = register(
    Editable(
        "receipt",
        "Receipt",
        "After each upload, to whoever may have sent it.",
        {
            **PAPER,
            **VERSION,
            "file": Placeholder("the file's name", "{{ version.original_name }}", "paper.pdf"),
            "size": Placeholder("how many bytes it has", "{{ version.size }}", "418233"),
        },
        needed=("sha256",),
    )
)
CLOSING = register(
    Editable(
        "closing_receipt",
        "Receipt when the call has closed",
        "After the closing time, to each author of a submitted paper.",
        {**PAPER, **VERSION, "authors": AUTHORS},
        needed=("sha256",),
    )
)
CO_AUTHOR = register(
    Editable(
        "coauthor",
        "Co-author: confirm or dispute",
        "When a paper is submitted, to each author who did not send it.",
        {
            **PAPER,
            **BY,
            "authors": AUTHORS,
            "answer_url": Placeholder(
                "the page to confirm on, without an account", "{{ answer_url }}", "https://…"
            ),
        },
        needed=("answer_url",),
    )
)
CHANGED = register(
    Editable(
        "paper_changed",
        "Title or authors have changed",
        "To the other authors, when the title or the list of authors changes.",
        {**PAPER, **BY, "authors": AUTHORS},
        needed=("authors",),
    )
)
WITHDRAWN = register(
    Editable("withdrawn", "Withdrawn", "To each author, when a paper is withdrawn.", {**PAPER, **BY})
)

WISH = {
    **PAPER,
    "authors": AUTHORS,
    "by": Placeholder("who asked for it", "{{ change.by.name|default:change.by.email }}", "Ada Example"),
}
ANSWER = '{% if change.state == "allowed" %}allowed{% else %}refused{% endif %}'
DECIDED = register(
    Editable(
        "authors_decided",
        "Change of authors: allowed or refused",
        "When an organizer has answered, to its authors.",
        {
            **WISH,
            "answer": Placeholder("the answer in a word", ANSWER, "allowed"),
            "note": Placeholder(
                "what the organizer adds", "{{ change.note }}", "Thank you for asking early."
            ),
        },
        needed=("answer",),
    )
)
WHO = {"who": Placeholder("the author in dispute", "{{ link.email }}", "ada@example.org")}
DISPUTED = register(
    Editable(
        "disputed",
        "A dispute about authors",
        "When an author says that something is wrong, to all authors and the paper's handlers.",
        {**PAPER, **WHO, "words": Placeholder("what is wrong", "{{ link.words }}", "I did not agree.")},
    )
)
ENDED = register(
    Editable(
        "dispute_ended",
        "A dispute about authors is settled",
        "To all authors.",
        {
            **PAPER,
            **WHO,
            "authors": AUTHORS,
            "how": Placeholder(
                "by whom it was settled, if not by the author",
                '{% if link.state == "settled" %}, as the organizers have noted{% endif %}',
                ", as the organizers have noted",
            ),
        },
    )
)
