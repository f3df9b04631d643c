"""A person's own list. Whoever calls these also has conflicts looked for: the list names co-authors."""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass

from django.db import transaction

from submissions import clock
from submissions.accounts.models import User
from submissions.publications.models import Publication
from submissions.publications.reading import Work

MOST = 300


class TooMany(Exception):
    """The list would get longer than it may be; nothing was written."""


@dataclass(frozen=True)
class Added:
    new: int
    known: int


def key_of(title: str) -> str:
    """The same for titles that differ in case and punctuation only."""
    folded = "".join(char for char in title.casefold() if char.isalnum())
    return hashlib.sha256(folded.encode()).hexdigest()


@transaction.atomic
def add(*, user: User, works: Iterable[Work]) -> Added:
    """What is on the list already stays as it is."""
    by_key = {key_of(work.title): work for work in works}
    mine = Publication.objects.filter(user=user)
    known = set(mine.filter(key__in=by_key).values_list("key", flat=True))
    if mine.count() + len(by_key) - len(known) > MOST:
        raise TooMany
    Publication.objects.bulk_create(
        (
            Publication(
                user=user,
                key=key,
                title=work.title,
                text=work.text,
                authors=list(work.authors),
                year=work.year,
                source=work.source,
                added_at=clock.now(),
            )
            for key, work in by_key.items()
            if key not in known
        ),
        ignore_conflicts=True,
    )
    return Added(new=len(by_key) - len(known), known=len(known))


@transaction.atomic
def remove(*, user: User, pk: int) -> bool:
    return bool(Publication.objects.filter(user=user, pk=pk).delete()[0])
