"""Where a workshop stands, and what one person is in it: all that the header asks of the database."""

from dataclasses import dataclass
from datetime import datetime

from django.contrib.auth.models import AnonymousUser
from django.db.models import Exists, OuterRef, Q, QuerySet

from fedgenai_site.hats import Event, Hat
from reviews.assignment.models import Assignment
from reviews.decisions.models import Release
from reviews.programme.models import Programme
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
    is_planned: bool
    is_assigned: bool
    is_one_of_several: bool = False
    """The workshop has further calls."""

    @property
    def happened(self) -> set[Event]:
        facts = {Event.RELEASED: self.is_released, Event.PLANNED: self.is_planned}
        return {event for event, is_so in facts.items() if is_so}

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
    """In one query, or two where another hat is worn than asked for; `asked` is whose page it is."""
    here = OuterRef("workshop")
    rows = Call.objects.filter(workshop__slug=slug).select_related("workshop")
    shown = Programme.objects.filter(workshop=here, published_at__isnull=False)
    rows = rows.annotate(is_released=Exists(Release.objects.filter(workshop=here)), is_planned=Exists(shown))
    calls = list(rows.annotate(**_facts(viewer, here, asked)))
    facts: Call | Workshop | None = calls[0] if calls else _without_a_call(viewer, slug)
    if facts is None:
        return None
    workshop = facts.workshop if isinstance(facts, Call) else facts
    now = clock.now(workshop)
    call = main_call(calls, now=now)
    # While the call is open anybody may become an author, and nobody is told that papers are assigned.
    is_open = call is not None and call.opens_at <= now < call.closes_at
    hats = [hat for role, hat in ROLES.items() if getattr(facts, f"is_{role}")]
    if viewer.is_authenticated and (is_open or getattr(facts, "is_author", False)):
        hats.append(Hat.AUTHOR)
    hat = asked if asked in hats else hats[0] if hats else None
    return Standing(
        workshop=workshop,
        call=call,
        now=now,
        hats=tuple(hats),
        hat=hat,
        is_released=any(row.is_released for row in calls),
        is_planned=any(row.is_planned for row in calls),
        is_assigned=not is_open and _is_assigned(viewer, facts, workshop, hat, asked),
        is_one_of_several=len(calls) > 1,
    )


def _without_a_call(viewer: Viewer, slug: str) -> Workshop | None:
    return Workshop.objects.filter(slug=slug).annotate(**_facts(viewer, OuterRef("pk"), None)).first()


def _is_assigned(
    viewer: Viewer, facts: Call | Workshop, workshop: Workshop, hat: Hat | None, asked: Hat | None
) -> bool:
    if not viewer.is_authenticated or hat is None or hat == Hat.AUTHOR:
        return False
    if hasattr(facts, "is_assigned") and _seen_by(hat) == _seen_by(asked):
        return bool(facts.is_assigned)
    return _assigned(viewer, hat).filter(paper__workshop=workshop).exists()


def _seen_by(hat: Hat | None) -> Hat | None:
    """A guest organizer's desk is an organizer's with fewer papers."""
    return Hat.ORGANIZER if hat == Hat.GUEST else hat


def _facts(viewer: Viewer, workshop: OuterRef, asked: Hat | None) -> dict[str, Exists]:
    """Annotations: the roles held here; of a person also `is_author`, and what the hat asked for sees of assignments."""
    held = Membership.objects.filter(workshop=workshop, user=viewer.pk)
    facts = {f"is_{role}": Exists(held.filter(role=role)) for role in ROLES}
    if viewer.is_authenticated:
        facts["is_author"] = Exists(written_by(viewer).filter(workshop=workshop))
        if asked is not None and asked != Hat.AUTHOR:
            facts["is_assigned"] = Exists(_assigned(viewer, asked).filter(paper__workshop=workshop))
    return facts


def _assigned(viewer: User, hat: Hat) -> QuerySet[Assignment]:
    """Published assignments on papers that this person may see; a reviewer's are the own ones, a guest's on what was handed over."""
    visible = Paper.objects.exclude(hidden_from(viewer))
    published = Assignment.objects.filter(state=Assignment.State.ACTIVE, paper__in=visible)
    if hat == Hat.REVIEWER:
        return published.filter(reviewer=viewer)
    role = Membership.Role.ORGANIZER
    runs = Membership.objects.filter(workshop=OuterRef("paper__workshop"), user=viewer, role=role)
    return published.filter(Exists(runs) | Q(paper__handover__guest=viewer))
