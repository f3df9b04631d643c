"""A changed list of authors wants a yes from everybody on the old one and on the new one, each by a link of their own."""

from collections.abc import Iterable
from datetime import timedelta

from django.db import transaction

from submissions import clock
from submissions.log.services import record
from submissions.papers import letters, selectors
from submissions.papers.models import AuthorChange, AuthorConsent, Paper

DAILY = timedelta(days=1)


class ConsentMissingError(Exception):
    """Not everybody has agreed, and no word says why that is right; `names` tells who."""

    def __init__(self, names: Iterable[str]) -> None:
        super().__init__(", ".join(names))


def ask(change: AuthorChange) -> None:
    """Write to each; who asks for the change has agreed to it."""
    new = [str(row["email"]).lower() for row in change.rows]
    for email in dict.fromkeys([*selectors.author_addresses(change.paper), *new]):
        consent = AuthorConsent.objects.create(change=change, email=email)
        if email == change.by.email:
            _keep(consent, agrees=True, words="")
        else:
            letters.consent_asked(consent)


@transaction.atomic
def answer(*, consent: AuthorConsent, agrees: bool, words: str = "") -> bool:
    """Whether it still counts: once the change is decided an answer changes nothing. A later one takes its place."""
    waiting = AuthorChange.objects.select_for_update().filter(
        pk=consent.change_id, state=AuthorChange.State.ASKED
    )
    if not waiting.exists():
        return False
    _keep(consent, agrees=agrees, words=words)
    paper = consent.change.paper
    verb = "authors.agreed" if agrees else "authors.objected"
    record(verb, workshop_id=paper.workshop_id, paper_id=paper.pk, email=consent.email)
    return True


def remind() -> int:
    """Ask those who have not answered once more, day by day until the answers are due. Returns how many letters."""
    now = clock.now()
    silent = AuthorConsent.objects.filter(
        agrees=None,
        written_at__lte=now - DAILY,
        change__state=AuthorChange.State.ASKED,
        change__asked_at__gt=now - AuthorChange.ANSWER_WITHIN,
    ).exclude(change__paper__state__in=Paper.OVER)
    written = 0
    for consent in silent.select_related("change__paper__workshop", "change__by"):
        with transaction.atomic():
            still = AuthorConsent.objects.filter(pk=consent.pk, agrees=None, written_at=consent.written_at)
            if still.update(written_at=now):
                letters.consent_asked(consent, day=(now - consent.change.asked_at).days)
                written += 1
    return written


def require_all(change: AuthorChange, note: str) -> None:
    """Raise ConsentMissingError where somebody has not agreed and the organizer does not say why it is right all the same."""
    missing = change.consents.exclude(agrees=True).values_list("email", flat=True)
    if missing and not note.strip():
        raise ConsentMissingError(missing)


def _keep(consent: AuthorConsent, *, agrees: bool, words: str) -> None:
    consent.agrees, consent.words, consent.answered_at = agrees, words[:1000], clock.now()
    consent.save(update_fields=["agrees", "words", "answered_at"])
