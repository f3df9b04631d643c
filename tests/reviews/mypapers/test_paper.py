from dataclasses import replace

import pytest
from django.test import Client

from reviews.models import Decision
from submissions.checks import Finding
from submissions.jobs import services as jobs
from submissions.models import Paper, Workshop
from tests.factories import NOTHING_FOUND, AssignmentFactory, CheckFactory
from tests.papers import add_review, add_version, complete_paper, small_pdf
from tests.personas import Persona
from tests.responses import body, normalised, query_count


def url(paper: Paper, rest: str = "") -> str:
    return f"/{paper.workshop.slug}/papers/{paper.ref}/{rest}"


@pytest.mark.parametrize("who", ["author", "co_author"])
def test_its_authors_open_it(who: str, paper: Paper, request: pytest.FixtureRequest) -> None:
    client: Persona = request.getfixturevalue(who)

    assert paper.title in client.get(url(paper)).content.decode()


@pytest.mark.parametrize(
    "who", ["reviewer", "reviewer_elsewhere", "organizer", "organizer_in_conflict", "outsider"]
)
@pytest.mark.parametrize("rest", ["", "status/", "edit/", "withdraw/"])
def test_to_everybody_else_it_is_not_there(
    who: str, rest: str, paper: Paper, request: pytest.FixtureRequest
) -> None:
    client: Persona = request.getfixturevalue(who)
    theirs = client.get(url(paper, rest))
    missing = client.get(f"/{paper.workshop.slug}/papers/{'z' * 16}/{rest}")

    assert (theirs.status_code, missing.status_code) == (404, 404)
    assert normalised(theirs) == normalised(missing)


def test_a_visitor_is_asked_to_sign_in(visitor: Client, paper: Paper) -> None:
    assert visitor.get(url(paper)).status_code == 302


def test_it_says_received_checked_and_what_is_missing(author: Persona, paper: Paper) -> None:
    page = author.get(url(paper)).content.decode()

    assert "Version 1" in page
    assert "Nothing to fix" in page
    assert "Your paper counts as submitted" in page


def test_while_it_waits_it_polls_and_once_settled_it_does_not(author: Persona, paper: Paper) -> None:
    settled = author.get(url(paper, "status/")).content.decode()
    add_version(paper, small_pdf("Again."), is_checked=False)
    assert paper.current_id is not None
    jobs.enqueue("check.pdf", paper.current_id)
    waiting = author.get(url(paper, "status/")).content.decode()

    assert "hx-get" in waiting
    assert "Received; waiting for a checker" in waiting
    assert "hx-get" not in settled


def test_a_finding_shows_its_page_words_and_how_to_fix_it(author: Persona, paper: Paper) -> None:
    finding = Finding(
        "AN-002", "error", "An address stands there.", "Take it out.", 1, (10, 10, 90, 20), "a@b.example"
    )
    report = replace(NOTHING_FOUND, findings=(finding,))
    CheckFactory.create(version=paper.current, report=report.to_dict(), errors=1)
    page = author.get(url(paper)).content.decode()

    for words in ("1 to fix", "page 1", "An address stands there.", "Take it out.", "a@b.example", "<rect"):
        assert words in page


def test_text_from_a_pdf_is_escaped(author: Persona, paper: Paper) -> None:
    finding = Finding("AN-002", "error", "<b>m</b>", "<i>f</i>", 1, None, "<script>alert(1)</script>")
    report = replace(NOTHING_FOUND, findings=(finding,))
    CheckFactory.create(version=paper.current, report=report.to_dict(), errors=1)
    page = author.get(url(paper)).content.decode()

    assert "<script>alert" not in page
    assert "<b>m</b>" not in page


def test_the_picture_of_a_page_is_for_its_authors(author: Persona, outsider: Persona, paper: Paper) -> None:
    assert paper.current is not None
    address = f"/{paper.workshop.slug}/papers/versions/{paper.current.ref}/pages/1.webp"
    mine = author.get(address)

    assert body(mine)
    assert (mine.status_code, mine.headers["Content-Type"]) == (200, "image/webp")
    assert outsider.get(address).status_code == 404


def test_before_release_reviews_and_decisions_change_no_byte(
    author: Persona, paper: Paper, organizer: Persona, reviewer_elsewhere: Persona
) -> None:
    pages = [url(paper), url(paper, "status/"), f"/{paper.workshop.slug}/papers/"]
    before = [normalised(author.get(page)) for page in pages]
    AssignmentFactory.create(paper=paper, reviewer=organizer.user)
    add_review(paper, reviewer_elsewhere.user)
    Decision.objects.create(paper=paper, by=organizer.user, outcome="talk", state="ready")

    assert [normalised(author.get(page)) for page in pages] == before


def test_the_list_takes_the_same_queries_for_any_number(author: Persona, workshop: Workshop) -> None:
    counts = []
    for more in (1, 2, 7):
        for _ in range(more):
            complete_paper(workshop, author.user)
        counts.append(query_count(author, f"/{workshop.slug}/papers/"))

    assert counts[0] <= 12
    assert counts == [counts[0]] * 3


def test_a_paper_takes_at_most_twelve_queries(author: Persona, paper: Paper) -> None:
    assert query_count(author, url(paper)) <= 12


def test_its_sheet_holds_what_was_received(author: Persona, outsider: Persona, paper: Paper) -> None:
    assert paper.current is not None
    Workshop.objects.update(questions=[{"key": "code", "words": "Where is your code?", "kind": "text"}])
    Paper.objects.update(
        answers={"code": "In the supplement"}, llm_use="For the grammar.", other_topic="Tides"
    )
    page = author.get(f"{url(paper)}sheet/").content.decode()

    assert paper.current.sha256 in page
    for words in ("Where is your code?", "In the supplement", "For the grammar.", "Tides"):
        assert words in page
        assert words in author.get(url(paper)).content.decode()
    assert outsider.get(f"{url(paper)}sheet/").status_code == 404
