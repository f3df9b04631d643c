"""Letters about a paper to its authors. Each is written once: its key says what it answers to."""

from django.conf import settings
from django.urls import reverse

from submissions.accounts.models import User
from submissions.mail import services as mail
from submissions.papers import selectors
from submissions.papers.models import Paper, Version


def receipt(paper: Paper, version: Version, by: User) -> None:
    """To whoever uploaded, each time."""
    _write("receipt", paper, [by.email], key=f"{version.ref}", version=version)


def submitted(paper: Paper, by: User) -> None:
    """To the co-authors, when the paper is complete for the first time."""
    _write("coauthor", paper, _others(paper, by), key=paper.ref, version=paper.current, by=by)


def changed(paper: Paper, by: User) -> None:
    """To the co-authors, when the title or the list of authors has changed."""
    _write("paper_changed", paper, _others(paper, by), key=f"{paper.ref}:{paper.version}", by=by)


def withdrawn(paper: Paper, by: User) -> None:
    _write("withdrawn", paper, _everybody(paper), key=paper.ref, by=by)


def closed(paper: Paper) -> None:
    _write("closing_receipt", paper, _everybody(paper), key=paper.ref, version=paper.current)


def _write(kind: str, paper: Paper, recipients: list[str], *, key: str, **context: object) -> None:
    url = settings.SITE_URL + reverse("paper", args=[paper.workshop.slug, paper.ref])
    authors = list(paper.authors.all())
    reply_to = selectors.reply_to(paper)
    for address in recipients:
        mail.write(
            kind,
            to=address,
            key=key,
            context={"paper": paper, "authors": authors, "workshop": paper.workshop, "url": url, **context},
            workshop_id=paper.workshop_id,
            paper_id=paper.pk,
            reply_to=reply_to,
        )


def _everybody(paper: Paper) -> list[str]:
    return sorted({paper.creator.email, *selectors.author_addresses(paper)})


def _others(paper: Paper, by: User) -> list[str]:
    return [address for address in _everybody(paper) if address != by.email]
