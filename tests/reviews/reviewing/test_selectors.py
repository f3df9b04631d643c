"""What the organizers' pages learn of reviews."""

from django.db import connection
from django.test.utils import CaptureQueriesContext

from reviews.assignment.models import Assignment
from reviews.reviewing.selectors import Scores, reviews_of, scores
from submissions.models import Paper, User, Workshop
from submissions.papers.access import handled_by
from tests.factories import AssignmentFactory, UserFactory
from tests.papers import add_review, complete_paper, reviewed_paper
from tests.personas import Persona


def both(workshop: Workshop) -> list[Paper]:
    people = UserFactory.create_batch(2)
    return [reviewed_paper(workshop, UserFactory.create(), reviewers=people) for _ in range(2)]


def test_it_gives_reviews_with_their_writers(workshop: Workshop) -> None:
    reviewer: User = UserFactory.create(name="Ravi Tessaro")
    paper = reviewed_paper(workshop, UserFactory.create(), reviewers=[reviewer])
    (review,) = reviews_of(Paper.objects.all())[paper.pk]
    assert (review.reviewer_name, review.overall) == ("Ravi Tessaro", 4)


def test_what_authors_get_has_no_name_and_nothing_for_the_organizers(workshop: Workshop) -> None:
    paper = reviewed_paper(workshop, UserFactory.create(), reviewers=[UserFactory.create()])
    (review,) = reviews_of(Paper.objects.all())[paper.pk]
    assert set(vars(review.for_authors())) == {"scores", "strengths", "weaknesses", "questions"}


def test_it_counts_only_what_was_submitted(workshop: Workshop) -> None:
    paper = complete_paper(workshop, UserFactory.create())
    add_review(paper, UserFactory.create(), overall=2)
    add_review(paper, UserFactory.create(), overall=5)
    unsent = add_review(paper, UserFactory.create(), overall=1)
    type(unsent).objects.filter(pk=unsent.pk).update(submitted_at=None)
    AssignmentFactory.create(paper=paper)
    found = scores(Paper.objects.all())[paper.pk]
    assert (found.done, found.assigned, found.overall, found.spread) == (2, 4, 3.5, 3)
    assert len(reviews_of(Paper.objects.all())[paper.pk]) == 2


def test_it_leaves_out_reviews_whose_assignment_was_removed(workshop: Workshop) -> None:
    paper = reviewed_paper(workshop, UserFactory.create(), reviewers=[UserFactory.create()])
    paper.assignments.update(state=Assignment.State.REMOVED)
    assert reviews_of(Paper.objects.all()) == {paper.pk: []}
    assert scores(Paper.objects.all()) == {paper.pk: Scores(assigned=0, overalls=())}


def test_it_tells_of_the_papers_asked_for_alone(
    workshop: Workshop, organizer_in_conflict: Persona, paper: Paper
) -> None:
    add_review(paper, UserFactory.create())
    mine = handled_by(organizer_in_conflict.user, workshop)
    assert reviews_of(mine) == {}
    assert scores(mine) == {}


def test_it_asks_twice_for_any_number_of_papers(workshop: Workshop) -> None:
    both(workshop)
    for read in (reviews_of, scores):
        one = Paper.objects.filter(number=1)
        with CaptureQueriesContext(connection) as few:
            read(one)
        with CaptureQueriesContext(connection) as many:
            read(Paper.objects.all())
        assert len(few) == len(many) == 2
