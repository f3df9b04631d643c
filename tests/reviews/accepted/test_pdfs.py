"""PDFs on the public list: none until an organizer says which, and never one that is not out."""

import pytest
from django.test import Client

from reviews.models import Agreement, Final, PublicPdfs
from submissions import clock
from submissions.models import Paper, Workshop
from tests.factories import DecisionFactory, ReleaseFactory
from tests.personas import Persona

pytestmark = pytest.mark.django_db


@pytest.fixture
def released(workshop: Workshop, paper: Paper, own_paper: Paper) -> Paper:
    """The paper of `author` is a talk, that of `organizer_author` is rejected."""
    for each, outcome in ((paper, "talk"), (own_paper, "reject")):
        DecisionFactory.create(paper=each, outcome=outcome, state="released", released_at=clock.now())
    ReleaseFactory.create(workshop=workshop)
    return paper


@pytest.fixture
def switch(workshop: Workshop) -> str:
    return f"/{workshop.slug}/desk/accepted/pdfs/"


def final(paper: Paper, *, errors: int | None, number: int = 1) -> Final:
    assert paper.current
    return Final.objects.create(
        paper=paper,
        number=number,
        file=paper.current.file.name,
        size=1,
        sha256="0" * 64,
        uploaded_by=paper.creator,
        errors=errors,
    )


def agree(paper: Paper) -> None:
    Agreement.objects.create(paper=paper, words="We agree.", name="Amara", by=paper.creator)


def status(client: Client, paper: Paper) -> int:
    answer = client.get(f"/{paper.workshop.slug}/accepted/{paper.number}.pdf")
    assert (answer.getvalue()[:5] == b"%PDF-") == (answer.status_code == 200)
    return answer.status_code


def test_there_are_none_until_an_organizer_says_so(
    visitor: Client, organizer: Persona, switch: str, released: Paper, own_paper: Paper
) -> None:
    assert status(visitor, released) == 404
    assert organizer.post(switch, {"which": "last"}).status_code == 302
    assert (status(visitor, released), status(visitor, own_paper)) == (200, 404)
    assert f"accepted/{released.number}.pdf" in visitor.get(f"/{released.workshop.slug}/accepted/").text
    assert (
        "1 of 1 paper can be downloaded" in organizer.get(f"/{released.workshop.slug}/desk/hand-over/").text
    )
    organizer.post(switch, {"which": "none"})
    assert status(visitor, released) == 404


@pytest.mark.parametrize("who", ["visitor", "outsider", "author", "reviewer"])
def test_nobody_but_an_organizer_says_so(
    request: pytest.FixtureRequest, switch: str, released: Paper, who: str
) -> None:
    request.getfixturevalue(who).post(switch, {"which": "last"})
    assert not PublicPdfs.objects.exists()


def test_a_final_version_is_shown_once_it_passed_and_its_licence_is_agreed_to(
    visitor: Client, organizer: Persona, switch: str, released: Paper
) -> None:
    organizer.post(switch, {"which": "final"})
    final(released, errors=0)
    assert status(visitor, released) == 404
    agree(released)
    assert status(visitor, released) == 200
    final(released, errors=2, number=2)
    assert status(visitor, released) == 200
    Final.objects.filter(number=1).delete()
    assert status(visitor, released) == 404


def test_before_the_release_it_is_as_if_there_were_no_paper(
    visitor: Client, organizer: Persona, workshop: Workshop, paper: Paper, switch: str
) -> None:
    PublicPdfs.objects.create(workshop=workshop, which="last", by=paper.creator)
    DecisionFactory.create(paper=paper, outcome="talk", state="ready")
    assert organizer.post(switch, {"which": "last"}).status_code == 404
    assert status(visitor, paper) == 404


def test_a_withdrawn_paper_takes_its_pdf_along(visitor: Client, workshop: Workshop, released: Paper) -> None:
    PublicPdfs.objects.create(workshop=workshop, which="last", by=released.creator)
    assert status(visitor, released) == 200
    Paper.objects.filter(pk=released.pk).update(state=Paper.State.WITHDRAWN, withdrawn_at=clock.now())
    assert status(visitor, released) == 404


def test_what_the_page_does_not_offer_changes_nothing(
    organizer: Persona, switch: str, released: Paper
) -> None:
    answer = organizer.post(switch, {"which": "originals"}, follow=True)
    assert "Nothing was changed" in answer.text
    assert not PublicPdfs.objects.exists()
