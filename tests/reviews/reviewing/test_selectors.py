"""What the organizers' pages learn of reviews."""

from dataclasses import replace

from django.db import connection
from django.test.utils import CaptureQueriesContext

from reviews.assignment.models import Assignment
from reviews.reviewing.criteria import DEFAULT, Criteria, SeenBy
from reviews.reviewing.models import Questionnaire, Review
from reviews.reviewing.selectors import Scores, reviews_of, scores
from submissions.models import Paper, User, Workshop
from submissions.papers.access import handled_by
from tests.factories import AssignmentFactory, UserFactory, answered
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
    aside = answered(to_organizers="Between us: fine.", llm_use="A spelling checker.")
    Review.objects.update(answers=aside)
    (review,) = reviews_of(Paper.objects.all())[paper.pk]
    said = review.told_to(SeenBy.AUTHORS)
    assert [score.label for score in said.scores] == [scale.label for scale in DEFAULT.scales]
    assert [text.label for text in said.texts] == ["Strengths", "Weaknesses"]
    assert len(review.texts) == 4


def test_means_are_weighted_by_the_form_that_was_answered(workshop: Workshop) -> None:
    rows = [
        replace(each, weight=3) if each.key == "novelty" else each
        for each in DEFAULT
        if each.key not in {"quality", "impact"}
    ]
    paper = complete_paper(workshop, UserFactory.create())
    form = Questionnaire.objects.create(workshop=workshop, number=2, rows=Criteria(rows).to_json())
    for novelty in (2, 4):
        review = add_review(paper, UserFactory.create())
        Review.objects.filter(pk=review.pk).update(questionnaire=form, answers={"novelty": novelty})
    found = scores(Paper.objects.all())[paper.pk]
    assert (found.weighted, found.means["novelty"], found.means.get("impact")) == (3.0, 3.0, None)


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


def test_it_asks_as_often_for_any_number_of_papers(workshop: Workshop) -> None:
    both(workshop)
    for read, times in ((reviews_of, 2), (scores, 2)):
        one = Paper.objects.filter(number=1)
        with CaptureQueriesContext(connection) as few:
            read(one)
        with CaptureQueriesContext(connection) as many:
            read(Paper.objects.all())
        assert len(few) == len(many) == times
