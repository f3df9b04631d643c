import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from reviews.solving.forms import SolveForm
from reviews.solving.wish import Wish
from submissions.models import Membership, Paper, Workshop
from tests.factories import AssignmentFactory, BidFactory, ConflictFactory, UserFactory
from tests.papers import complete_paper
from tests.personas import Persona, member
from tests.reviews.assignment.people import papers, reviewers
from tests.reviews.desk.bare import bare
from tests.reviews.solving.solved import solved

pytestmark = pytest.mark.django_db


@pytest.fixture
def page(workshop: Workshop) -> str:
    return f"/{workshop.slug}/desk/assignment/"


def test_it_lists_papers_with_their_reviewers(
    organizer: Persona, page: str, paper: Paper, reviewer: Persona
) -> None:
    answer = organizer.get(page)
    assert answer.status_code == 200
    assert paper.title in answer.text
    assert "Ravi Tessaro" in answer.text
    assert "1 of 3" in answer.text


def test_it_is_the_one_404_for_everybody_but_organizers(
    outsider: Persona, author: Persona, reviewer: Persona, page: str, paper: Paper
) -> None:
    choose = f"{page}papers/{paper.ref}/"
    for who in (outsider, author, reviewer):
        assert {who.get(url).status_code for url in (page, choose)} == {404}
        assert who.post(f"{page}solve/", {"demand": 3}).status_code == 404
        assert who.post(f"{page}publish/", {"seen": ""}).status_code == 404


def test_a_visitor_is_asked_to_sign_in(visitor: Client, page: str) -> None:
    assert visitor.get(page).status_code == 302


def test_of_a_withheld_paper_only_the_number_and_the_handlers_stand_there(
    organizer: Persona, organizer_in_conflict: Persona, page: str, paper: Paper, reviewer: Persona
) -> None:
    text = organizer_in_conflict.get(page).text
    assert "Withheld: you are an author or in conflict. Handled by Olga Ferreira-Holm." in text
    assert paper.title not in text
    assert "0 papers that you handle" in text


def test_a_withheld_papers_reviewers_change_nothing(
    organizer_in_conflict: Persona, page: str, paper: Paper, workshop: Workshop, author: Persona
) -> None:
    complete_paper(workshop, author.user)
    person = member(workshop, Membership.Role.REVIEWER, "Pilar Ostrowski").user
    before = bare(organizer_in_conflict.get(page))
    AssignmentFactory.create(paper=paper, reviewer=person)
    AssignmentFactory.create(paper=paper, reviewer=author.user, state="draft", published_at=None)
    assert bare(organizer_in_conflict.get(page)) == before


def test_the_choice_leaves_out_conflicts_and_counts_visible_work(
    organizer: Persona, workshop: Workshop, page: str, paper: Paper, reviewer: Persona, author: Persona
) -> None:
    member(workshop, Membership.Role.REVIEWER, "Nadia Quist")
    Membership.objects.create(workshop=workshop, user=author.user, role=Membership.Role.REVIEWER)
    text = organizer.get(f"{page}papers/{paper.ref}/").text
    assert 'Assign<span class="sr-only"> Nadia Quist' in text
    assert f'Assign<span class="sr-only"> {author.user.name}' not in text
    assert 'Assign<span class="sr-only"> Ravi Tessaro' not in text


def test_a_load_on_a_hidden_paper_is_not_counted(
    organizer_in_conflict: Persona,
    workshop: Workshop,
    page: str,
    paper: Paper,
    reviewer: Persona,
    outsider: Persona,
) -> None:
    other = complete_paper(workshop, outsider.user)
    assert "0 of 4" in organizer_in_conflict.get(f"{page}papers/{other.ref}/").text


def test_its_queries_do_not_grow(
    organizer: Persona,
    organizer_author: Persona,
    own_paper: Paper,
    workshop: Workshop,
    page: str,
    django_assert_max_num_queries: DjangoAssertNumQueries,
) -> None:
    people = [member(workshop, Membership.Role.REVIEWER, f"Person {n}") for n in range(3)]
    for _ in range(10):
        paper = complete_paper(workshop, UserFactory.create())
        for person in people:
            AssignmentFactory.create(paper=paper, reviewer=person.user)
    solved(workshop, organizer_author, demand=1)
    with django_assert_max_num_queries(12):
        organizer_author.get(page)
    pair = f"{page}papers/{paper.ref}/{people[0].user.pk}/?otherwise=1"
    for address in (f"{page}grid/", f"{page}pairs.csv", pair):
        with django_assert_max_num_queries(12):
            assert organizer_author.get(address).status_code == 200
    with django_assert_max_num_queries(12):
        organizer_author.get(f"{page}papers/{paper.ref}/")


def test_an_overload_is_told_to_those_who_see_all_of_it_and_to_nobody_else(
    workshop: Workshop, organizer: Persona, organizer_in_conflict: Persona, page: str, paper: Paper
) -> None:
    """One of the two papers is withheld from the second organizer, who assigns by hand what is too much."""
    (person,), (other,) = reviewers(workshop, 1, load=1), papers(workshop, 1)
    AssignmentFactory.create(paper=paper, reviewer=person)
    answer = organizer_in_conflict.post(f"{page}papers/{other.ref}/", {"reviewer": person.pk})
    assert answer.status_code == 302
    words = f"{person.name} has 2 papers, and agreed to 1"
    assert words in organizer.get(page).text
    assert words not in organizer_in_conflict.get(page).text


def test_who_can_get_nothing_and_bids_that_say_nothing_are_named(
    workshop: Workshop, organizer: Persona, page: str
) -> None:
    people, made = reviewers(workshop, 4), papers(workshop, 2)
    for paper in made:
        ConflictFactory.create(paper=paper, user=people[0])
        for person in people[1:]:
            BidFactory.create(paper=paper, reviewer=person, level=4)
    solved(workshop, organizer, demand=2)
    text = organizer.get(page).text
    assert f"{people[0].name} can get none of these papers" in text
    assert "All 6 bids say the same: willing" in text


def test_a_conflict_that_came_up_since_is_counted_and_named(
    workshop: Workshop, organizer: Persona, page: str
) -> None:
    reviewers(workshop, 3)
    (paper,) = papers(workshop, 1)
    solved(workshop, organizer, demand=2)
    seat = paper.assignments.select_related("reviewer")[0]
    ConflictFactory.create(paper=paper, user=seat.reviewer)
    text = organizer.get(page).text
    assert f"{seat.reviewer.name} is in conflict with #{paper.number}" in text
    assert "Solve again, or remove the pair." in text
    locked = organizer.post(f"{page}papers/{paper.ref}/{seat.reviewer_id}/", {"act": "lock"})
    assert locked.status_code == 422
    assert f"{seat.reviewer.name} is in conflict with #{paper.number}" in locked.text


def test_without_reviewers_or_papers_nothing_is_begun_and_a_sentence_says_why(
    workshop: Workshop, organizer: Persona, page: str
) -> None:
    ask = SolveForm.after(Wish()).initial
    nothing = organizer.post(f"{page}solve/", ask)
    assert nothing.status_code == 409
    assert "There is nothing to solve yet" in nothing.text
    (paper,) = papers(workshop, 1)
    nobody = organizer.post(f"{page}solve/", ask)
    assert f"nothing was begun for #{paper.number}: invite people first" in nobody.text
