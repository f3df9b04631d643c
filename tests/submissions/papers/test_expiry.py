"""What was begun without an account and never confirmed: reminded of, warned of, let go; what was complete stays."""

from datetime import timedelta

import time_machine
from django.core.files.storage import default_storage
from django.test import Client

from submissions import clock
from submissions.deadlines.services import remind_drafts
from submissions.models import Entry, Letter, Paper, PrivateLink, Workshop
from submissions.papers.expiry import KEPT, NOTICE, expire
from tests.submissions.papers.forms import ADA
from tests.submissions.papers.test_private import begun, confirm_url

HOUR = timedelta(hours=1)


def letters(kind: str) -> list[tuple[str, bool]]:
    """To whom, and whether it holds the way back into the paper."""
    token = PrivateLink.objects.values_list("token", flat=True).get()
    return [(letter.to, token in letter.body) for letter in Letter.objects.filter(kind=kind)]


def test_a_draft_without_an_account_is_reminded_at_the_address_that_was_given(
    visitor: Client, workshop: Workshop
) -> None:
    paper = begun(visitor, workshop, abstract="")
    with time_machine.travel(paper.call.due_at - 5 * HOUR, tick=False):
        remind_drafts()
        assert letters("draft_reminder") == [(ADA["email"], True)]
        assert Client().post(confirm_url(paper)).status_code == 302
    paper.refresh_from_db()
    assert paper.creator.email == ADA["email"]


def test_a_draft_that_nobody_confirms_is_warned_of_and_then_goes_with_its_files(
    visitor: Client, workshop: Workshop
) -> None:
    paper = begun(visitor, workshop, abstract="")
    folder = f"papers/{paper.ref}"
    assert default_storage.exists(folder)
    goes_at = paper.call.closes_at + KEPT
    for at, is_there, warnings in (
        (goes_at - NOTICE - HOUR, True, 0),
        (goes_at - NOTICE + HOUR, True, 1),
        (goes_at - HOUR, True, 1),
        (goes_at + 2 * HOUR, False, 1),
    ):
        with time_machine.travel(at, tick=False):
            expire()
            assert (at, Paper.objects.exists()) == (at, is_there)
            assert Entry.objects.filter(verb="paper.expired").exists() is not is_there
            if is_there:
                assert letters("expiring") == [(ADA["email"], True)] * warnings


def test_what_is_saved_after_the_warning_is_kept_another_month(visitor: Client, workshop: Workshop) -> None:
    paper = begun(visitor, workshop, abstract="")
    goes_at = paper.call.closes_at + KEPT
    with time_machine.travel(goes_at - HOUR, tick=False):
        expire()
        Paper.objects.update(saved_at=clock.now())
    with time_machine.travel(goes_at + NOTICE + HOUR, tick=False):
        expire()
    assert Paper.objects.exists()


def test_a_complete_paper_stays_received_whether_or_not_it_is_confirmed(
    visitor: Client, workshop: Workshop
) -> None:
    paper = begun(visitor, workshop)
    with time_machine.travel(paper.call.closes_at + 5 * KEPT, tick=False):
        assert expire() == 0
    assert Paper.objects.exists()
