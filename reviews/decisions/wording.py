"""The words of decision letters, which a workshop may change. Values come from what a paper's authors may know."""

from reviews.decisions.models import Decision
from submissions.mail.texts import Editable, Placeholder, register

REVIEWS = """{% for review in reviews %}{% if not forloop.first %}

{% endif %}{{ review.name }}
{% for score in review.opinion.scores %}{{ score.label }}: {{ score.value }} ({{ score.words }})
{% endfor %}{% for answer in review.opinion.texts %}
{{ answer.label }}
{{ answer.text }}
{% endfor %}{% empty %}There is no review of this paper.{% endfor %}"""
NEXT_STEPS = """{% if attendance_rule or camera_ready_at %}What comes next
{{ attendance_rule }}
{% if camera_ready_at %}Final versions, with names, are due on {{ camera_ready_at|timezone:"Etc/GMT+12"|date:"j F Y, H:i" }} AoE.{% endif %}{% endif %}"""

PLACEHOLDERS = {
    "workshop": Placeholder("the workshop's short name", "{{ workshop_name }}", "OurWorkshop'25"),
    "number": Placeholder("the paper's number", "{{ number }}", "12"),
    "title": Placeholder("its title", "{{ title }}", "On Invented Matters"),
    "outcome": Placeholder("the decision in words", "{{ words }}", "accepted as a talk"),
    "meta_review": Placeholder(
        "your meta-review of this paper, if you wrote one", "{{ note }}", "The reviewers liked its honesty."
    ),
    "next_steps": Placeholder(
        "the attendance rule, and when final versions are due", NEXT_STEPS, "Final versions are due on …"
    ),
    "reviews": Placeholder("the reviews, without names", REVIEWS, "Reviewer A\nOverall: 4 (accept)\n…"),
    "url": Placeholder("the decision's page, for authors alone", "{{ url }}", "https://…"),
}

HINT = "With the release, to each author."
ACCEPT = register(Editable("decision_accept", "Decision: accepted", HINT, PLACEHOLDERS, needed=("outcome",)))
REJECT = register(
    Editable("decision_reject", "Decision: not accepted", HINT, PLACEHOLDERS, needed=("outcome",))
)
DESK_REJECT = register(
    Editable(
        "desk_reject",
        "Rejected at the desk",
        "Half an hour after an organizer rejects a paper at the desk, to each author.",
        {
            **{name: PLACEHOLDERS[name] for name in ("workshop", "number", "title", "url")},
            "reason": Placeholder(
                "the organizer's reason", "{{ reason }}", "It has 14 pages; this call takes 9."
            ),
        },
        needed=("reason",),
    )
)
WAIT = register(Editable("decision_wait", "Decision: waiting list", HINT, PLACEHOLDERS, needed=("outcome",)))


def text_for(decision: Decision) -> str:
    kinds = {Decision.Outcome.REJECT: REJECT, Decision.Outcome.WAIT: WAIT}
    return kinds.get(Decision.Outcome(decision.outcome), ACCEPT).kind
