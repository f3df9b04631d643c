"""Placeholders that letters of several rooms share, over the context that those letters have in common."""

from submissions.mail.texts import Placeholder

NAME = Placeholder("the reader's name", '{% firstof name "colleague" %}', "Ada Example")
WORKSHOP = Placeholder("the workshop's short name", "{{ workshop.name }}", "OurWorkshop'25")
NUMBER = Placeholder("the paper's number", "{{ paper.number }}", "12")
TITLE = Placeholder("its title", '{{ paper.title|default:"untitled" }}', "On Invented Matters")
AUTHORS = Placeholder(
    "its authors, a line each",
    "{% for author in authors %}{{ forloop.counter }}. {{ author.name }}, {{ author.affiliation }}\n{% endfor %}",
    "1. Ada Example, Institute of Invented Studies",
)
URL = Placeholder("the page that this is about", "{{ url }}", "https://…")
PAPER = {"number": NUMBER, "title": TITLE, "workshop": WORKSHOP, "url": URL}


def aoe(name: str) -> str:
    """The source of an instant of the context, by AoE; empty where there is none."""
    return f'{{% if {name} %}}{{{{ {name}|timezone:"Etc/GMT+12"|date:"j F Y, H:i" }}}} AoE{{% endif %}}'


REVIEWS_DUE = Placeholder(
    "a sentence with the day when reviews are due, where there is one",
    "{% if due %}Reviews are due on " + aoe("due") + ".{% endif %}",
    "Reviews are due on 30 June 2025, 23:59 AoE.",
)
