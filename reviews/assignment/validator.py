"""A second look before anything is saved: written apart from the solver, so that one mistake is not made twice."""

from collections.abc import Collection

from allauth.account.models import EmailAddress

from submissions.accounts.models import User
from submissions.conflicts.models import Conflict
from submissions.papers.models import Author, Paper

Pair = tuple[int, int]
"""(paper id, reviewer id)."""


class ConflictedPair(Exception):
    """Somebody would get a paper that they wrote or are in conflict with; nothing was saved. `pairs` are those."""

    def __init__(self, pairs: Collection[Pair]) -> None:
        super().__init__(f"{len(pairs)} pairs are in conflict")
        self.pairs = sorted(pairs)


def refuse_conflicts(pairs: Collection[Pair]) -> None:
    """Raise ConflictedPair if any of these pairs is barred by a conflict of any kind, or by authorship."""
    if found := conflicted(pairs):
        raise ConflictedPair(found)


def conflicted(pairs: Collection[Pair]) -> set[Pair]:
    asked = set(pairs)
    papers, people = {paper for paper, _ in asked}, {person for _, person in asked}
    return asked & (_declared(papers, people) | written(papers, people))


def _declared(papers: set[int], people: set[int]) -> set[Pair]:
    rows = Conflict.objects.filter(paper__in=papers, user__in=people, state=Conflict.State.ACTIVE)
    return set(rows.values_list("paper_id", "user_id"))


def written(papers: set[int], people: set[int]) -> set[Pair]:
    """Authorship by account, or by any address known for the person, verified or not."""
    owners = _owners(people)
    lines = Author.objects.filter(paper__in=papers).values_list("paper_id", "user_id", "email")
    creators = Paper.objects.filter(pk__in=papers).values_list("pk", "creator_id", "creator__email")
    found: set[Pair] = set()
    for paper, account, email in [*lines, *creators]:
        found |= {(paper, owner) for owner in owners.get(email.lower(), set())}
        if account is not None:
            found.add((paper, account))
    return found


def _owners(people: set[int]) -> dict[str, set[int]]:
    """From each lower-case address to whom it may belong."""
    known = EmailAddress.objects.filter(user__in=people).values_list("email", "user_id")
    main = User.objects.filter(pk__in=people).values_list("email", "pk")
    owners: dict[str, set[int]] = {}
    for email, person in [*known, *main]:
        owners.setdefault(email.lower(), set()).add(person)
    return owners
