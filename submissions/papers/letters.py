"""Letters about a paper to its authors. Each is written once: its key says what it answers to."""

from datetime import datetime

from django.conf import settings
from django.urls import reverse

from submissions import clock
from submissions.accounts.models import User
from submissions.mail import services as mail
from submissions.papers import selectors, wording
from submissions.papers.models import AuthorChange, AuthorConsent, AuthorLink, Paper, PrivateLink, Version


def receipt(paper: Paper, version: Version, by: User) -> None:
    """To whoever uploaded, each time."""
    write(wording.RECEIPT.kind, paper, reachable(by), key=f"{version.ref}", version=version)


def to_confirm(link: PrivateLink, begun_by: User | None = None) -> None:
    """To the address that somebody gave as their own; it names nobody but the organizer who began the paper for it."""
    about = {"version": link.paper.current, "confirm_url": way_back(link), "begun_by": begun_by}
    write("confirm", link.paper, [link.address], key=link.token, **about)


def unconfirmed(link: PrivateLink) -> None:
    """To the same address, a day later."""
    about = {"version": link.paper.current, "confirm_url": way_back(link)}
    write("unconfirmed", link.paper, [link.address], key=link.token, **about)


def expiring(link: PrivateLink, goes_at: datetime) -> None:
    """To the same address, before a draft that nobody confirmed goes away."""
    key = f"{link.paper.ref}:{goes_at:%Y%m%d}"
    write("expiring", link.paper, [link.address], key=key, goes_at=goes_at, confirm_url=way_back(link))


def begun_for(paper: Paper, address: str, by: User) -> None:
    """To the account that an organizer began a paper for."""
    write(wording.BEGUN_FOR.kind, paper, [address], key=paper.ref, by=by)


def way_back(link: PrivateLink) -> str:
    """Where whoever got the letter says that the paper is theirs."""
    return _url("private-confirm", link.paper, link.token)


def submitted(paper: Paper, by: User) -> None:
    """To the co-authors, when the paper is complete for the first time; of a guest's, when that is confirmed."""
    named(paper, by)


def named(paper: Paper, by: User) -> None:
    """To each author who has not been told yet, with a link to agree, to correct or to dispute."""
    if by.is_guest:
        return
    for address in selectors.author_addresses(paper):
        is_own = (
            {"state": AuthorLink.State.CONFIRMED, "answered_at": clock.now()} if address == by.email else {}
        )
        link, is_new = AuthorLink.objects.get_or_create(paper=paper, email=address, defaults=is_own)
        if is_new and address != by.email:
            ask_to_agree(link, [address], by)


def ask_to_agree(link: AuthorLink, people: list[str], by: User) -> None:
    paper = link.paper
    about = {"version": paper.current, "by": by, "answer_url": _url("author-link", paper, link.token)}
    write(wording.CO_AUTHOR.kind, paper, people, key=paper.ref, **about)


def disputed(link: AuthorLink) -> None:
    """To all authors and to the handlers."""
    paper = link.paper
    people = sorted({*everybody(paper), *selectors.reply_to(paper)})
    write(wording.DISPUTED.kind, paper, people, key=f"{link.token}:{link.answered_at}", link=link)


def dispute_ended(link: AuthorLink) -> None:
    write(
        wording.ENDED.kind,
        link.paper,
        everybody(link.paper),
        key=f"{link.token}:{link.answered_at}",
        link=link,
    )


def change_asked(change: AuthorChange) -> None:
    """To the handlers, who decide, and to whoever is not asked for a consent and should know."""
    asked = set(change.consents.exclude(email=change.by.email).values_list("email", flat=True))
    people = sorted({*everybody(change.paper), *selectors.reply_to(change.paper)} - asked)
    write(wording.CHANGE_ASKED.kind, change.paper, people, key=str(change.pk), change=change)


def consent_asked(consent: AuthorConsent, day: int = 0) -> None:
    """`day` counts from the first letter; later ones remind."""
    change = consent.change
    about = {"change": change, "link": _url("author-consent", change.paper, consent.token), "again": day > 0}
    key = f"{consent.pk}:{day}" if day else str(consent.pk)
    write(wording.CONSENT.kind, change.paper, [consent.email], key=key, **about)


def change_decided(change: AuthorChange, people: list[str]) -> None:
    write(wording.DECIDED.kind, change.paper, people, key=str(change.pk), change=change)


def acted(paper: Paper, by: User, words: str) -> None:
    """An organizer did something in the authors' place."""
    write(
        wording.ACTED.kind,
        paper,
        everybody(paper),
        key=f"{paper.ref}:{clock.now().isoformat()}",
        by=by,
        words=words,
    )


def changed(paper: Paper, by: User) -> None:
    """To the co-authors, when the title or the list of authors has changed."""
    write(wording.CHANGED.kind, paper, _others(paper, by), key=f"{paper.ref}:{paper.version}", by=by)


def withdrawn(paper: Paper, by: User) -> None:
    write(wording.WITHDRAWN.kind, paper, everybody(paper), key=f"{paper.ref}:{paper.version}", by=by)


def closed(paper: Paper) -> None:
    write(wording.CLOSING.kind, paper, everybody(paper), key=_closing(paper), version=paper.current)


def _closing(paper: Paper) -> str:
    """A call that was extended after it had closed closes once more."""
    moves = paper.call.dates_sequence
    return f"{paper.ref}:{moves}" if moves else paper.ref


def write(kind: str, paper: Paper, recipients: list[str], *, key: str, **context: object) -> None:
    """One letter to each; answers go to the paper's handlers."""
    url = address_of(paper)
    authors = list(paper.authors.all())
    reply_to = selectors.reply_to(paper)
    mail.write_each(
        kind,
        to=recipients,
        key=key,
        context={"paper": paper, "authors": authors, "workshop": paper.workshop, "url": url, **context},
        workshop_id=paper.workshop_id,
        paper_id=paper.pk,
        reply_to=reply_to,
    )


def address_of(paper: Paper) -> str:
    return _url("paper", paper, paper.ref)


def everybody(paper: Paper) -> list[str]:
    return sorted({*reachable(paper.creator), *selectors.author_addresses(paper)})


def reachable(user: User) -> list[str]:
    return [] if user.is_guest else [user.email]


def _others(paper: Paper, by: User) -> list[str]:
    return [address for address in everybody(paper) if address != by.email]


def _url(name: str, paper: Paper, ref: str) -> str:
    return settings.SITE_URL + reverse(name, args=[paper.workshop.slug, ref])
