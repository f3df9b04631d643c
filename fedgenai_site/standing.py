"""Where a workshop stands, and what one person is in it: all that the header asks of the database."""

from collections.abc import Iterator
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
from submissions.workshops.phases import Deadline, Events, Phase, Stage, phase_of
from submissions.workshops.selectors import main_call

Viewer = User | AnonymousUser


@dataclass(frozen=True)
class Standing:
    workshop: Workshop
    call: Call | None
    now: datetime
    is_organizer: bool
    is_reviewer: bool
    is_author: bool
    is_released: bool

    def hats(self) -> Iterator[Hat]:
        """What the person is here; the first is worn on the pages that belong to everybody."""
        if self.is_organizer:
            yield Hat.ORGANIZER
        if self.is_reviewer:
            yield Hat.REVIEWER
        if self.is_author:
            yield Hat.AUTHOR


def standing_of(viewer: Viewer, slug: str) -> Standing | None:
    """In two queries: the workshop with the person's roles, and its calls."""
    workshop = _annotated(viewer).filter(slug=slug).prefetch_related("calls").first()
    if workshop is None:
        return None
    now = clock.now(workshop)
    call = main_call(workshop.calls.all(), now=now)
    could_submit = call is not None and call.opens_at <= now < call.closes_at
    return Standing(
        workshop=workshop,
        call=call,
        now=now,
        is_organizer=getattr(workshop, "is_organizer", False),
        is_reviewer=getattr(workshop, "is_reviewer", False),
        is_author=viewer.is_authenticated and (could_submit or getattr(workshop, "is_author", False)),
        is_released=getattr(workshop, "is_released", False),
    )


def phase_for(viewer: Viewer, standing: Standing, hat: Hat | None) -> Phase | None:
    """The phase as this hat may know it: whether papers are assigned is for organizers and reviewers.

    They learn it from papers that they may see; nobody else's header depends on reviewers.
    """
    if standing.call is None:
        return None
    events = Events(released=standing.is_released)
    phase = phase_of(standing.workshop, standing.call, now=standing.now, events=events)
    if phase.stage != Stage.CLOSED or hat not in {Hat.ORGANIZER, Hat.REVIEWER}:
        return phase
    events = Events(assigned=_assigned(viewer, standing.workshop, hat).exists())
    return phase_of(standing.workshop, standing.call, now=standing.now, events=events)


def deadline_for(standing: Standing, phase: Phase | None, hat: Hat | None) -> Deadline | None:
    """What this hat works towards next."""
    if phase is None or standing.call is None:
        return None
    due = standing.call.reviews_due_at
    if hat not in {Hat.ORGANIZER, Hat.REVIEWER} or due is None or due <= standing.now or standing.is_released:
        return phase.next
    reviews = Deadline("reviews due", due)
    if hat == Hat.REVIEWER or phase.next is None:
        return reviews
    return min(phase.next, reviews, key=lambda deadline: deadline.at)


def _annotated(viewer: Viewer) -> QuerySet[Workshop]:
    here = OuterRef("pk")
    workshops = Workshop.objects.annotate(is_released=Exists(Release.objects.filter(workshop=here)))
    if not viewer.is_authenticated:
        return workshops
    roles = Membership.objects.filter(workshop=here, user=viewer)
    return workshops.annotate(
        is_organizer=Exists(roles.filter(role=Membership.Role.ORGANIZER)),
        is_reviewer=Exists(roles.filter(role=Membership.Role.REVIEWER)),
        is_author=Exists(written_by(viewer).filter(workshop=here)),
    )


def _assigned(viewer: Viewer, workshop: Workshop, hat: Hat | None) -> QuerySet[Assignment]:
    if not viewer.is_authenticated:
        return Assignment.objects.none()
    visible = Paper.objects.filter(workshop=workshop).exclude(hidden_from(viewer))
    published = Assignment.objects.filter(state=Assignment.State.ACTIVE, paper__in=visible)
    return published.filter(reviewer=viewer) if hat == Hat.REVIEWER else published
