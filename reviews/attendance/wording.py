"""The words of the letters about attendance, which a workshop may change."""

from submissions.mail.texts import Editable, Placeholder, register

DUE = '{{ due_at|timezone:"Etc/GMT+12"|date:"j F Y, H:i" }} AoE'
PLACEHOLDERS = {
    "workshop": Placeholder("the workshop's short name", "{{ workshop.name }}", "OurWorkshop'25"),
    "place": Placeholder("venue and place", "{{ place }}", "IJCAI 2025, Montreal"),
    "number": Placeholder("the paper's number", "{{ paper.number }}", "12"),
    "title": Placeholder("its title", "{{ paper.title }}", "On Invented Matters"),
    "due": Placeholder("until when to answer", DUE, "1 July 2025, 23:59 AoE"),
    "rule": Placeholder(
        "the workshop's attendance rule", "{{ workshop.attendance_rule }}", "One author presents in person."
    ),
    "url": Placeholder("the page with the answer, without a password", "{{ url }}", "https://…"),
}
ASK = register(
    Editable(
        "attendance",
        "Attendance: who presents?",
        "When an organizer asks, to each author of an accepted paper.",
        PLACEHOLDERS,
        needed=("url",),
    )
)
REMIND = register(
    Editable(
        "attendance_reminder",
        "Attendance: reminder",
        "To authors of papers that have not answered, three days before the answer is due or when an organizer asks.",
        PLACEHOLDERS,
        needed=("url",),
    )
)
INVITATION = register(
    Editable(
        "visa_letter",
        "Invitation letter",
        "Not mailed: the presenter of a paper downloads it, for a visa or for the employer.",
        {
            "presenter": Placeholder("who presents", "{{ presenter }}", "Ada Example"),
            "affiliation": Placeholder("where from", "{{ affiliation }}", "Institute of Invented Studies"),
            "number": Placeholder("the paper's number", "{{ paper.number }}", "12"),
            "title": Placeholder("its title", "{{ paper.title }}", "On Invented Matters"),
            "workshop": Placeholder(
                "the workshop's full name", "{{ workshop.title }}", "A Workshop on Things"
            ),
            "place": Placeholder("venue and place", "{{ place }}", "IJCAI 2025, Montreal"),
            "days": Placeholder("its days", "{{ days }}", "16 to 18 August 2025"),
            "organizers": Placeholder(
                "the organizers, a line each", "{{ organizers }}", "Olga Example, Anywhere"
            ),
            "date": Placeholder("today", "{{ date }}", "1 July 2025"),
        },
        needed=("presenter",),
    )
)
