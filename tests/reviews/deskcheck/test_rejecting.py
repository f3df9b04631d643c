"""Rejecting a paper at the desk: a reason, half an hour to undo it, a letter."""

from datetime import timedelta

import pytest

from fedgenai_site import celery_app
from reviews.bidding.access import biddable
from submissions import clock
from submissions.jobs.tasks import run_job
from submissions.models import Entry, Job, Letter, Paper
from tests.factories import DecisionFactory
from tests.personas import Persona

REASON = "It is a report of 40 pages."


def url(paper: Paper, rest: str = "") -> str:
    return f"/{paper.workshop.slug}/desk/checks/{paper.ref}/{rest}"


@pytest.fixture(autouse=True)
def handlers() -> None:
    """As a worker does at its start."""
    celery_app.loader.import_default_modules()


def half_an_hour_later() -> None:
    for job in Job.objects.filter(kind="mail.desk_rejection", state="queued"):
        Job.objects.filter(pk=job.pk).update(due_at=clock.now())
        run_job(job.pk)


@pytest.fixture
def asked(paper: Paper, organizer: Persona) -> Paper:
    answer = organizer.post(url(paper, "reject/"), {"reason": REASON}, follow=True)
    assert "Until then you can undo it here." in answer.content.decode()
    return paper


def test_until_the_letter_goes_out_its_authors_see_nothing_of_it(asked: Paper, author: Persona) -> None:
    page = author.get(f"/{asked.workshop.slug}/papers/{asked.ref}/").content.decode()

    assert "Rejected" not in page
    assert not Letter.objects.filter(kind="desk_reject").exists()


def test_it_is_undone_until_then(asked: Paper, organizer: Persona) -> None:
    organizer.post(url(asked, "keep/"))
    half_an_hour_later()

    asked.refresh_from_db()
    assert asked.state == "submitted"
    assert not Letter.objects.filter(kind="desk_reject").exists()


def test_then_each_author_gets_the_reason_and_the_paper_leaves_the_review(
    asked: Paper, author: Persona, co_author: Persona, organizer: Persona, reviewer: Persona
) -> None:
    half_an_hour_later()

    asked.refresh_from_db()
    assert asked.state == "rejected"
    letters = Letter.objects.filter(kind="desk_reject")
    assert {letter.to for letter in letters} == {author.user.email, co_author.user.email}
    for letter in letters:
        assert REASON in letter.body
        assert organizer.user.name not in letter.body
    page = author.get(f"/{asked.workshop.slug}/papers/{asked.ref}/").content.decode()
    assert REASON in page
    assert "Edit the details" not in page
    assert author.get(f"/{asked.workshop.slug}/papers/{asked.ref}/edit/").status_code == 404
    assert asked not in biddable(reviewer.user, asked.workshop)
    assert "nothing to undo any more" in organizer.post(url(asked, "keep/"), follow=True).content.decode()
    verbs = Entry.objects.filter(paper=asked, verb__startswith="paper.reject").order_by("pk")
    assert list(verbs.values_list("verb", flat=True)) == ["paper.rejection_asked", "paper.rejected"]


def test_without_a_reason_nothing_happens(paper: Paper, organizer: Persona) -> None:
    answer = organizer.post(url(paper, "reject/"), {"reason": " "})

    assert answer.status_code == 422
    assert "Give a reason" in answer.content.decode()
    assert not Job.objects.filter(kind="mail.desk_rejection").exists()


def test_a_paper_whose_decision_is_out_is_not_rejected_at_the_desk(paper: Paper, organizer: Persona) -> None:
    DecisionFactory.create(paper=paper, state="released", released_at=clock.now())
    answer = organizer.post(url(paper, "reject/"), {"reason": REASON}, follow=True)

    assert "Nothing was changed" in answer.content.decode()


def test_one_that_its_authors_withdraw_meanwhile_is_left_alone(asked: Paper) -> None:
    Paper.objects.filter(pk=asked.pk).update(
        state="withdrawn", withdrawn_at=clock.now() - timedelta(minutes=1)
    )
    half_an_hour_later()

    asked.refresh_from_db()
    assert asked.state == "withdrawn"
    assert not Letter.objects.filter(kind="desk_reject").exists()
