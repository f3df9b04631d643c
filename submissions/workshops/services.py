"""Writes: a workshop with its call, from plain data."""

from collections.abc import Iterable
from dataclasses import dataclass, fields, replace
from datetime import date, datetime, timedelta

from django.db import transaction
from django.db.models import F

from submissions import clock
from submissions.accounts.models import User
from submissions.log import services as log
from submissions.workshops.models import (
    Accent,
    Call,
    Edition,
    Kind,
    Membership,
    PublicOrganizer,
    Topic,
    TopicArea,
    Workshop,
)


@dataclass(frozen=True)
class WorkshopData:
    """All that a call's page says, without its dates. Texts marked so in the models are Markdown."""

    slug: str
    name: str
    title: str
    tagline: str
    intro: str
    theme: str
    audience: str
    venue: str
    place: str
    enquiries: str
    author_kit_url: str
    attendance_rule: str
    dual_submission_rule: str
    venue_rules: str
    preset: str
    kinds: tuple[tuple[str, str], ...]  # (slug, name)
    areas: tuple[tuple[str, tuple[str, ...]], ...]  # (area, examples)
    editions: tuple[tuple[str, str], ...] = ()  # (name, address or "")
    organizers: tuple[tuple[str, str], ...] = ()  # (name, affiliation)
    accent: int = Accent.BLUE
    is_public: bool = True


@dataclass(frozen=True)
class Dates:
    opens_at: datetime
    due_at: datetime
    closes_at: datetime
    reviews_due_at: datetime | None = None
    decisions_at: datetime | None = None
    camera_ready_at: datetime | None = None
    starts_on: date | None = None
    ends_on: date | None = None

    def shifted(self, by: timedelta) -> "Dates":
        """The same calendar, earlier or later; by whole days, so that hours stay."""
        values = {field.name: getattr(self, field.name) for field in fields(self)}
        return replace(self, **{name: value + by for name, value in values.items() if value})


CALL_DATES = ("opens_at", "due_at", "closes_at", "reviews_due_at", "decisions_at", "camera_ready_at")
PLAIN_TEXT = (
    *("slug", "name", "title", "tagline", "intro", "theme", "audience", "venue", "place", "enquiries"),
    *("author_kit_url", "attendance_rule", "dual_submission_rule", "venue_rules", "accent", "is_public"),
)


@transaction.atomic
def create_workshop(data: WorkshopData, *, by: User | None, dates: Dates) -> Workshop:
    """Create a workshop with its call. Raises ValidationError with words when the data will not do."""
    workshop = Workshop(
        **{name: getattr(data, name) for name in PLAIN_TEXT},
        starts_on=dates.starts_on,
        ends_on=dates.ends_on,
        created_at=clock.now(),
    )
    workshop.full_clean()
    workshop.save()
    _add_call(workshop, data, dates)
    _add_topics(workshop, data.areas)
    Edition.objects.bulk_create(
        Edition(workshop=workshop, name=name, url=url, position=n)
        for n, (name, url) in enumerate(data.editions)
    )
    PublicOrganizer.objects.bulk_create(
        PublicOrganizer(workshop=workshop, name=name, affiliation=affiliation, position=n)
        for n, (name, affiliation) in enumerate(data.organizers)
    )
    if by:
        add_member(workshop=workshop, user=by, role=Membership.Role.ORGANIZER)
    log.record("workshop.created", workshop_id=workshop.pk, actor_id=by.pk if by else None)
    return workshop


@transaction.atomic
def add_member(*, workshop: Workshop, user: User, role: Membership.Role) -> Membership:
    """Give a role; somebody who has it keeps it. Conflicts are found by whoever knows the papers."""
    membership, _ = Membership.objects.get_or_create(
        workshop=workshop, user=user, role=role, defaults={"since": clock.now(workshop)}
    )
    return membership


@transaction.atomic
def add_call(
    *, workshop: Workshop, by: User, name: str, slug: str, opens_at: datetime, due_at: datetime
) -> Call:
    """Another track: it asks for what the first one asks for, and moves with it, until it is changed."""
    first = workshop.calls.first()
    by_first = due_at - first.due_at if first else timedelta()
    later = ("reviews_due_at", "decisions_at", "camera_ready_at")
    call = Call(
        workshop=workshop,
        name=name,
        slug=slug,
        opens_at=opens_at,
        due_at=due_at,
        closes_at=due_at + timedelta(minutes=30),
        preset=first.preset if first else "free",
        **{each: at + by_first for each in later if first and (at := getattr(first, each))},
    )
    call.full_clean()
    call.save()
    for kind in first.kinds.filter(is_offered=True) if first else ():
        Kind.objects.create(call=call, slug=kind.slug, name=kind.name, position=kind.position)
    log.record("call.added", workshop_id=workshop.pk, actor_id=by.pk, call=name)
    return call


def count_change_of_dates(call: Call) -> None:
    """People's calendars take a date anew when its number has grown."""
    changed = {"dates_sequence": F("dates_sequence") + 1, "dates_changed_at": clock.now()}
    Call.objects.filter(pk=call.pk).update(**changed)


@transaction.atomic
def move_dates(*, workshop: Workshop, by: timedelta) -> None:
    """Shift the whole calendar. Hours stay where they are when `by` is whole days."""
    for call in workshop.calls.all():
        for name in CALL_DATES:
            if value := getattr(call, name):
                setattr(call, name, value + by)
        call.save(update_fields=CALL_DATES)
    workshop.starts_on = workshop.starts_on and workshop.starts_on + by
    workshop.ends_on = workshop.ends_on and workshop.ends_on + by
    workshop.save(update_fields=["starts_on", "ends_on"])


def _add_call(workshop: Workshop, data: WorkshopData, dates: Dates) -> Call:
    call = Call(workshop=workshop, preset=data.preset, **{name: getattr(dates, name) for name in CALL_DATES})
    call.full_clean()
    call.save()
    Kind.objects.bulk_create(
        Kind(call=call, slug=slug, name=name, position=n) for n, (slug, name) in enumerate(data.kinds)
    )
    return call


def _add_topics(workshop: Workshop, areas: Iterable[tuple[str, tuple[str, ...]]]) -> None:
    for position, (name, examples) in enumerate(areas):
        area = TopicArea.objects.create(workshop=workshop, name=name, position=position)
        Topic.objects.bulk_create(
            Topic(area=area, name=example, position=n) for n, example in enumerate(examples)
        )
