"""The words of the letter that asks to fix a paper, which a workshop may change."""

from submissions.mail.placeholders import PAPER
from submissions.mail.texts import Editable, Placeholder, register

FINDINGS = """{% for finding in findings %}- {{ finding.message }}{% if finding.page %} (page {{ finding.page }}){% endif %}
  {{ finding.fix }}
{% endfor %}"""
FIX = register(
    Editable(
        "fix_request",
        "Desk check: please fix",
        "When an organizer asks to fix something, to each author.",
        {
            **PAPER,
            "findings": Placeholder(
                "what was found, and how to mend it", FINDINGS, "- An e-mail address stands on page 1."
            ),
            "words": Placeholder("what the organizer adds", "{{ words }}", "The rest is fine."),
            "until": Placeholder("until when", '{{ until|date:"j F Y, H:i" }} AoE', "12 May 2025, 18:00 AoE"),
        },
        needed=("until", "url"),
    )
)
