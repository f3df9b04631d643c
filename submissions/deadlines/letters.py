"""What authors are told about time: a deadline that moved, a draft that is not complete, a pass of their own."""

from datetime import datetime

from submissions.mail import services as mail
from submissions.papers import selectors
from submissions.papers.letters import address_of, everybody, reachable, write
from submissions.papers.models import Paper
from submissions.workshops.models import Call


def moved(paper: Paper, call: Call, words: str) -> None:
    """To everybody on the paper; once for each change of the calendar."""
    key = f"{paper.ref}:{call.dates_sequence}"
    write("deadline_moved", paper, everybody(paper), key=key, call=call, words=words)


def moved_preview(paper: Paper, call: Call, words: str) -> tuple[str, str]:
    """(subject, body), as one of those who are written to will get it."""
    told = {
        "paper": paper,
        "workshop": paper.workshop,
        "url": address_of(paper),
        "call": call,
        "words": words,
    }
    return mail.compose("deadline_moved", told)


def reminder(paper: Paper, call: Call, hours: int) -> None:
    """To whoever began the draft."""
    key = f"{paper.ref}:{call.due_at:%Y%m%d%H%M}:{hours}"
    about = {"call": call, "hours": hours, "missing": selectors.missing(paper)}
    write("draft_reminder", paper, reachable(paper.creator), key=key, **about)


def late_pass(paper: Paper, until: datetime) -> None:
    key = f"{paper.ref}:{until:%Y%m%d%H%M}"
    write("late_pass", paper, everybody(paper), key=key, until=until, missing=selectors.missing(paper))
