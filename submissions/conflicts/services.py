"""Finds conflicts from plain facts about authors, and keeps what people said about them."""

from collections.abc import Collection, Iterable
from datetime import timedelta

from django.db import transaction

from submissions import clock
from submissions.accounts.models import User
from submissions.accounts.selectors import account_of
from submissions.conflicts import facts
from submissions.conflicts.detection import Reason, reasons
from submissions.conflicts.facts import Authorship
from submissions.conflicts.models import COAUTHOR_YEARS, Conflict, Rules
from submissions.log.services import record
from submissions.workshops.models import Membership, Workshop

DETECTED = [
    Conflict.Kind.SELF,
    Conflict.Kind.INSTITUTION,
    Conflict.Kind.COAUTHOR,
    Conflict.Kind.BY_AUTHOR,
    Conflict.Kind.RELATION,
]


@transaction.atomic
def detect(
    *,
    workshop: Workshop,
    papers: Collection[int],
    authorships: Iterable[Authorship],
    history: Iterable[Authorship] = (),
    members: Collection[User] | None = None,
    hold: bool = False,
) -> None:
    """Bring the detected conflicts of these papers and people up to date; without `members`, of all with a role.

    `history` has the author lines of whatever these people wrote on this site. What was waived stays waived, as long
    as it is for the same reason; what is no longer so is gone, or held (see `_let_go`).
    """
    who = User.objects.filter(memberships__workshop=workshop).distinct() if members is None else members
    people = list(who)
    places = facts.places_of(workshop)
    since = clock.now(workshop) - timedelta(days=365 * _years(workshop))
    lines = facts.lines_of(authorships, places)
    found = {
        each.key: each for each in reasons(facts.members_of(people, places, history, since=since), lines)
    }
    standing = Conflict.objects.filter(paper__in=papers, user__in=people, kind__in=DETECTED)
    known = {(row.paper_id, row.user_id, row.kind, row.reason): row for row in standing}
    ended = [row for key, row in known.items() if key not in found and row.state != Conflict.State.WAIVED]
    _let_go(workshop, ended, hold=hold)
    _add(each for key, each in found.items() if key not in known)


def _let_go(workshop: Workshop, ended: Collection[Conflict], *, hold: bool) -> None:
    """Nobody who runs a workshop comes to see a paper by an act of one's own: another organizer waives it.

    With `hold`, conflicts that such an act has ended stay under another name; that somebody wrote a paper once, always.
    """
    Conflict.objects.filter(pk__in=[row.pk for row in ended]).delete()
    kept = [row for row in ended if hold or row.kind == Conflict.Kind.SELF]
    if not kept:
        return
    running = set(
        workshop.memberships.exclude(role=Membership.Role.REVIEWER).values_list("user_id", flat=True)
    )
    Conflict.objects.bulk_create(
        (_held(row) for row in kept if row.user_id in running), ignore_conflicts=True
    )


def _held(row: Conflict) -> Conflict:
    return Conflict(
        paper_id=row.paper_id,
        user_id=row.user_id,
        kind=Conflict.Kind.HELD,
        state=row.state,
        reason=f"it was: {row.get_kind_display()} ({row.reason})"[:300],
    )


def imagine(
    *, workshop: Workshop, authorships: Iterable[Authorship], name: str, email: str, affiliation: str
) -> list[Reason]:
    """The conflicts that this person would have, with an account here or without. Nothing is written."""
    places = facts.places_of(workshop)
    lines = facts.lines_of(authorships, places)
    someone = facts.stranger(
        account_of(email), name=name, email=email, affiliation=affiliation, places=places
    )
    return list(dict.fromkeys(reasons([someone], lines)))


def _years(workshop: Workshop) -> int:
    rules = Rules.objects.filter(workshop=workshop).first()
    return rules.coauthor_years if rules else COAUTHOR_YEARS


def _add(found: Iterable[Reason]) -> None:
    Conflict.objects.bulk_create(
        (
            Conflict(
                paper_id=each.paper_id,
                user_id=each.user_id,
                kind=each.kind,
                state=each.state,
                reason=each.words,
            )
            for each in found
        ),
        ignore_conflicts=True,
    )


@transaction.atomic
def declare(*, paper_id: int, workshop_id: int, user: User, reason: str) -> Conflict:
    """Somebody says to be in conflict with a paper. It holds at once; an organizer may waive it."""
    row, _ = Conflict.objects.update_or_create(
        paper_id=paper_id,
        user=user,
        kind=Conflict.Kind.DECLARED,
        reason=reason[:300],
        defaults={"state": Conflict.State.ACTIVE, "settled_by": None, "settled_at": None},
    )
    record("conflict.declared", workshop_id=workshop_id, paper_id=paper_id, actor_id=user.pk)
    return row


class NotYours(Exception):
    """Nobody settles a conflict of one's own, and nobody waives that somebody is an author; nothing was changed."""


@transaction.atomic
def settle(*, conflict: Conflict, by: User, holds: bool) -> None:
    """An organizer says whether a reason counts. Both answers are remembered, and either can be changed."""
    if conflict.user_id == by.pk or (not holds and conflict.kind == Conflict.Kind.SELF):
        raise NotYours
    state = Conflict.State.ACTIVE if holds else Conflict.State.WAIVED
    Conflict.objects.filter(pk=conflict.pk).update(state=state, settled_by=by, settled_at=clock.now())
    _record("conflict.confirmed" if holds else "conflict.waived", conflict, by)


@transaction.atomic
def set_by_organizer(*, paper_id: int, workshop_id: int, user: User, reason: str, by: User) -> Conflict:
    """Raises NotYours for oneself: whoever wants to step back declares it."""
    if user.pk == by.pk:
        raise NotYours
    row, _ = Conflict.objects.update_or_create(
        paper_id=paper_id,
        user=user,
        kind=Conflict.Kind.ORGANIZER,
        reason=reason[:300],
        defaults={"state": Conflict.State.ACTIVE, "settled_by": by, "settled_at": clock.now()},
    )
    record(
        "conflict.set",
        workshop_id=workshop_id,
        paper_id=paper_id,
        actor_id=by.pk,
        person=user.get_full_name(),
        reason=reason,
    )
    return row


def _record(verb: str, conflict: Conflict, by: User) -> None:
    record(
        verb,
        workshop_id=conflict.paper.workshop_id,
        paper_id=conflict.paper_id,
        actor_id=by.pk,
        person=conflict.user.get_full_name(),
        reason=conflict.reason,
    )
