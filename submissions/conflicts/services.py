"""Finds conflicts from plain facts about authors; never from a guess."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from submissions.accounts import selectors as accounts
from submissions.accounts.models import User
from submissions.conflicts.institutions import institution_of
from submissions.conflicts.models import Conflict
from submissions.workshops.models import Workshop

DETECTED = [Conflict.Kind.SELF, Conflict.Kind.INSTITUTION]


@dataclass(frozen=True)
class Authorship:
    """One author of one paper, as far as conflicts go. The creator of a paper counts as one."""

    paper_id: int
    email: str
    user_id: int | None


def detect_for_paper(paper_id: int, workshop: Workshop, authorships: Iterable[Authorship]) -> None:
    """Bring a paper's detected conflicts up to date with its authors, for everybody with a role in the workshop."""
    members = User.objects.filter(memberships__workshop=workshop).distinct()
    found = _found(accounts.known_addresses(members), list(authorships))
    stale = Conflict.objects.filter(paper_id=paper_id, kind__in=DETECTED, state=Conflict.State.ACTIVE)
    gone = [row.pk for row in stale if (row.paper_id, row.user_id, row.kind) not in found]
    Conflict.objects.filter(pk__in=gone).delete()
    _add(found)


def detect_for_member(user: User, authorships: Iterable[Authorship]) -> None:
    """Find the conflicts of somebody who gets a role, over all papers of the workshop."""
    _add(_found(accounts.known_addresses([user]), list(authorships)))


Found = dict[tuple[int, int, str], str]


def _found(known: Mapping[int, set[str]], lines: Sequence[Authorship]) -> Found:
    found: Found = {}
    for user_id, addresses in known.items():
        institutions = {place for address in addresses if (place := institution_of(address))}
        for line in lines:
            if line.user_id == user_id or line.email.lower() in addresses:
                found[line.paper_id, user_id, Conflict.Kind.SELF] = "is an author"
            elif (place := institution_of(line.email)) in institutions:
                found[line.paper_id, user_id, Conflict.Kind.INSTITUTION] = f"both at {place}"
    return found


def _add(found: Found) -> None:
    Conflict.objects.bulk_create(
        (Conflict(paper_id=p, user_id=u, kind=kind, reason=reason) for (p, u, kind), reason in found.items()),
        ignore_conflicts=True,
    )
