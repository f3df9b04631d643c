"""Where a workshop stands, and what one person is in it: all that the header asks of the database."""

from dataclasses import dataclass
from datetime import datetime

from django.contrib.auth.models import AnonymousUser
from django.db.models import Exists, OuterRef, QuerySet

from fedgenai_site.hats import Hat
from reviews.assignment.models import Assignment
from reviews.decisions.models import Release
from submissions import clock
from submissions.accounts.models import User
from submissions.papers.access import hidden_from, written_by
from submissions.papers.models import Paper
from submissions.workshops.models import Call, Membership, Workshop
from submissions.workshops.phases import Deadline, Events, Phase, phase_of
from submissions.workshops.selectors import main_call

Viewer = User | AnonymousUser
ROLES = {
    Membership.Role.ORGANIZER: Hat.ORGANIZER,
    Membership.Role.GUEST: Hat.GUEST,
    Membership.Role.REVIEWER: Hat.REVIEWER,
}


@dataclass(frozen=True)
class Standing:
    """`hats`: what the person is here. `hat`: the one that is worn on this page, if any."""

    workshop: Workshop
    call: Call | None
    now: datetime
    hats: tuple[Hat, ...]
    hat: Hat | None
    is_released: bool
    is_assigned: bool

    @property
    def phase(self) -> Phase | None:
        """As this hat may know it: whether papers are assigned is for organizers and reviewers."""
        if self.call is None:
            return None
        assigned = self.is_assigned and self.hat in ROLES.values()
        events = Events(assigned=assigned, released=self.is_released)
        return phase_of(self.workshop, self.call, now=self.now, events=events)

    @property
    def deadline(self) -> Deadline | None:
        """What this hat works towards next."""
        coming = self.phase.next if self.phase else None
        due = self.call.reviews_due_at if self.call else None
        if due is None or due <= self.now or self.is_released or self.hat not in ROLES.values():
            return coming
        reviews = Deadline("reviews due", due)
        if self.hat == Hat.REVIEWER or coming is None:
            return reviews
        return min(coming, reviews, key=lambda deadline: deadline.at)


def standing_of(viewer: Viewer, slug: str, asked: Hat | None) -> Standing | None:
    """In one query, and one more for a person once the call has closed; `asked` is whose page it is."""
    here = OuterRef("workshop")
    rows = (
        Call.objects.filter(workshop__slug=slug).select_related("workshop").annotate(**_roles(viewer, here))
    )
    calls = list(rows.annotate(is_released=Exists(Release.objects.filter(workshop=here))))
    alone = Workshop.objects.filter(slug=slug).annotate(**_roles(viewer, OuterRef("pk")))
    workshop = calls[0].workshop if calls else alone.first()
    if workshop is None:
        return None
    now = clock.now(workshop)
    call = main_call(calls, now=now)
    held = [hat for role, hat in ROLES.items() if getattr(calls[0] if calls else workshop, f"is_{role}")]
    worn = asked if asked in held else held[0] if held else None
    is_author, is_assigned = _facts(viewer, workshop, call, now=now, hat=worn)
    hats = (*held, Hat.AUTHOR) if is_author else tuple(held)
    return Standing(
        workshop=workshop,
        call=call,
        now=now,
        hats=hats,
        hat=asked if asked in hats else hats[0] if hats else None,
        is_released=any(row.is_released for row in calls),
        is_assigned=is_assigned,
    )


def _roles(viewer: Viewer, workshop: OuterRef) -> dict[str, Exists]:
    """Annotations `is_organizer` and `is_reviewer`; the first hat is worn on the pages that belong to everybody."""
    held = Membership.objects.filter(workshop=workshop, user=viewer.pk)
    return {f"is_{role}": Exists(held.filter(role=role)) for role in ROLES}


def _facts(
    viewer: Viewer, workshop: Workshop, call: Call | None, *, now: datetime, hat: Hat | None
) -> tuple[bool, bool]:
    """(is an author, sees papers assigned). While the call is open anybody may be one, and nobody asks the other."""
    if not viewer.is_authenticated:
        return False, False
    if call and call.opens_at <= now < call.closes_at:
        return True, False
    row = Workshop.objects.filter(pk=workshop.pk).values_list(
        Exists(written_by(viewer).filter(workshop=OuterRef("pk"))), Exists(_assigned(viewer, workshop, hat))
    )
    is_author, is_assigned = row.get()
    return is_author, is_assigned


def _assigned(viewer: User, workshop: Workshop, hat: Hat | None) -> QuerySet[Assignment]:
    """Published assignments on papers that this person may see; a reviewer's and a guest's are the own ones."""
    visible = Paper.objects.filter(workshop=workshop).exclude(hidden_from(viewer))
    published = Assignment.objects.filter(state=Assignment.State.ACTIVE, paper__in=visible)
    if hat == Hat.GUEST:
        return published.filter(paper__handover__guest=viewer)
    return published if hat == Hat.ORGANIZER else published.filter(reviewer=viewer)
