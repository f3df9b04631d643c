import pytest

from reviews.assignment.models import Assignment
from submissions.models import Conflict, Letter, Membership, Paper, Workshop
from tests.factories import AssignmentFactory
from tests.personas import Persona, member
from tests.reviews.solving.solved import solved
from tests.workers import do_jobs

pytestmark = pytest.mark.django_db

ASKED = {"price": "0.01", "least": 0, "qualified": 0, "texts": 0.6, "topics": 0.2, "bids": 0.2, "seed": 0}


@pytest.fixture
def page(workshop: Workshop) -> str:
    return f"/{workshop.slug}/desk/assignment/"


def test_solve_then_publish_through_the_pages_forms(
    organizer: Persona, workshop: Workshop, page: str, paper: Paper
) -> None:
    person = member(workshop, Membership.Role.REVIEWER, "Nadia Quist").user
    answer = organizer.post(f"{page}solve/", {**ASKED, "demand": 1}, follow=True)
    assert "Stop, and keep the best so far" in answer.text
    do_jobs()
    answer = organizer.get(page)
    assert "1 pair is drafted" in answer.text
    seen = answer.context["coverage"].digest
    answer = organizer.post(f"{page}publish/", {"seen": seen}, follow=True)
    assert "Published 1 pair; 1 reviewer will be told by mail." in answer.text
    assert Letter.objects.get(kind="assigned").to == person.email


def test_a_paper_that_cannot_be_served_is_named_with_the_reason(
    organizer: Persona, workshop: Workshop, page: str, paper: Paper
) -> None:
    answer = organizer.post(f"{page}solve/", {**ASKED, "demand": 2}, follow=True)
    assert f"Nobody reviews here yet, so nothing was begun for #{paper.number}" in answer.text
    person = member(workshop, Membership.Role.REVIEWER, "Nadia Quist").user
    Conflict.objects.create(paper=paper, user=person, kind="declared")
    solved(workshop, organizer, demand=2)
    text = organizer.get(page).text
    assert f"#{paper.number}: too few reviewers" in text
    assert "2 reviews are wanted, and no reviewer is without a conflict." in text


def test_a_demand_out_of_range_is_refused_in_words(organizer: Persona, page: str) -> None:
    answer = organizer.post(f"{page}solve/", {**ASKED, "demand": 0})
    assert answer.status_code == 422
    assert "greater than or equal to 1" in answer.text


def test_weights_of_nothing_are_refused_in_words(organizer: Persona, page: str) -> None:
    answer = organizer.post(f"{page}solve/", {**ASKED, "demand": 1, "texts": 0, "topics": 0, "bids": 0})
    assert answer.status_code == 422
    assert "Texts, topics and bids all weigh nothing" in answer.text
    assert organizer.post(f"{page}solve/", {**ASKED, "demand": 1, "bids": "nan"}).status_code == 422


def test_publishing_what_was_not_seen_answers_409(organizer: Persona, page: str) -> None:
    answer = organizer.post(f"{page}publish/", {"seen": "something else"})
    assert answer.status_code == 409
    assert "The assignment was changed meanwhile; nothing was saved." in answer.text


def test_choosing_and_removing_by_hand(
    organizer: Persona, workshop: Workshop, page: str, paper: Paper
) -> None:
    person = member(workshop, Membership.Role.REVIEWER, "Nadia Quist").user
    choose = f"{page}papers/{paper.ref}/"
    assert "Drafted Nadia Quist" in organizer.post(choose, {"reviewer": person.pk}, follow=True).text
    row = Assignment.objects.get()
    answer = organizer.post(f"{page}remove/{row.ref}/", follow=True)
    assert "Nadia Quist is no longer on" in answer.text
    assert not Assignment.objects.exists()


def test_choosing_somebody_who_cannot_answers_422(
    organizer: Persona, page: str, paper: Paper, author: Persona
) -> None:
    for reviewer in (author.user.pk, "nobody"):
        answer = organizer.post(f"{page}papers/{paper.ref}/", {"reviewer": reviewer})
        assert answer.status_code == 422
        assert "nothing was saved" in answer.text


def test_a_withheld_papers_assignment_cannot_be_removed(
    organizer_in_conflict: Persona, page: str, paper: Paper, reviewer: Persona
) -> None:
    row = Assignment.objects.get(paper=paper)
    assert organizer_in_conflict.post(f"{page}remove/{row.ref}/").status_code == 404
    assert organizer_in_conflict.get(f"{page}papers/{paper.ref}/").status_code == 404
    row.refresh_from_db()
    assert row.state == Assignment.State.ACTIVE


@pytest.mark.parametrize("url", ["solve/", "publish/", "remove/23456789abcdefgh/"])
def test_reading_an_action_changes_nothing(organizer: Persona, page: str, url: str) -> None:
    assert organizer.get(page + url).status_code == 405


def test_what_people_typed_is_escaped(
    organizer: Persona, workshop: Workshop, page: str, paper: Paper
) -> None:
    mallory = member(workshop, Membership.Role.REVIEWER, "<script>alert(1)</script>").user
    AssignmentFactory.create(paper=paper, reviewer=mallory)
    Paper.objects.filter(pk=paper.pk).update(title="<img src=x onerror=alert(1)>")
    for url in (page, f"{page}papers/{paper.ref}/"):
        text = organizer.get(url).text
        assert "<script>alert" not in text
        assert "<img src=x" not in text
