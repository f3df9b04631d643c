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
    """In one query; `asked` is whose page it is."""
    here = OuterRef("workshop")
    rows = (
        Call.objects.filter(workshop__slug=slug).select_related("workshop").annotate(**_facts(viewer, here))
    )
    calls = list(rows.annotate(is_released=Exists(Release.objects.filter(workshop=here))))
    alone = Workshop.objects.filter(slug=slug).annotate(**_facts(viewer, OuterRef("pk")))
    facts: Call | Workshop | None = calls[0] if calls else alone.first()
    if facts is None:
        return None
    workshop = facts.workshop if isinstance(facts, Call) else facts
    now = clock.now(workshop)
    call = main_call(calls, now=now)
    held = [hat for role, hat in ROLES.items() if getattr(facts, f"is_{role}")]
    worn = asked if asked in held else held[0] if held else Hat.REVIEWER
    # While the call is open anybody may become an author, and nobody is told that papers are assigned.
    is_open = call is not None and call.opens_at <= now < call.closes_at
    is_author = viewer.is_authenticated and (is_open or getattr(facts, "is_author", False))
    hats = (*held, Hat.AUTHOR) if is_author else tuple(held)
    return Standing(
        workshop=workshop,
        call=call,
        now=now,
        hats=hats,
        hat=asked if asked in hats else hats[0] if hats else None,
        is_released=any(row.is_released for row in calls),
        is_assigned=not is_open and getattr(facts, f"is_assigned_{worn.name.lower()}", False),
    )


def _facts(viewer: Viewer, workshop: OuterRef) -> dict[str, Exists]:
    """Annotations: the roles held here; of a person also `is_author`, and what each hat sees of assignments."""
    held = Membership.objects.filter(workshop=workshop, user=viewer.pk)
    roles = {f"is_{role}": Exists(held.filter(role=role)) for role in ROLES}
    if not viewer.is_authenticated:
        return roles
    seen = {
        f"is_assigned_{hat.name.lower()}": Exists(_assigned(viewer, workshop, hat)) for hat in ROLES.values()
    }
    return {**roles, **seen, "is_author": Exists(written_by(viewer).filter(workshop=workshop))}


def _assigned(viewer: User, workshop: OuterRef, hat: Hat) -> QuerySet[Assignment]:
    """Published assignments on papers that this person may see; a reviewer's and a guest's are the own ones."""
    visible = Paper.objects.exclude(hidden_from(viewer))
    active = Assignment.State.ACTIVE
    published = Assignment.objects.filter(state=active, paper__workshop=workshop, paper__in=visible)
    if hat == Hat.GUEST:
        return published.filter(paper__handover__guest=viewer)
    return published if hat == Hat.ORGANIZER else published.filter(reviewer=viewer)
