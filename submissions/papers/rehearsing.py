"""How letters to authors come about, to look at them with other words."""

from submissions.accounts.models import User
from submissions.mail.rehearsal import rehearses
from submissions.mail.secrets import MASK
from submissions.papers import letters, selectors, wording
from submissions.papers.models import AuthorChange, AuthorLink, Paper


@rehearses(wording.RECEIPT.kind)
def _receipt(paper: Paper, by: User) -> None:
    if paper.current:
        letters.receipt(paper, paper.current, paper.creator)


@rehearses(wording.CLOSING.kind)
def _closing(paper: Paper, by: User) -> None:
    if paper.current:
        letters.closed(paper)


@rehearses(wording.CO_AUTHOR.kind)
def _named(paper: Paper, by: User) -> None:
    others = [address for address in selectors.author_addresses(paper) if address != paper.creator.email]
    link = AuthorLink(paper=paper, token=MASK)
    letters.ask_to_agree(link, others, paper.creator)


@rehearses(wording.CHANGED.kind)
def _changed(paper: Paper, by: User) -> None:
    letters.changed(paper, paper.creator)


@rehearses(wording.WITHDRAWN.kind)
def _withdrawn(paper: Paper, by: User) -> None:
    letters.withdrawn(paper, paper.creator)


@rehearses(wording.ACTED.kind)
def _acted(paper: Paper, by: User) -> None:
    letters.acted(paper, by, "brought the withdrawn paper back")


@rehearses(wording.BEGUN_FOR.kind)
def _begun_for(paper: Paper, by: User) -> None:
    letters.begun_for(paper, paper.creator.email, by)


@rehearses(wording.DISPUTED.kind)
def _disputed(paper: Paper, by: User) -> None:
    for link in AuthorLink.objects.filter(paper=paper)[:1]:
        letters.disputed(link)


@rehearses(wording.ENDED.kind)
def _ended(paper: Paper, by: User) -> None:
    for link in AuthorLink.objects.filter(paper=paper)[:1]:
        letters.dispute_ended(link)


@rehearses(wording.CHANGE_ASKED.kind)
def _change_asked(paper: Paper, by: User) -> None:
    for change in AuthorChange.objects.filter(paper=paper).order_by("-pk")[:1]:
        letters.change_asked(change)


@rehearses(wording.CONSENT.kind)
def _consent(paper: Paper, by: User) -> None:
    for change in AuthorChange.objects.filter(paper=paper).order_by("-pk")[:1]:
        for consent in change.consents.all():
            letters.consent_asked(consent)


@rehearses(wording.DECIDED.kind)
def _decided(paper: Paper, by: User) -> None:
    for change in AuthorChange.objects.filter(paper=paper).order_by("-pk")[:1]:
        letters.change_decided(change, letters.everybody(paper))
