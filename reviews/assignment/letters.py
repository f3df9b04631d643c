"""The letter that tells a reviewer of new papers.

Papers that every organizer may see share one letter. A paper that is withheld from an organizer has a letter of its
own, filed under that paper: else that organizer's outbox would tell who reviews it.
"""

import hashlib
from collections import defaultdict
from collections.abc import Sequence

from django.conf import settings
from django.urls import reverse

from reviews.assignment.models import Assignment
from submissions.accounts.models import User
from submissions.mail import services as mail
from submissions.papers.access import handled_by, handlers_of
from submissions.papers.blind import blind
from submissions.papers.models import Paper
from submissions.workshops.models import Membership, Workshop


def assigned(workshop: Workshop, rows: Sequence[Assignment]) -> None:
    organizers = _organizers(workshop)
    handled = {person: set(handled_by(person, workshop).only("pk")) for person in organizers}
    groups: dict[tuple[User, Paper | None], list[Assignment]] = defaultdict(list)
    for row in rows:
        is_shared = all(row.paper in papers for papers in handled.values())
        groups[row.reviewer, None if is_shared else row.paper].append(row)
    for (reviewer, paper), group in groups.items():
        answers = [person.email for person in handlers_of(group[0].paper)]
        _write(workshop, reviewer, group, about=paper, reply_to=answers)


def _organizers(workshop: Workshop) -> list[User]:
    roles = Membership.objects.filter(workshop=workshop, role=Membership.Role.ORGANIZER)
    return list(User.objects.filter(pk__in=roles.values("user")).order_by("name", "pk"))


def _write(
    workshop: Workshop, reviewer: User, rows: list[Assignment], *, about: Paper | None, reply_to: list[str]
) -> None:
    rows = sorted(rows, key=lambda row: row.paper.number)
    mail.write(
        "assigned",
        to=reviewer.email,
        key=hashlib.sha256(" ".join(row.ref for row in rows).encode()).hexdigest()[:32],
        context={
            "workshop": workshop,
            "name": reviewer.get_full_name(),
            "papers": [(blind(row.paper), _link("review", workshop.slug, row.ref)) for row in rows],
            "due": rows[0].paper.call.reviews_due_at,
            "url": _link("reviews-mine", workshop.slug),
        },
        workshop_id=workshop.pk,
        paper_id=about.pk if about else None,
        reply_to=reply_to,
    )


def _link(name: str, *args: str) -> str:
    return settings.SITE_URL + reverse(name, args=args)
