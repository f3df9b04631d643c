import pytest

from reviews.assignment import services as assignment
from reviews.assignment.models import Assignment, Ban
from reviews.models import Affinity, Bid
from submissions.models import Conflict, Membership, Paper, Workshop
from tests.factories import AssignmentFactory
from tests.papers import complete_paper
from tests.personas import Persona
from tests.reviews.assignment.people import papers, reviewers
from tests.reviews.solving.solved import solved

pytestmark = pytest.mark.django_db


def address(workshop: Workshop, paper: Paper, person: int) -> str:
    return f"/{workshop.slug}/desk/assignment/papers/{paper.ref}/{person}/"


def test_a_pair_says_what_its_score_is_made_of_and_its_rank(workshop: Workshop, organizer: Persona) -> None:
    people, (paper,) = reviewers(workshop, 3), papers(workshop, 1)
    Affinity.objects.create(
        paper=paper,
        reviewer=people[1],
        value=0.64,
        cosine=0.2,
        terms=["federated", "prompt"],
        nearest="Prompts at Sea",
    )
    Bid.objects.create(paper=paper, reviewer=people[1], level=Bid.Level.WILLING)
    solved(workshop, organizer, demand=2)
    text = organizer.get(address(workshop, paper, people[1].pk)).text
    assert "affinity 0.64 (nearest: Prompts at Sea; shared terms: federated, prompt)" in text
    assert "+ topics 0/1 + bid willing. Rank 1 of 3." in text


def test_what_would_be_without_a_pair_is_told(workshop: Workshop, organizer: Persona) -> None:
    reviewers(workshop, 3)
    papers(workshop, 1)
    run = solved(workshop, organizer, demand=2)
    paper, person, _ = run.pairs[0]
    text = organizer.get(f"{address(workshop, Paper.objects.get(pk=paper), person)}?otherwise=1").text
    assert "the best assignment changes 1 pair: total the same" in text


def test_a_pair_is_locked_let_go_ruled_out_and_allowed_again(workshop: Workshop, organizer: Persona) -> None:
    reviewers(workshop, 3)
    (paper,) = papers(workshop, 1)
    solved(workshop, organizer, demand=1)
    row = Assignment.objects.get()
    here = address(workshop, paper, row.reviewer_id)
    assert "is locked on" in organizer.post(here, {"act": "lock"}, follow=True).text
    assert not Assignment.objects.get().is_automatic
    assert "may be moved" in organizer.post(here, {"act": "unlock"}, follow=True).text
    assert "is ruled out" in organizer.post(here, {"act": "ban"}, follow=True).text
    assert not Assignment.objects.exists()
    assert "may be proposed" in organizer.post(here, {"act": "lift"}, follow=True).text
    assert not Ban.objects.exists()


def test_a_swap_is_previewed_and_then_made_in_one_step(workshop: Workshop, organizer: Persona) -> None:
    people, (paper,) = reviewers(workshop, 2), papers(workshop, 1)
    Bid.objects.create(paper=paper, reviewer=people[0], level=Bid.Level.EAGER)
    Bid.objects.create(paper=paper, reviewer=people[1], level=Bid.Level.NOT_FOR_ME)
    solved(workshop, organizer, demand=1)
    row = Assignment.objects.get()
    assert row.reviewer == people[0]
    here = address(workshop, paper, people[1].pk)
    text = organizer.get(here).text
    assert f"In the place of {people[0].name}: total -0.20, this paper" in text
    organizer.post(here, {"act": "swap", "instead": row.ref})
    assert [each.reviewer for each in Assignment.objects.all()] == [people[1]]


def test_a_swap_that_cannot_be_changes_nothing(workshop: Workshop, organizer: Persona) -> None:
    people, (paper,) = reviewers(workshop, 2), papers(workshop, 1)
    row = assignment.assign(paper=paper, reviewer_id=people[0].pk, by=organizer.user)
    Conflict.objects.create(paper=paper, user=people[1], kind="declared")
    here = address(workshop, paper, people[1].pk)
    answer = organizer.post(here, {"act": "swap", "instead": row.ref})
    assert answer.status_code == 422
    assert "nothing was saved" in answer.text
    assert list(Assignment.objects.all()) == [row]
    assert "This person is in conflict with the paper." in organizer.get(here).text


@pytest.mark.parametrize("act", ["lock", "ban", "fly", ""])
def test_acts_that_do_not_fit_answer_422(workshop: Workshop, organizer: Persona, act: str) -> None:
    (person,), (paper,) = reviewers(workshop, 1), papers(workshop, 1)
    if act == "ban":
        AssignmentFactory.create(paper=paper, reviewer=person)
    answer = organizer.post(address(workshop, paper, person.pk), {"act": act})
    assert answer.status_code == 422
    assert not Ban.objects.exists()


def test_somebody_who_does_not_review_here_is_404(
    workshop: Workshop, organizer: Persona, outsider: Persona, paper: Paper
) -> None:
    assert organizer.get(address(workshop, paper, outsider.user.pk)).status_code == 404


def test_the_grid_shows_who_is_on_a_paper_and_who_comes_next(workshop: Workshop, organizer: Persona) -> None:
    people, (paper,) = reviewers(workshop, 4), papers(workshop, 1)
    solved(workshop, organizer, demand=2)
    text = organizer.get(f"/{workshop.slug}/desk/assignment/grid/").text
    assert text.count(f"/papers/{paper.ref}/") == 1 + 4
    assert all(person.name in text for person in people)


def test_two_who_review_each_other_are_flagged_where_it_cannot_be_avoided(
    workshop: Workshop, organizer: Persona, author: Persona, co_author: Persona
) -> None:
    mine, theirs = complete_paper(workshop, author.user), complete_paper(workshop, co_author.user)
    for person in (author, co_author):
        Membership.objects.create(workshop=workshop, user=person.user, role=Membership.Role.REVIEWER)
    solved(workshop, organizer, demand=1)
    text = organizer.get(f"/{workshop.slug}/desk/assignment/grid/").text
    assert f"{author.user.name} wrote this and reviews {co_author.user.name}" in text
    assert "review each other" in organizer.get(f"/{workshop.slug}/desk/assignment/").text
    assert {mine.pk, theirs.pk} == set(Assignment.objects.values_list("paper", flat=True))


@pytest.mark.parametrize("act", ["add", "lock"])
def test_a_lock_against_a_conflict_names_the_paper_and_the_person(
    workshop: Workshop, organizer: Persona, act: str
) -> None:
    (person,), (paper,) = reviewers(workshop, 1), papers(workshop, 1)
    Conflict.objects.create(paper=paper, user=person, kind="declared")
    AssignmentFactory.create(
        paper=paper, reviewer=person, state="draft", published_at=None, is_automatic=True
    )
    if act == "add":
        Assignment.objects.all().delete()
    answer = organizer.post(address(workshop, paper, person.pk), {"act": act})
    assert answer.status_code == 422
    assert f"{person.name} is in conflict with #{paper.number}, so nothing was saved" in answer.text
    assert not Assignment.objects.filter(is_automatic=False).exists()


def test_publishing_names_the_pairs_that_have_come_into_conflict(
    workshop: Workshop, organizer: Persona
) -> None:
    (person, _), (paper,) = reviewers(workshop, 2), papers(workshop, 1)
    solved(workshop, organizer, demand=2)
    desk = f"/{workshop.slug}/desk/assignment/"
    seen = organizer.get(desk).context["coverage"].digest
    Conflict.objects.create(paper=paper, user=person, kind="declared")
    answer = organizer.post(f"{desk}publish/", {"seen": seen})
    assert answer.status_code == 409
    assert (
        f"In conflict since this was drafted: {person.name} on #{paper.number}. Nothing was saved"
        in answer.text
    )
    assert set(Assignment.objects.values_list("state", flat=True)) == {"draft"}


def test_one_reviewer_and_equal_bids_give_a_draft_and_a_sentence(
    workshop: Workshop, organizer: Persona
) -> None:
    people, made = reviewers(workshop, 1, load=1), papers(workshop, 2)
    Bid.objects.bulk_create(Bid(paper=paper, reviewer=people[0], level=3) for paper in made)
    solved(workshop, organizer, demand=1)
    text = organizer.get(f"/{workshop.slug}/desk/assignment/").text
    numbers = " and ".join(f"#{paper.number}" for paper in made)
    assert ": too few reviewers" in text
    assert f"{numbers} want 2 reviews together. Only {people[0].name} is without a conflict" in text
    assert Assignment.objects.filter(state="draft").count() == 1
