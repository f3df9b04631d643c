from datetime import UTC, datetime, timedelta

from submissions import clock
from submissions.workshops.models import Workshop

THEN = datetime(2025, 5, 1, 9, 30, tzinfo=UTC)


def test_it_is_aware_and_in_utc() -> None:
    assert clock.now().utcoffset() == timedelta()


def test_a_rehearsal_is_offset_from_the_machine() -> None:
    moved = Workshop(clock_offset=timedelta(days=20))
    with clock.replaying(THEN):
        assert clock.now(moved) == THEN + timedelta(days=20)
    before = clock.now()
    assert before + timedelta(days=20) <= clock.now(moved) <= clock.now() + timedelta(days=20)


def test_a_replayed_instant_holds_inside_and_not_after() -> None:
    with clock.replaying(THEN):
        assert clock.now() == THEN
        with clock.replaying(THEN + timedelta(hours=1)):
            assert clock.now() == THEN + timedelta(hours=1)
        assert clock.now(Workshop(clock_offset=timedelta(days=1))) == THEN + timedelta(days=1)
    assert clock.now() != THEN


def test_aoe_is_twelve_hours_behind_utc() -> None:
    assert f"{THEN.astimezone(clock.AOE):%d %B %H:%M %Z}" == "30 April 21:30 AoE"
