from submissions.models import Entry, Letter, Paper
from tests.personas import Persona
from tests.submissions.papers.forms import as_saved


def url(paper: Paper) -> str:
    return f"/{paper.workshop.slug}/papers/{paper.ref}/withdraw/"


def test_a_look_withdraws_nothing(author: Persona, paper: Paper) -> None:
    author.get(url(paper))

    paper.refresh_from_db()
    assert paper.state == "submitted"


def test_it_withdraws_logs_and_tells_every_author_once(
    author: Persona, co_author: Persona, paper: Paper
) -> None:
    author.post(url(paper))
    author.post(url(paper))

    paper.refresh_from_db()
    assert paper.state == "withdrawn"
    assert Entry.objects.filter(verb="paper.withdrawn").count() == 1
    recipients = sorted(letter.to for letter in Letter.objects.filter(kind="withdrawn"))
    assert recipients == sorted([author.user.email, co_author.user.email])


def test_a_withdrawn_paper_is_not_edited(author: Persona, paper: Paper) -> None:
    author.post(url(paper))
    response = author.post(
        f"/{paper.workshop.slug}/papers/{paper.ref}/edit/", as_saved(paper, paper.workshop)
    )

    assert response.status_code == 404


def test_a_reviewer_cannot(reviewer: Persona, paper: Paper) -> None:
    assert reviewer.post(url(paper)).status_code == 404
