"""One person's workshops across the site: as organizer, reviewer, author. Counts own things only."""

import shutil
from collections import Counter
from dataclasses import dataclass
from math import ceil

from django.conf import settings
from django.db.models import F, Q, Sum
from django.urls import reverse

from reviews.assignment.models import Assignment
from submissions.accounts.models import User
from submissions.papers.access import written_by
from submissions.papers.models import Version
from submissions.papers.uploads import FULL
from submissions.workshops.models import Membership, Workshop
from submissions.workshops.selectors import Listed, listed


@dataclass(frozen=True)
class Role:
    """What the person is there, in words, and the page on which that is done."""

    label: str
    detail: str
    url: str


@dataclass(frozen=True)
class MyWorkshop:
    listed: Listed
    roles: list[Role]


def workshops_of(user: User) -> list[MyWorkshop]:
    """In six queries, whatever there is."""
    held: dict[int, set[str]] = {}
    for workshop_id, role in Membership.objects.filter(user=user).values_list("workshop", "role"):
        held.setdefault(workshop_id, set()).add(role)
    papers = Counter(written_by(user).values_list("workshop", flat=True))
    assigned = Assignment.objects.filter(reviewer=user, state=Assignment.State.ACTIVE)
    todo = Counter(assigned.filter(review__submitted_at=None).values_list("paper__workshop", flat=True))
    mine = Workshop.objects.filter(pk__in={*held, *papers})
    return [
        MyWorkshop(row, _roles(row.workshop, held.get(row.workshop.pk, set()), papers, todo))
        for row in listed(mine)
    ]


def _roles(workshop: Workshop, held: set[str], papers: Counter[int], todo: Counter[int]) -> list[Role]:
    slug, roles = workshop.slug, []
    if Membership.Role.ORGANIZER in held:
        roles.append(Role("Organizer", "the desk", reverse("desk", args=[slug])))
    if Membership.Role.REVIEWER in held:
        left = todo[workshop.pk]
        words = f"{left} to write" if left else "nothing to write"
        roles.append(Role("Reviewer", words, reverse("reviews-mine", args=[slug])))
    if papers[workshop.pk]:
        count = papers[workshop.pk]
        words = "1 paper" if count == 1 else f"{count} papers"
        roles.append(Role("Author", words, reverse("papers-mine", args=[slug])))
    return roles


STEP = 10 * 1024 * 1024


@dataclass(frozen=True)
class DiskUse:
    """For whoever runs the site. Sizes are rounded up to 10 MB: an operator may organize, and be blind somewhere."""

    share: int
    free: int
    papers: int
    superseded: int

    @property
    def tone(self) -> str:
        return "error" if self.share >= FULL * 100 else "warn" if self.share >= 85 else "ok"


def disk_use() -> DiskUse:
    usage = shutil.disk_usage(settings.VAR_DIR)
    old = Q(paper__current__isnull=False) & ~Q(paper__current=F("pk"))
    sizes = Version.objects.aggregate(all=Sum("size"), old=Sum("size", filter=old))
    share = round(100 * usage.used / (usage.used + usage.free))
    return DiskUse(
        share=share, free=usage.free, papers=_coarse(sizes["all"]), superseded=_coarse(sizes["old"])
    )


def _coarse(size: int | None) -> int:
    return ceil((size or 0) / STEP) * STEP or STEP
