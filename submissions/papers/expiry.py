"""What was begun without an account and never confirmed goes away, after a notice. What was complete stays received."""

from datetime import datetime, timedelta

from django.core.files.storage import default_storage
from django.db import transaction

from submissions import clock
from submissions.log.services import record
from submissions.papers import letters
from submissions.papers.models import Paper, PrivateLink

KEPT = timedelta(days=30)  # after the call has closed and the draft was last saved
NOTICE = timedelta(days=7)
AT_A_TIME = 50
UNFINISHED = (Paper.State.DRAFT, Paper.State.WITHDRAWN)


def expire() -> int:
    """Warn of what is about to go, and let go what was warned of. Returns how many papers went."""
    now = clock.now()
    old = PrivateLink.objects.filter(confirmed_at=None, paper__saved_at__lt=now - KEPT + NOTICE)
    unfinished = old.filter(paper__state__in=UNFINISHED).order_by("paper__saved_at")
    gone = 0
    for link in unfinished.select_related("paper__workshop", "paper__call", "paper__creator")[:AT_A_TIME]:
        goes_at = max(link.paper.saved_at, _closed_at(link.paper)) + KEPT
        if link.address and not _is_warned(link):
            if now > goes_at - NOTICE:
                _warn(link)
        elif now > max(goes_at, link.warned_at + NOTICE if link.warned_at else goes_at):
            gone += _let_go(link)
    return gone


def _closed_at(paper: Paper) -> datetime:
    """A rehearsal's clock is moved; what is kept is kept for real days."""
    moved = clock.now(paper.workshop) - clock.now()
    return max(paper.call.closes_at, paper.late_pass_until or paper.call.closes_at) - moved


def _is_warned(link: PrivateLink) -> bool:
    """A draft that was saved since then is warned of anew."""
    return link.warned_at is not None and link.warned_at > link.paper.saved_at


@transaction.atomic
def _warn(link: PrivateLink) -> None:
    now = clock.now()
    same = PrivateLink.objects.filter(pk=link.pk, warned_at=link.warned_at, confirmed_at=None)
    if same.update(warned_at=now, asked_at=now):
        letters.expiring(link, now + NOTICE)


@transaction.atomic
def _let_go(link: PrivateLink) -> bool:
    paper = link.paper
    still = Paper.objects.filter(pk=paper.pk, saved_at=paper.saved_at, private_link__confirmed_at=None)
    if not still.filter(state__in=UNFINISHED).exists():
        return False
    record("paper.expired", workshop_id=paper.workshop_id, number=paper.number)
    paper.delete()
    transaction.on_commit(lambda: _delete_folder(f"papers/{paper.ref}"), robust=True)
    return True


def _delete_folder(place: str) -> None:
    """All files of a paper lie below one folder."""
    if not default_storage.exists(place):
        return
    folders, files = default_storage.listdir(place)
    for folder in folders:
        _delete_folder(f"{place}/{folder}")
    for file in files:
        default_storage.delete(f"{place}/{file}")
    default_storage.delete(place)
