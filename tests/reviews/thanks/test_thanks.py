"""After release: what became of one's papers, thanks, and a certificate."""

import io

import pytest
from pypdf import PdfReader

from reviews.thanks.certificate import certificate
from reviews.thanks.services import send_thanks
from submissions import clock
from submissions.models import Letter, Paper, Workshop
from tests.factories import DecisionFactory, ReleaseFactory, ReviewFactory
from tests.personas import Persona


@pytest.fixture
def page(workshop: Workshop) -> str:
    return f"/{workshop.slug}/reviews/outcomes/"


@pytest.fixture
def pdf(workshop: Workshop) -> str:
    return f"/{workshop.slug}/reviews/certificate.pdf"


@pytest.fixture
def _released(workshop: Workshop, paper: Paper, reviewer: Persona) -> None:
    ReviewFactory.create(assignment=paper.assignments.get())
    DecisionFactory.create(paper=paper, outcome="talk", state="released", released_at=clock.now())
    ReleaseFactory.create(workshop=workshop)


def test_before_release_there_is_nothing(page: str, pdf: str, reviewer: Persona, paper: Paper) -> None:
    DecisionFactory.create(paper=paper, outcome="talk", state="ready")
    for address in (page, pdf):
        assert reviewer.get(address).status_code == 404


@pytest.mark.usefixtures("_released")
def test_a_reviewer_sees_the_outcome_and_no_author(
    page: str, reviewer: Persona, paper: Paper, author: Persona
) -> None:
    text = reviewer.get(page).text
    assert paper.title in text
    assert "accepted as a talk" in text
    assert author.user.name not in text
    assert page in reviewer.get(page.replace("outcomes/", "")).text


@pytest.mark.usefixtures("_released")
def test_the_certificate_names_the_reviewer_and_the_number_of_reviews(pdf: str, reviewer: Persona) -> None:
    answer = reviewer.get(pdf)
    text = PdfReader(io.BytesIO(answer.content)).pages[0].extract_text()
    assert "Ravi Tessaro" in text
    assert "one review" in text
    assert answer["Content-Disposition"].startswith("attachment")


@pytest.mark.usefixtures("_released")
def test_who_wrote_nothing_gets_no_certificate(
    pdf: str, reviewer_elsewhere: Persona, author: Persona
) -> None:
    for person in (reviewer_elsewhere, author):
        assert person.get(pdf).status_code == 404


def test_a_name_is_never_taken_for_markup() -> None:
    name = '#panic("x") Łukasz *Ñandú* $x$'
    made = certificate(name=name, workshop="W", title="T", reviews=2, day=clock.now().date())
    assert name in PdfReader(io.BytesIO(made)).pages[0].extract_text()


@pytest.mark.usefixtures("_released")
def test_reviewers_are_thanked_once_and_outside_the_outbox(
    reviewer: Persona, reviewer_elsewhere: Persona
) -> None:
    assert [send_thanks(), send_thanks()] == [1, 0]
    letter = Letter.objects.get(kind="review_thanks")
    assert (letter.to, letter.workshop_id) == (reviewer.user.email, None)
