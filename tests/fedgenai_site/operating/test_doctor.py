"""`manage.py doctor` with real workers."""

import json
from io import StringIO

import pytest
from django.core.management import call_command
from pytest_django import Settings

from fedgenai_site.operating.probes import Verdict, queue
from submissions.jobs import services as jobs
from submissions.models import Job
from tests.fedgenai_site.operating.working import KNOWS_HIM_NOT, working
from tests.workers import empty_queues, wait_for

PATIENCE = 60.0


def test_it_finds_a_working_site_well_and_leaves_no_row(transactional_db: None) -> None:
    with working():
        out = StringIO()
        call_command("doctor", patience=PATIENCE, stdout=out)
    assert "fail" not in out.getvalue()
    assert "Well." in out.getvalue()
    assert not Job.objects.exists()


def test_it_ends_with_1_and_says_in_json_what_is_to_be_done(
    transactional_db: None, settings: Settings
) -> None:
    settings.ALLOWED_HOSTS = ["*"]
    out = StringIO()
    with pytest.raises(SystemExit) as end:
        call_command("doctor", "--json", "--patience=0", stdout=out)
    empty_queues()
    failed = [answer for answer in json.loads(out.getvalue()) if answer["verdict"] == "fail"]
    assert end.value.code == 1
    assert [(answer["name"], answer["remedy"]) for answer in failed] == [
        ("host names", "Set ALLOWED_HOSTS=localhost."),
        ("workers", queue.START_ONE),
    ]


def test_a_worker_of_other_code_is_to_be_restarted(transactional_db: None) -> None:
    with working(KNOWS_HIM_NOT):
        answer = queue.workers(PATIENCE)
    assert (answer.verdict, "Restart the workers" in answer.remedy) == (Verdict.WARN, True)


def test_queues_that_nobody_serves_are_named(transactional_db: None) -> None:
    with working(queues="check,sweep"):
        awake = jobs.enqueue("check.ping", 1)
        wait_for(lambda: Job.objects.get(pk=awake.pk).state == Job.State.DONE)
        answer = queue.workers(5)
    assert answer.verdict == Verdict.FAIL
    assert "mail, solve" in answer.words
