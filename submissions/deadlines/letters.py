"""What authors are told about time: a deadline that moved, a draft that is not complete, a pass of their own."""

from datetime import datetime

from submissions.deadlines import wording
from submissions.mail import services as mail
from submissions.papers import private, selectors
from submissions.papers.letters import address_of, everybody, way_back, write
from submissions.papers.models import Paper
from submissions.workshops.models import Call


def moved(paper: Paper, call: Call, words: str) -> None:
    """To everybody on the paper; once for each change of the calendar."""
    key = f"{paper.ref}:{call.dates_sequence}"
    people, way = _whom(paper)
    write(wording.MOVED.kind, paper, people, key=key, call=call, words=words, **way)


def moved_preview(paper: Paper, call: Call, words: str) -> tuple[str, str]:
    """(subject, body), as one of those who are written to will get it."""
    told = {
        "paper": paper,
        "workshop": paper.workshop,
        "url": address_of(paper),
        "call": call,
        "words": words,
    }
    return mail.compose(wording.MOVED.kind, told, own=mail.own_texts(call.workshop_id))


def reminder(paper: Paper, call: Call, hours: int) -> None:
    """To whoever began the draft."""
    key = f"{paper.ref}:{call.due_at:%Y%m%d%H%M}:{hours}"
    about = {"call": call, "hours": hours, "missing": selectors.missing(paper)}
    people, way = ([paper.creator.email], {}) if not paper.creator.is_guest else _whom(paper)
    write(wording.DRAFT.kind, paper, people, key=key, **about, **way)


def late_pass(paper: Paper, until: datetime) -> None:
    key = f"{paper.ref}:{until:%Y%m%d%H%M}"
    people, way = _whom(paper)
    write(
        wording.LATE_PASS.kind, paper, people, key=key, until=until, missing=selectors.missing(paper), **way
    )


def _whom(paper: Paper) -> tuple[list[str], dict[str, str]]:
    """Who is told; of a draft that nobody has confirmed the address that was given, with the way back into it."""
    people = everybody(paper)
    link = private.renewed(paper) if paper.creator.is_guest and not people else None
    return ([link.address], {"url": way_back(link)}) if link else (people, {})
