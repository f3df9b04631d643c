"""The letter that tells a reviewer of new papers.

Papers that every organizer may see share one letter. A paper that is withheld from an organizer has a letter of its
own, filed under that paper: else that organizer's outbox would tell who reviews it.
"""

import hashlib
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from django.conf import settings
from django.db.models import QuerySet
from django.urls import reverse

from reviews.assignment.models import Assignment
from reviews.assignment.wording import ASSIGNED
from submissions.accounts.models import User
from submissions.mail import services as mail
from submissions.papers.access import handled_by_each
from submissions.papers.blind import blind
from submissions.papers.models import Paper
from submissions.workshops.models import Membership, Workshop


@dataclass(frozen=True)
class Group:
    """Assignments of one reviewer that a letter may hold together. `about`: the paper that it is filed under, if one."""

    reviewer: User
    about: Paper | None
    rows: tuple[Assignment, ...]
    reply_to: tuple[str, ...]


def assigned(workshop: Workshop, rows: Sequence[Assignment]) -> None:
    for group in groups(workshop, rows):
        _write(workshop, group)


def groups(workshop: Workshop, rows: Sequence[Assignment]) -> list[Group]:
    handled = handled_by_each(workshop)
    organizers = set(_organizers(workshop).values_list("pk", flat=True))
    seen = [papers for person, papers in handled.items() if person.pk in organizers]
    found: dict[tuple[User, Paper | None], list[Assignment]] = defaultdict(list)
    for row in rows:
        is_shared = all(row.paper_id in papers for papers in seen)
        found[row.reviewer, None if is_shared else row.paper].append(row)
    return [
        Group(
            reviewer=reviewer,
            about=paper,
            rows=tuple(sorted(group, key=lambda row: row.paper.number)),
            reply_to=tuple(person.email for person, papers in handled.items() if group[0].paper_id in papers),
        )
        for (reviewer, paper), group in found.items()
    ]


def _organizers(workshop: Workshop) -> QuerySet[User]:
    roles = Membership.objects.filter(workshop=workshop, role=Membership.Role.ORGANIZER)
    return User.objects.filter(pk__in=roles.values("user"))


def _write(workshop: Workshop, group: Group) -> None:
    mail.write(
        ASSIGNED.kind,
        to=group.reviewer.email,
        key=hashlib.sha256(" ".join(row.ref for row in group.rows).encode()).hexdigest()[:32],
        context={
            "workshop": workshop,
            "name": group.reviewer.get_full_name(),
            "papers": [(blind(row.paper), _link("review", workshop.slug, row.ref)) for row in group.rows],
            "due": group.rows[0].paper.call.reviews_due_at,
            "url": _link("reviews-mine", workshop.slug),
        },
        workshop_id=workshop.pk,
        paper_id=group.about.pk if group.about else None,
        reply_to=list(group.reply_to),
    )


def _link(name: str, *args: str) -> str:
    return settings.SITE_URL + reverse(name, args=args)
