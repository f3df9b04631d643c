"""The list of one's own reviews."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from reviews.reviewing.models import Review
from submissions import clock
from submissions.models import Call, Paper, Workshop
from tests.factories import AssignmentFactory, ConflictFactory, ReviewFactory, UserFactory
from tests.papers import complete_paper
from tests.personas import Persona


@pytest.fixture
def mine(workshop: Workshop) -> str:
    return reverse("reviews-mine", args=[workshop.slug])


def test_it_lists_papers_without_their_authors(
    reviewer: Persona, paper: Paper, author: Persona, co_author: Persona, mine: str
) -> None:
    page = reviewer.get(mine).content.decode()
    assert paper.title in page
    for person in (author.user, co_author.user):
        assert person.name not in page
        assert person.email not in page


def test_it_says_what_comes_next_when_there_is_nothing(reviewer_elsewhere: Persona, mine: str) -> None:
    assert "You will get a mail with your papers" in reviewer_elsewhere.get(mine).content.decode()


def test_a_drafted_assignment_is_not_told(reviewer_elsewhere: Persona, paper: Paper, mine: str) -> None:
    AssignmentFactory.create(paper=paper, reviewer=reviewer_elsewhere.user, state="draft", published_at=None)
    assert paper.title not in reviewer_elsewhere.get(mine).content.decode()


def test_a_paper_in_conflict_is_not_told(reviewer: Persona, paper: Paper, mine: str) -> None:
    ConflictFactory.create(paper=paper, user=reviewer.user)
    assert paper.title not in reviewer.get(mine).content.decode()


def test_it_says_how_far_a_review_is(reviewer: Persona, paper: Paper, mine: str) -> None:
    assert "Not begun" in reviewer.get(mine).content.decode()
    review: Review = ReviewFactory.create(
        assignment=paper.assignments.get(), draft={"strengths": "Good"}, submitted_at=None
    )
    assert "Begun" in reviewer.get(mine).content.decode()
    Call.objects.update(due_at=clock.now(), closes_at=clock.now(), reviews_due_at=clock.now())
    assert "Overdue" in reviewer.get(mine).content.decode()
    review.draft, review.submitted_at = None, clock.now()
    review.save()
    assert "Submitted" in reviewer.get(mine).content.decode()


def test_a_withdrawn_paper_says_so(reviewer: Persona, paper: Paper, mine: str) -> None:
    Paper.objects.filter(pk=paper.pk).update(state="withdrawn", withdrawn_at=clock.now())
    page = reviewer.get(mine).content.decode()
    assert "Withdrawn" in page
    assert "Download" not in page


def test_only_reviewers_have_the_page(
    author: Persona, organizer: Persona, outsider: Persona, mine: str
) -> None:
    for person in (author, organizer, outsider):
        assert person.get(mine).status_code == 404


def test_a_visitor_signs_in_first(visitor: Client, mine: str) -> None:
    assert visitor.get(mine)["Location"].startswith("/accounts/login/")


def test_it_asks_as_often_for_ten_papers_as_for_one(workshop: Workshop, reviewer: Persona, mine: str) -> None:
    counts = []
    for more in (0, 2, 7):
        for _ in range(more):
            other = complete_paper(workshop, UserFactory.create())
            AssignmentFactory.create(paper=other, reviewer=reviewer.user)
        with CaptureQueriesContext(connection) as queries:
            reviewer.get(mine)
        counts.append(len(queries))
    assert counts[0] == counts[1] == counts[2] <= 12
