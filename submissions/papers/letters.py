"""Letters about a paper to its authors. Each is written once: its key says what it answers to."""

from django.conf import settings
from django.urls import reverse

from submissions.accounts.models import User
from submissions.mail import services as mail
from submissions.papers import selectors
from submissions.papers.models import Paper, PrivateLink, Version


def receipt(paper: Paper, version: Version, by: User) -> None:
    """To whoever uploaded, each time."""
    _write("receipt", paper, _reachable(by), key=f"{version.ref}", version=version)


def to_confirm(link: PrivateLink) -> None:
    """To the address that somebody gave as their own; it names no other person."""
    url = _url("private-confirm", link.paper, link.token)
    _write("confirm", link.paper, [link.address], key=link.token, version=link.paper.current, confirm_url=url)


def unconfirmed(link: PrivateLink) -> None:
    """To the same address, a day later."""
    paper, url = link.paper, _url("private-confirm", link.paper, link.token)
    _write("unconfirmed", paper, [link.address], key=link.token, version=paper.current, confirm_url=url)


def submitted(paper: Paper, by: User) -> None:
    """To the co-authors, when the paper is complete for the first time; of a guest's, when that is confirmed."""
    if by.is_guest:
        return
    _write("coauthor", paper, _others(paper, by), key=paper.ref, version=paper.current, by=by)


def changed(paper: Paper, by: User) -> None:
    """To the co-authors, when the title or the list of authors has changed."""
    _write("paper_changed", paper, _others(paper, by), key=f"{paper.ref}:{paper.version}", by=by)


def withdrawn(paper: Paper, by: User) -> None:
    _write("withdrawn", paper, _everybody(paper), key=paper.ref, by=by)


def closed(paper: Paper) -> None:
    _write("closing_receipt", paper, _everybody(paper), key=paper.ref, version=paper.current)


def _write(kind: str, paper: Paper, recipients: list[str], *, key: str, **context: object) -> None:
    url = _url("paper", paper, paper.ref)
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
    return sorted({*_reachable(paper.creator), *selectors.author_addresses(paper)})


def _reachable(user: User) -> list[str]:
    return [] if user.is_guest else [user.email]


def _others(paper: Paper, by: User) -> list[str]:
    return [address for address in _everybody(paper) if address != by.email]


def _url(name: str, paper: Paper, ref: str) -> str:
    return settings.SITE_URL + reverse(name, args=[paper.workshop.slug, ref])
