import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from reviews.decisions.models import Decision
from reviews.reviewing.criteria import DEFAULT, Criteria, Criterion
from reviews.reviewing.services_criteria import change_criteria
from submissions.models import Entry, Membership, Paper, Workshop
from tests.factories import DecisionFactory, UserFactory
from tests.papers import add_review, complete_paper, reviewed_paper
from tests.personas import Persona, member
from tests.reviews.desk.bare import bare

pytestmark = pytest.mark.django_db


@pytest.fixture
def page(workshop: Workshop) -> str:
    return f"/{workshop.slug}/desk/decisions/"


@pytest.fixture
def second(workshop: Workshop) -> Persona:
    """Another organizer who handles everything."""
    return member(workshop, Membership.Role.ORGANIZER, "Priya Halloran")


def numbers(answer: object) -> list[int]:
    return [row.number for row in answer.context["rows"]]  # type: ignore[attr-defined] # the test client's own


@pytest.mark.parametrize("who", ["outsider", "author", "reviewer"])
def test_it_is_the_one_404_for_everybody_but_organizers(
    request: pytest.FixtureRequest, page: str, paper: Paper, who: str
) -> None:
    client = request.getfixturevalue(who)
    assert client.get(page).status_code == 404
    assert client.post(f"{page}papers/{paper.ref}/", {"do": "save", "outcome": "talk"}).status_code == 404
    assert client.post(f"{page}ready/").status_code == 404
    assert not Decision.objects.exists()


def test_a_visitor_is_asked_to_sign_in(visitor: Client, page: str) -> None:
    assert visitor.get(page).status_code == 302


def test_it_shows_scores_spread_and_a_mean(organizer: Persona, page: str, paper: Paper) -> None:
    for overall in (2, 5):
        add_review(paper, UserFactory.create(), overall=overall)
    text = organizer.get(page).text
    assert 'aria-label="overall scores 2, 5"' in text
    assert '<td class="num best">3.5</td>' in text
    assert "2 of 2 reviews" in text
    assert "disagree" in text


def test_its_rows_lead_to_the_paper_and_post_to_its_decision(
    organizer: Persona, workshop: Workshop, page: str, paper: Paper
) -> None:
    text = organizer.get(f"{page}?show=undecided").text
    assert f'href="{reverse("desk-paper", args=[workshop.slug, paper.ref])}"' in text
    assert f'action="{reverse("decision", args=[workshop.slug, paper.ref])}?show=undecided"' in text


def test_a_draft_is_seen_by_nobody_else_and_no_log_tells_of_it(
    organizer: Persona, second: Persona, page: str, paper: Paper
) -> None:
    before = bare(second.get(page))
    url = f"{page}papers/{paper.ref}/"
    beside = bare(second.get(url))
    organizer.post(url, {"do": "save", "outcome": "talk", "note": "Well done."})
    assert "my drafts 1" in organizer.get(page).text
    assert "Well done." in organizer.get(url).text
    assert bare(second.get(page)) == before
    assert bare(second.get(url)) == beside
    assert not Entry.objects.filter(verb__startswith="decision").exists()


def test_ready_is_seen_by_the_papers_other_handlers_and_can_be_undone(
    organizer: Persona, second: Persona, page: str, paper: Paper
) -> None:
    url = f"{page}papers/{paper.ref}/"
    organizer.post(url, {"do": "ready", "outcome": "poster", "note": ""})
    assert "ready, by Olga Ferreira-Holm" in second.get(page).text
    assert second.post(url, {"do": "undo"}).status_code == 302
    assert "ready, by" not in second.get(page).text
    assert Decision.objects.get().state == Decision.State.DRAFT


def test_a_second_decision_beside_a_ready_one_answers_409_and_keeps_the_first(
    organizer: Persona, second: Persona, page: str, paper: Paper
) -> None:
    url = f"{page}papers/{paper.ref}/"
    organizer.post(url, {"do": "ready", "outcome": "poster"})
    for act in ("ready", "save"):
        answer = second.post(url, {"do": act, "outcome": "reject", "note": "Typed for long."})
        assert answer.status_code == 409
        assert "nothing was saved" in answer.text
        assert "Typed for long." in answer.text
    assert Decision.objects.get().outcome == "poster"


def test_ready_without_an_outcome_answers_422_and_keeps_the_note(
    organizer: Persona, page: str, paper: Paper
) -> None:
    answer = organizer.post(f"{page}papers/{paper.ref}/", {"do": "ready", "note": "Kept words."})
    assert answer.status_code == 422
    assert "Choose an outcome first" in answer.text
    assert "Kept words." in answer.text


def test_a_decision_is_written_beside_the_reviews_and_a_row_of_the_table_keeps_its_words(
    organizer: Persona, page: str, paper: Paper
) -> None:
    add_review(paper, UserFactory.create(name="Ravi Tessaro"), overall=2)
    url = f"{page}papers/{paper.ref}/"
    assert "Ravi Tessaro" in organizer.get(url).text
    organizer.post(url, {"do": "save", "outcome": "talk", "note": "To the authors.", "aside": "To us."})
    organizer.post(url, {"do": "save", "outcome": "poster"})
    decision = Decision.objects.get()
    assert (decision.outcome, decision.note, decision.aside) == ("poster", "To the authors.", "To us.")


def test_it_has_a_column_for_each_scale_of_the_workshop(
    organizer: Persona, workshop: Workshop, page: str, paper: Paper
) -> None:
    daring = Criterion("daring", "Daring", words=("none", "some", "much"), weight=2)
    own = Criteria(daring if each.key == "novelty" else each for each in DEFAULT)
    change_criteria(workshop=workshop, criteria=own, seen=1, by=organizer.user)
    for value in (1, 2):
        add_review(paper, UserFactory.create(), daring=value, quality=4, impact=4)
    for path in (page, f"/{workshop.slug}/desk/papers/"):
        text = organizer.get(f"{path}?sort=-score-daring").text
        assert "Daring ↓" in text
        assert "Novelty" not in text
        assert '<td class="num">1.5</td>' in text
        assert '<td class="num">2.8</td>' in text
    head = organizer.get(f"/{workshop.slug}/desk/decisions.csv").text.splitlines()[0]
    assert "reviews,daring,quality,impact,weighted,mean" in head


def test_choosing_undecided_drops_the_draft(organizer: Persona, page: str, paper: Paper) -> None:
    url = f"{page}papers/{paper.ref}/"
    organizer.post(url, {"do": "save", "outcome": "talk"})
    organizer.post(url, {"do": "save", "outcome": ""})
    assert not Decision.objects.exists()


def test_all_own_drafts_become_ready_at_once_and_nobody_elses(
    organizer: Persona, second: Persona, workshop: Workshop, page: str, paper: Paper
) -> None:
    other = complete_paper(workshop, UserFactory.create())
    DecisionFactory.create(paper=paper, by=organizer.user)
    DecisionFactory.create(paper=other, by=second.user)
    assert "1 decision is ready now." in organizer.post(f"{page}ready/", follow=True).text
    assert Decision.objects.get(paper=other).state == Decision.State.DRAFT


def test_sort_and_filter_stand_in_the_url(
    organizer: Persona, workshop: Workshop, page: str, paper: Paper, author: Persona
) -> None:
    best = reviewed_paper(workshop, author.user, reviewers=[UserFactory.create()], overall=5)
    weak = reviewed_paper(workshop, author.user, reviewers=[UserFactory.create()], overall=1)
    DecisionFactory.create(paper=best, by=organizer.user)
    assert numbers(organizer.get(f"{page}?sort=-overall")) == [best.number, weak.number, paper.number]
    assert numbers(organizer.get(f"{page}?sort=overall")) == [weak.number, best.number, paper.number]
    assert numbers(organizer.get(f"{page}?show=undecided")) == [paper.number, weak.number]
    assert numbers(organizer.get(f"{page}?sort=;drop&show=all'")) == [paper.number, best.number, weak.number]


def test_after_saving_one_is_back_in_the_same_view(organizer: Persona, page: str, paper: Paper) -> None:
    url = f"{page}papers/{paper.ref}/?show=undecided&sort=-overall&next=//evil.example"
    answer = organizer.post(url, {"do": "save", "outcome": "talk"})
    assert answer.headers["Location"] == f"{page}?show=undecided&sort=-overall#paper-{paper.number}"


def test_nothing_of_a_withheld_paper_changes_a_byte(
    organizer: Persona,
    organizer_in_conflict: Persona,
    workshop: Workshop,
    page: str,
    paper: Paper,
    outsider: Persona,
) -> None:
    ways = ("", "?sort=-overall", "?sort=spread", "?show=undecided", "?show=ready")
    reviewed_paper(workshop, outsider.user, reviewers=[UserFactory.create()], overall=3)
    before = {way: bare(organizer_in_conflict.get(page + way)) for way in ways}
    assert all("Handled by Olga Ferreira-Holm." in text for text in before.values())
    assert not any(paper.title in text for text in before.values())
    add_review(paper, UserFactory.create(), overall=5)
    DecisionFactory.create(paper=paper, by=organizer.user, state="ready")
    assert {way: bare(organizer_in_conflict.get(page + way)) for way in ways} == before
    url = f"{page}papers/{paper.ref}/"
    assert organizer_in_conflict.post(url, {"do": "undo"}).status_code == 404


def test_an_organizer_who_wrote_the_paper_learns_as_little(
    organizer: Persona, organizer_author: Persona, page: str, own_paper: Paper
) -> None:
    before = bare(organizer_author.get(page))
    add_review(own_paper, UserFactory.create(), overall=5)
    DecisionFactory.create(paper=own_paper, by=organizer.user, state="ready")
    assert bare(organizer_author.get(page)) == before


def test_its_queries_do_not_grow(
    organizer: Persona,
    organizer_author: Persona,
    own_paper: Paper,
    workshop: Workshop,
    page: str,
    django_assert_max_num_queries: DjangoAssertNumQueries,
) -> None:
    for _ in range(10):
        paper = reviewed_paper(workshop, UserFactory.create(), reviewers=[UserFactory.create()])
        DecisionFactory.create(paper=paper, by=organizer_author.user)
    with django_assert_max_num_queries(12):
        organizer_author.get(page)
