"""A paper begun without an account: kept under a private link, received once complete, confirmed by mail."""

from datetime import timedelta

from django.db import transaction
from django.db.models import F

from submissions import clock
from submissions.accounts.models import User
from submissions.log.models import Entry
from submissions.log.services import record
from submissions.papers import letters
from submissions.papers.conflicts import refresh_paper
from submissions.papers.models import Paper, PrivateLink, Version
from submissions.refs import new_ref

TO_CONFIRM = timedelta(hours=24)
GOES_ON = timedelta(hours=2)  # in the browser where it was begun, after it was confirmed elsewhere
LETTERS = 6  # for one paper, whatever addresses are tried


class TooManyLetters(Exception):
    """So many letters were asked for that no more go out; nothing was written."""


class Confirmed(Exception):
    """The paper has been confirmed meanwhile; nothing was written."""


@transaction.atomic
def open_link(*, paper: Paper, guest: User, key: str) -> PrivateLink:
    link, _ = PrivateLink.objects.get_or_create(paper=paper, defaults={"guest": guest, "key": key})
    return link


@transaction.atomic
def ask(*, link: PrivateLink, address: str, again: bool = False, begun_by: User | None = None) -> bool:
    """Send the letter that proves an address: when the address is new, or when it is asked for. Raises TooManyLetters.

    Each letter has a token of its own; earlier ones stop working.
    """
    locked = PrivateLink.objects.select_for_update().get(pk=link.pk)
    address = address.lower()
    if locked.confirmed_at or not address or (locked.address == address and not again):
        return False
    if locked.letters >= LETTERS:
        raise TooManyLetters
    link.address, link.token, link.asked_at = address, new_ref(), clock.now()
    link.letters = locked.letters + 1
    link.save(update_fields=["address", "token", "asked_at", "letters"])
    paper = link.paper
    refresh_paper(paper)
    letters.to_confirm(link, begun_by)
    return True


def renewed(paper: Paper) -> PrivateLink | None:
    """How its address gets back into a paper that nobody has confirmed: the link of its letter, good again."""
    found = PrivateLink.objects.filter(paper=paper, confirmed_at=None).exclude(address="")
    found.update(asked_at=clock.now())
    return found.select_related("paper__workshop").first()


def is_fresh(link: PrivateLink) -> bool:
    """Whether the mailed link still proves the address."""
    return link.asked_at is not None and clock.now() < link.asked_at + TO_CONFIRM


@transaction.atomic
def confirm(*, link: PrivateLink, account: User) -> None:
    """The paper becomes this account's, with all that its browser did. Raises Confirmed."""
    now = clock.now()
    open_links = PrivateLink.objects.filter(pk=link.pk, confirmed_at=None)
    if not open_links.update(confirmed_at=now, ends_at=now + GOES_ON):
        raise Confirmed
    paper, guest = link.paper, link.guest
    Paper.objects.filter(pk=paper.pk).update(creator=account)
    Version.objects.filter(paper=paper, uploaded_by=guest).update(uploaded_by=account)
    Entry.objects.filter(paper=paper, actor=guest).update(actor=account)
    record("paper.confirmed", workshop_id=paper.workshop_id, paper_id=paper.pk, actor_id=account.pk)
    paper = Paper.objects.select_related("workshop", "current", "creator").get(pk=paper.pk)
    refresh_paper(paper)
    if paper.current:
        letters.receipt(paper, paper.current, account)
    if paper.state == Paper.State.SUBMITTED:
        letters.submitted(paper, account)


def confirm_all_of(*, guest: User, account: User) -> int:
    """Whoever signs in takes along what was begun in the same browser. Returns how many papers."""
    links = PrivateLink.objects.filter(guest=guest, confirmed_at=None).select_related("paper", "guest")
    for link in links:
        confirm(link=link, account=account)
    return len(links)


def remind() -> int:
    """A day on, and nobody has confirmed: one more letter; what was received stays so."""
    old = PrivateLink.objects.filter(
        confirmed_at=None, reminded_at=None, asked_at__lt=clock.now() - TO_CONFIRM
    ).select_related("paper__workshop", "paper__current", "paper__creator")
    for link in old:
        with transaction.atomic():
            mine = PrivateLink.objects.filter(pk=link.pk, reminded_at=None)
            if mine.update(reminded_at=clock.now(), asked_at=clock.now(), letters=F("letters") + 1):
                letters.unconfirmed(link)
    return len(old)
