import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from submissions.accounts.merging import merge
from submissions.models import Check, Conflict, Paper, Workshop
from tests.factories import (
    AssignmentFactory,
    DecisionFactory,
    EntryFactory,
    InvitationFactory,
    LetterFactory,
    PaperFactory,
    UserFactory,
    VersionFactory,
)
from tests.papers import add_review, complete_paper, reviewed_paper
from tests.personas import Persona
from tests.reviews.desk.bare import bare

pytestmark = pytest.mark.django_db

PAGES = [
    "",
    "papers/",
    "papers/?sort=-overall",
    "papers/?sort=reviews",
    "papers/?show=waiting",
    "history/",
    "mail/",
]


@pytest.fixture
def desk(workshop: Workshop) -> str:
    return f"/{workshop.slug}/desk/"


def test_it_is_the_one_404_for_everybody_but_organizers(
    outsider: Persona, author: Persona, reviewer: Persona, desk: str
) -> None:
    answers = {
        page: [who.get(desk + page).status_code for who in (outsider, author, reviewer)] for page in PAGES
    }
    assert answers == {page: [404, 404, 404] for page in PAGES}


def test_a_visitor_is_asked_to_sign_in(visitor: Client, desk: str) -> None:
    assert {page: visitor.get(desk + page).status_code for page in PAGES} == dict.fromkeys(PAGES, 302)


@pytest.mark.parametrize("who", ["organizer_author", "organizer_in_conflict"])
def test_nothing_of_a_withheld_paper_changes_a_byte(
    request: pytest.FixtureRequest, organizer: Persona, workshop: Workshop, desk: str, who: str
) -> None:
    client = request.getfixturevalue(who)
    hidden = request.getfixturevalue("own_paper" if who == "organizer_author" else "paper")
    reviewed_paper(workshop, UserFactory.create(), reviewers=[UserFactory.create()], overall=3)
    before = {page: bare(client.get(desk + page)) for page in PAGES}
    assert all(text.startswith("200") and hidden.title not in text for text in before.values())
    _disturb(hidden, organizer)
    assert {page: bare(client.get(desk + page)) for page in PAGES} == before


def _disturb(paper: Paper, organizer: Persona) -> None:
    """Everything that can happen to a paper during review."""
    add_review(paper, UserFactory.create(), overall=5)
    AssignmentFactory.create(paper=paper, reviewer=UserFactory.create(), state="draft", published_at=None)
    DecisionFactory.create(paper=paper, by=organizer.user, state="ready")
    Check.objects.filter(version__paper=paper).update(errors=3, status=Check.Status.FAILED)
    EntryFactory.create(workshop=paper.workshop, paper=paper, verb="review.submitted")
    LetterFactory.create(workshop=paper.workshop, paper=paper)


def test_a_quiet_desk_says_so(organizer: Persona, desk: str) -> None:
    assert "Nothing wants you today" in organizer.get(desk).text


def test_it_asks_what_is_to_be_done_with_a_link_to_each_answer(
    organizer: Persona, workshop: Workshop, desk: str, paper: Paper
) -> None:
    Check.objects.filter(version__paper=paper).update(errors=2)
    begun = PaperFactory.create(call=paper.call, workshop=workshop, number=90)
    begun.current = VersionFactory.create(paper=begun)
    begun.save()
    InvitationFactory.create(workshop=workshop)
    DecisionFactory.create(paper=paper, by=organizer.user, state="ready")
    text = organizer.get(desk).text
    for title in (
        "The check found something to fix",
        "Too few reviewers are named",
        "A draft holds a PDF but is not complete",
        "Decisions are ready to go out",
        "Invitations to review are not answered",
    ):
        assert title in text
    for link in (
        "checks/",
        "assignment/?show=short",
        "papers/?show=drafts",
        "release/",
        "people/",
    ):
        assert f'href="{desk}{link}"' in text


def test_papers_stand_in_one_table_with_their_state_check_reviews_and_decision(
    organizer: Persona, desk: str, paper: Paper
) -> None:
    add_review(paper, UserFactory.create(), overall=4)
    AssignmentFactory.create(paper=paper, reviewer=UserFactory.create())
    DecisionFactory.create(paper=paper, by=organizer.user)
    text = organizer.get(f"{desk}papers/").text
    assert f'href="{reverse("desk-paper", args=[paper.workshop.slug, paper.ref])}"' in text
    for words in ("submitted", "passed", "1 of 2 reviews", '<td class="num best">4.0</td>', "(my draft)"):
        assert words in text


def test_another_organizers_draft_decision_is_not_there(
    organizer: Persona, organizer_author: Persona, desk: str, paper: Paper
) -> None:
    before = bare(organizer.get(f"{desk}papers/"))
    DecisionFactory.create(paper=paper, by=organizer_author.user)
    assert bare(organizer.get(f"{desk}papers/")) == before


def test_history_names_who_did_what_to_which_paper(
    organizer: Persona, author: Persona, workshop: Workshop, desk: str, paper: Paper
) -> None:
    EntryFactory.create(
        workshop=workshop, paper=paper, actor=author.user, verb="paper.version", data={"number": 2}
    )
    EntryFactory.create(workshop=workshop, actor=None, verb="a.new_verb", data={"secret": "{actor}"})
    text = organizer.get(f"{desk}history/").text
    assert "<strong>Amara Okonkwo-Lind</strong> uploaded version 2 of" in text
    assert "<strong>The site</strong> a.new_verb" in text


def test_long_lists_come_in_pages(organizer: Persona, workshop: Workshop, desk: str) -> None:
    for number in range(60):
        LetterFactory.create(workshop=workshop, subject=f"Letter {number:03}")
    first, second = (organizer.get(f"{desk}mail/?page={page}").text for page in ("nonsense", "2"))
    assert "Letter 059" in first
    assert "Letter 000" not in first
    assert "?page=2" in first
    assert "Letter 000" in second


def test_letters_of_other_workshops_are_not_there(organizer: Persona, desk: str) -> None:
    LetterFactory.create(subject="From elsewhere")
    assert "From elsewhere" not in organizer.get(f"{desk}mail/").text


def test_what_people_typed_is_escaped(
    organizer: Persona, workshop: Workshop, desk: str, paper: Paper
) -> None:
    evil = "<script>alert(1)</script>"
    Paper.objects.filter(pk=paper.pk).update(title=evil)
    LetterFactory.create(workshop=workshop, subject=evil, body=evil)
    EntryFactory.create(workshop=workshop, paper=paper, verb="assignment.drafted", data={"reviewers": [evil]})
    for page in PAGES:
        assert "<script>alert" not in organizer.get(desk + page).text


def test_its_queries_do_not_grow(
    organizer_author: Persona,
    own_paper: Paper,
    workshop: Workshop,
    desk: str,
    django_assert_max_num_queries: DjangoAssertNumQueries,
) -> None:
    for _ in range(10):
        paper = reviewed_paper(workshop, UserFactory.create(), reviewers=[UserFactory.create()])
        complete_paper(workshop, UserFactory.create(), is_checked=False)
        DecisionFactory.create(paper=paper)
        EntryFactory.create(workshop=workshop, paper=paper)
        LetterFactory.create(workshop=workshop, paper=paper)
    for page in ("", "papers/", "history/", "mail/"):
        with django_assert_max_num_queries(12):
            organizer_author.get(desk + page)


def test_guesses_about_conflicts_wait_at_the_desk_of_those_who_may_settle_them(
    workshop: Workshop,
    paper: Paper,
    organizer: Persona,
    organizer_in_conflict: Persona,
    reviewer_elsewhere: Persona,
    desk: str,
) -> None:
    guess = {"paper": paper, "kind": "coauthor", "state": "proposed"}
    Conflict.objects.create(user=reviewer_elsewhere.user, **guess)
    assert "Likely conflicts wait for your word" in organizer.get(desk).text
    assert "Likely conflicts" not in organizer_in_conflict.get(desk).text
    Conflict.objects.create(user=organizer.user, **guess)
    assert "Likely conflicts" not in organizer.get(desk).text


def test_an_author_who_has_too_many_papers_once_two_accounts_are_one_is_told(
    organizer: Persona,
    organizer_in_conflict: Persona,
    workshop: Workshop,
    author: Persona,
    paper: Paper,
    desk: str,
) -> None:
    other = UserFactory.create()
    second = complete_paper(workshop, other, title="Another of Hers")
    workshop.calls.update(papers_per_author=1)
    words = "has more papers than the call allows"
    assert words not in organizer.get(desk).text
    merge(into=author.user, other=other)

    assert words in organizer.get(desk).text
    assert f"#{paper.number}, #{second.number}" in organizer.get(desk).text
    assert words not in organizer_in_conflict.get(desk).text
