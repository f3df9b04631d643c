import pytest

from reviews.decisions import letters
from reviews.decisions.models import Decision
from reviews.decisions.selectors import released_outcome
from reviews.discussion.pseudonyms import pseudonyms
from reviews.models import Assignment, Comment
from submissions import clock
from submissions.models import Letter, Paper, Workshop
from tests.factories import DecisionFactory, ReleaseFactory, UserFactory
from tests.papers import add_review
from tests.personas import Persona

pytestmark = pytest.mark.django_db


@pytest.fixture
def page(workshop: Workshop, paper: Paper) -> str:
    return f"/{workshop.slug}/papers/{paper.ref}/outcome/"


def let_out(decision: Decision) -> None:
    decision.state, decision.released_at = Decision.State.RELEASED, clock.now()
    decision.save()
    ReleaseFactory.create(workshop=decision.paper.workshop)


@pytest.mark.parametrize("state", [None, "draft", "ready"])
def test_before_release_it_is_not_there_for_its_own_author(
    author: Persona, page: str, paper: Paper, state: str | None
) -> None:
    missing = author.get(page.replace(paper.ref, "23456789abcdefgh"))
    if state:
        DecisionFactory.create(paper=paper, state=state)
    assert author.get(page).status_code == missing.status_code == 404
    assert released_outcome(paper.pk) is None


def test_after_release_its_authors_read_decision_note_and_reviews_without_names(
    author: Persona, co_author: Persona, page: str, paper: Paper
) -> None:
    review = add_review(paper, UserFactory.create(name="Secret Reviewer"))
    review.answers["to_organizers"] = "Between us: weak."
    review.save()
    let_out(DecisionFactory.create(paper=paper, outcome="poster", note="Bring large paper."))
    for client in (author, co_author):
        text = client.get(page).text
        assert "accepted as a poster" in text
        assert "Bring large paper." in text
        assert "It is clear." in text
        assert "Secret Reviewer" not in text
        assert "Between us" not in text


def test_a_reviewer_has_one_name_in_the_review_the_letter_and_the_discussion(
    author: Persona, page: str, paper: Paper
) -> None:
    for grade in (2, 4):
        add_review(paper, UserFactory.create(), overall=grade)
    seats = Assignment.objects.filter(paper=paper)
    Comment.objects.create(paper=paper, seat=seats[0], text="Count them.", visible="authors")
    decision = DecisionFactory.create(paper=paper, outcome="poster")
    letters.send(decision)
    let_out(decision)
    text, (letter, *_) = author.get(page).text, Letter.objects.filter(kind="decision")
    names = pseudonyms(paper.pk)
    assert [text.count(f"<h3>{names[seat.pk]}</h3>") for seat in seats] == [2, 1]
    assert all(f"\n{names[seat.pk]}\n" in letter.body for seat in seats)


@pytest.mark.parametrize("who", ["outsider", "reviewer", "organizer", "organizer_in_conflict"])
def test_nobody_else_reads_it(request: pytest.FixtureRequest, page: str, paper: Paper, who: str) -> None:
    let_out(DecisionFactory.create(paper=paper))
    assert request.getfixturevalue(who).get(page).status_code == 404


def test_an_organizer_who_wrote_the_paper_reads_it_as_its_author(
    organizer_author: Persona, workshop: Workshop, own_paper: Paper
) -> None:
    let_out(DecisionFactory.create(paper=own_paper))
    assert organizer_author.get(f"/{workshop.slug}/papers/{own_paper.ref}/outcome/").status_code == 200


def test_a_draft_review_is_no_review(paper: Paper) -> None:
    review = add_review(paper, UserFactory.create())
    review.submitted_at = None
    review.save()
    let_out(DecisionFactory.create(paper=paper))
    outcome = released_outcome(paper.pk)
    assert outcome
    assert outcome.reviews == ()
