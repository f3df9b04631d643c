"""Reading a paper: its page, its pictures, its file."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from reviews.assignment.models import Assignment
from submissions import clock
from submissions.models import Paper, Version, Workshop
from tests.factories import ConflictFactory, PageFactory, UserFactory
from tests.papers import add_review
from tests.personas import Persona

PATHS = ("", "paper.pdf", "pages/1")


def body(person: Client, url: str) -> str:
    return person.get(url).content.decode()


def status(person: Client, url: str) -> int:
    response = person.get(url)
    list(response)  # a file is closed once it was read
    return response.status_code


@pytest.mark.parametrize("path", PATHS)
def test_only_its_reviewer_gets_anything(
    path: str,
    url: str,
    reviewer: Persona,
    reviewer_elsewhere: Persona,
    author: Persona,
    co_author: Persona,
    organizer: Persona,
    organizer_in_conflict: Persona,
    outsider: Persona,
) -> None:
    assert status(reviewer, url + path) == 200
    for person in (reviewer_elsewhere, author, co_author, organizer, organizer_in_conflict, outsider):
        assert status(person, url + path) == 404


@pytest.mark.parametrize("path", PATHS)
def test_a_visitor_signs_in_first(path: str, url: str, visitor: Client) -> None:
    assert visitor.get(url + path).status_code == 302


def no_longer(person: Persona, url: str) -> None:
    """The paper is shut; the page of the review says so, and tells no more of it than its number."""
    for path in PATHS:
        assert person.get(url + path).status_code == (404 if path else 410)


def test_an_assignment_that_was_removed_shuts_the_paper(url: str, reviewer: Persona) -> None:
    Assignment.objects.update(state=Assignment.State.REMOVED)
    no_longer(reviewer, url)


def test_a_paper_found_to_be_in_conflict_is_shut(url: str, reviewer: Persona, paper: Paper) -> None:
    ConflictFactory.create(paper=paper, user=reviewer.user)
    no_longer(reviewer, url)
    assert paper.title not in body(reviewer, url)


def test_the_page_names_no_author(url: str, reviewer: Persona, author: Persona, co_author: Persona) -> None:
    for page in (body(reviewer, url), body(reviewer, url + "?view=text")):
        for person in (author.user, co_author.user):
            assert person.name not in page
            assert person.email not in page
            assert person.affiliation not in page


def test_it_hands_out_the_blind_copy_under_a_neutral_name(
    url: str, reviewer: Persona, workshop: Workshop, paper: Paper
) -> None:
    assert paper.current is not None
    with paper.current.blind_file.open("wb") as copy:
        copy.write(b"%PDF blind")
    response = reviewer.get(url + "paper.pdf")
    assert b"".join(response) == b"%PDF blind"
    assert response["Content-Disposition"] == f'attachment; filename="{workshop.slug}-paper-1.pdf"'
    assert response["X-Content-Type-Options"] == "nosniff"
    assert "no-store" in response["Cache-Control"]


def test_without_a_copy_it_says_so_and_never_gives_the_original(url: str, reviewer: Persona) -> None:
    Version.objects.update(blind_file="")
    assert "copy is being made" in body(reviewer, url)
    assert reviewer.get(url + "paper.pdf").status_code == 404
    assert reviewer.get(url + "pages/1").status_code == 404


def test_it_shows_the_pages_and_their_text(url: str, reviewer: Persona, paper: Paper) -> None:
    PageFactory.create(version=paper.current, number=2, text="In <b>theory</b>.")
    page = body(reviewer, url)
    assert f'src="{url}pages/2"' in page
    assert "In &lt;b&gt;theory&lt;/b&gt;." in body(reviewer, url + "?view=text")
    assert reviewer.get(url + "pages/3").status_code == 404


def test_a_withdrawn_paper_is_closed(
    url: str, reviewer: Persona, typed: dict[str, str], author: Persona
) -> None:
    Paper.objects.update(state="withdrawn", withdrawn_at=clock.now())
    page = body(reviewer, url)
    assert "has left the review" in page
    assert "<textarea" not in page
    assert author.user.name not in page
    assert reviewer.get(url + "paper.pdf").status_code == 404
    assert reviewer.post(url, typed | {"do": "submit"}).status_code == 403


def test_it_escapes_what_an_author_typed(url: str, reviewer: Persona) -> None:
    Paper.objects.update(title="<script>alert(1)</script>", abstract="<img src=x onerror=alert(2)>")
    page = body(reviewer, url)
    assert "<script>alert" not in page
    assert "<img src=x" not in page


def test_others_reviews_leave_no_trace(
    url: str, reviewer: Persona, paper: Paper, workshop: Workshop, typed: dict[str, str]
) -> None:
    reviewer.post(url, typed | {"do": "submit"})
    reviewer.get(url)
    before = body(reviewer, url)
    add_review(paper, UserFactory.create(name="Another Person"), overall=1)
    assert without_tokens(body(reviewer, url)) == without_tokens(before)


def without_tokens(page: str) -> list[str]:
    return [
        line for line in page.splitlines() if "csrfmiddlewaretoken" not in line and "data-now" not in line
    ]


def test_it_asks_as_often_for_nine_pages_as_for_one(url: str, reviewer: Persona, paper: Paper) -> None:
    with CaptureQueriesContext(connection) as first:
        reviewer.get(url)
    assert len(first) <= 12
    with CaptureQueriesContext(connection) as one:
        reviewer.get(url)
    for number in range(2, 10):
        PageFactory.create(version=paper.current, number=number)
    with CaptureQueriesContext(connection) as nine:
        reviewer.get(url)
    assert len(one) == len(nine) <= 12


def test_looking_changes_nothing(url: str, reviewer: Persona, assignment: Assignment) -> None:
    reviewer.get(url)
    reviewer.head(url)
    assert not hasattr(Assignment.objects.get(pk=assignment.pk), "review")
