from datetime import timedelta

import pytest

from submissions import clock
from submissions.checking import stale
from submissions.checks import ENGINE_VERSION, PRESETS
from submissions.jobs import sweeping
from submissions.models import Check, Job, Paper, Workshop
from tests.factories import JobFactory
from tests.papers import complete_paper
from tests.personas import Persona

CURRENT = {"engine": ENGINE_VERSION, "preset": "fedgenai-2025", "rules": PRESETS["fedgenai-2025"].version}


def queued() -> int:
    return Job.objects.filter(kind="check.pdf", state="queued").count()


@pytest.fixture
def checked(paper: Paper) -> Check:
    """By the rules of today."""
    check = Check.objects.get(version=paper.current)
    for name, value in CURRENT.items():
        setattr(check, name, value)
    check.save()
    return check


def test_what_follows_todays_rules_is_left_alone(checked: Check) -> None:
    assert stale.recheck() == 0


@pytest.mark.parametrize("field", ["engine", "rules"])
def test_another_engine_or_changed_rules_are_checked_again(checked: Check, field: str) -> None:
    Check.objects.filter(pk=checked.pk).update(**{field: "older"})

    assert stale.recheck() == 1
    assert Job.objects.get(kind="check.pdf").object_id == checked.version_id


def test_a_call_with_another_preset_is_checked_again(checked: Check, paper: Paper) -> None:
    paper.call.preset = "acl"
    paper.call.save()

    assert stale.recheck() == 1


def test_a_withdrawn_paper_and_an_earlier_version_are_not(checked: Check, paper: Paper) -> None:
    Check.objects.update(engine="older")
    paper.state, paper.withdrawn_at = Paper.State.WITHDRAWN, clock.now()
    paper.save()

    assert stale.recheck() == 0


def test_at_most_twenty_are_under_way(workshop: Workshop, author: Persona) -> None:
    for _ in range(22):
        complete_paper(workshop, author.user)

    assert (stale.recheck(), queued()) == (20, 20)
    assert (stale.recheck(), queued()) == (0, 20)


def test_what_broke_on_todays_rules_is_not_tried_for_ever(checked: Check) -> None:
    Check.objects.update(engine="older")
    after = checked.finished_at + timedelta(seconds=1)
    JobFactory.create(
        kind="check.pdf", object_id=checked.version_id, state="failed", created_at=after, finished_at=after
    )

    assert stale.recheck() == 0


def test_the_sweeper_does_it(checked: Check) -> None:
    Check.objects.update(engine="older")
    sweeping.do_chores()

    assert queued() == 1


def test_a_call_that_asks_something_else_now_is_checked_again(checked: Check, paper: Paper) -> None:
    paper.call.changes = {"content_pages": 6}
    paper.call.save()

    assert stale.recheck() == 1


def test_progress_counts_what_is_left(checked: Check, paper: Paper) -> None:
    older = Check(engine="older", preset="fedgenai-2025")
    told = stale.progress([(checked, paper.call), (older, paper.call)])

    assert (told.total, told.stale, told.share) == (2, 1, 50)
