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
WANTED = {
    **WISH,
    "wanted": Placeholder(
        "the authors as they should become, a line each",
        "{% for row in change.rows %}{{ forloop.counter }}. {{ row.name }}, {{ row.affiliation }}\n{% endfor %}",
        "1. Ada Example, Institute of Invented Studies\n2. Bo Example, Institute of Invented Studies",
    ),
    "reason": Placeholder("why", "{{ change.reason }}", "Bo wrote the proof."),
}
CHANGE_ASKED = register(
    Editable(
        "authors_asked",
        "Change of authors: asked for",
        "When somebody asks for another list of authors, to the handlers and to whoever is not asked to agree.",
        WANTED,
        needed=("wanted",),
    )
)
CONSENT = register(
    Editable(
        "authors_consent",
        "Change of authors: do you agree?",
        "To each author of the old and the new list, and as a reminder.",
        {
            **WANTED,
            "reminder": Placeholder(
                "the word Reminder, where it is one", "{% if again %}Reminder: {% endif %}", "Reminder: "
            ),
            "until": Placeholder(
                "until when answers are waited for", '{{ change.answers_due_at|date:"j F Y" }}', "5 July 2025"
            ),
            "answer_url": Placeholder("the page to answer on, without an account", "{{ link }}", "https://…"),
        },
        needed=("wanted", "answer_url"),
    )
)
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
ACTED = register(
    Editable(
        "acted",
        "An organizer acted for the authors",
        "When an organizer changes something in the authors' place, to each author.",
        {
            **PAPER,
            **BY,
            "authors": AUTHORS,
            "what": Placeholder("what was done", "{{ words }}", "brought the withdrawn paper back"),
        },
        needed=("what",),
    )
)
BEGUN_FOR = register(
    Editable(
        "begun_for",
        "A paper is begun for its author",
        "When an organizer begins a paper for somebody who has an account.",
        {**PAPER, **BY},
        needed=("url",),
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
