from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from submissions.clock import AOE
from submissions.models import Entry, Membership, Workshop
from submissions.workshops.examples.calendar import IJCAI_25, with_papers_due_in
from submissions.workshops.examples.fedgenai_ijcai_25 import FEDGENAI
from submissions.workshops.models import RESERVED_SLUGS
from submissions.workshops.services import add_member, create_workshop, move_dates
from tests.factories import UserFactory, WorkshopFactory

pytestmark = pytest.mark.django_db


def test_whoever_creates_a_workshop_organizes_it() -> None:
    user = UserFactory.create()
    workshop = create_workshop(FEDGENAI, by=user, dates=IJCAI_25)
    assert [(m.user, m.role) for m in workshop.memberships.all()] == [(user, Membership.Role.ORGANIZER)]
    assert [(e.verb, e.actor) for e in Entry.objects.filter(workshop=workshop)] == [
        ("workshop.created", user)
    ]


def test_the_built_in_workshop_has_its_kinds_topics_and_names() -> None:
    workshop = create_workshop(FEDGENAI, by=None, dates=IJCAI_25)
    call = workshop.calls.get()
    assert [kind.slug for kind in call.kinds.all()] == ["research", "position", "in-progress"]
    assert [area.topics.count() for area in workshop.topic_areas.all()] == [7, 9]
    assert workshop.public_organizers.count() == 6
    assert workshop.editions.count() == 5
    assert call.due_at == datetime(2025, 5, 10, 11, 59, tzinfo=UTC)


@pytest.mark.parametrize("slug", RESERVED_SLUGS)
def test_the_sites_own_words_are_refused_as_addresses(slug: str) -> None:
    with pytest.raises(ValidationError, match="used by the site itself"):
        create_workshop(replace(FEDGENAI, slug=slug), by=None, dates=IJCAI_25)
    assert not Workshop.objects.exists()
    with pytest.raises(IntegrityError), transaction.atomic():
        WorkshopFactory.create(slug=slug)


def test_two_workshops_cannot_share_an_address() -> None:
    create_workshop(FEDGENAI, by=None, dates=IJCAI_25)
    with pytest.raises(ValidationError, match="already exists"):
        create_workshop(FEDGENAI, by=None, dates=IJCAI_25)


def test_dates_out_of_order_are_refused_and_nothing_is_kept() -> None:
    dates = replace(IJCAI_25, opens_at=IJCAI_25.due_at + timedelta(days=1))
    with pytest.raises(ValidationError):
        create_workshop(FEDGENAI, by=None, dates=dates)
    assert not Workshop.objects.exists()


def test_a_role_is_given_once() -> None:
    workshop, user = WorkshopFactory.create(), UserFactory.create()
    first = add_member(workshop=workshop, user=user, role=Membership.Role.REVIEWER)
    assert add_member(workshop=workshop, user=user, role=Membership.Role.REVIEWER) == first
    assert workshop.memberships.count() == 1


@pytest.mark.parametrize("days", [9, -40])
def test_a_shifted_calendar_keeps_its_hours(days: int) -> None:
    now = datetime(2027, 1, 31, 3, 0, tzinfo=UTC)  # still 30 January in AoE
    dates = with_papers_due_in(days, now=now)
    due = dates.due_at.astimezone(AOE)
    assert due.date() - datetime(2027, 1, 30, tzinfo=AOE).date() == timedelta(days=days)
    assert (due.hour, due.minute) == (23, 59)
    assert dates.decisions_at is not None
    assert dates.decisions_at - dates.due_at == timedelta(days=28)


def test_the_whole_calendar_moves_at_once() -> None:
    workshop = create_workshop(FEDGENAI, by=None, dates=IJCAI_25)
    move_dates(workshop=workshop, by=timedelta(days=7))
    workshop.refresh_from_db()
    call = workshop.calls.get()
    moved = IJCAI_25.shifted(timedelta(days=7))
    assert (call.opens_at, call.due_at, call.closes_at) == (moved.opens_at, moved.due_at, moved.closes_at)
    assert workshop.days == (moved.starts_on, moved.ends_on)
