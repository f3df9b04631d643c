"""The demo's world is whole: every reference resolves and nobody judges a colleague."""

from collections import Counter

import pypdf
import pytest

from fedgenai_site.demo import world
from fedgenai_site.demo.world import Paper, Version

WORLD = world.load()
VERSIONS = [version for paper in WORLD.papers for version in paper.versions]
each_paper = pytest.mark.parametrize("paper", WORLD.papers, ids=lambda paper: f"paper-{paper.number}")
each_version = pytest.mark.parametrize("version", VERSIONS, ids=lambda version: version.file)


def test_it_has_the_cast_that_the_demo_names() -> None:
    assert [person.email for person in WORLD.reviewers] == [f"reviewer{n}@example.org" for n in range(1, 13)]
    assert [person.email for person in WORLD.organizers] == [
        "organizer@example.org",
        *(f"organizer{n}@example.org" for n in range(2, 6)),
    ]
    assert "author1" in WORLD.people


def test_nobody_shares_a_name_an_address_or_an_orcid() -> None:
    people = WORLD.people.values()
    seen = Counter(value for person in people for value in (person.name, person.email, person.orcid) if value)
    assert [value for value, times in seen.items() if times > 1] == []


def test_every_address_is_reserved_for_examples() -> None:
    domains = {person.email.rpartition("@")[2] for person in WORLD.people.values()}
    assert {
        domain for domain in domains if domain != "example.org" and not domain.endswith(".example")
    } == set()


def test_the_papers_are_numbered_from_one_to_twenty_four() -> None:
    assert [paper.number for paper in WORLD.papers] == list(range(1, 25))


def test_every_state_occurs() -> None:
    assert Counter(paper.state for paper in WORLD.papers) == {"submitted": 20, "draft": 3, "withdrawn": 1}
    assert {review.state for paper in WORLD.papers for review in paper.reviews} == {
        "submitted",
        "draft",
        "not-started",
    }


@each_paper
def test_every_key_of_a_paper_names_somebody(paper: Paper) -> None:
    assert {*paper.authors, *(review.reviewer for review in paper.reviews)} <= set(WORLD.people)
    assert len(set(paper.authors)) == len(paper.authors) > 0


@each_paper
def test_the_first_author_or_a_co_author_can_sign_in(paper: Paper) -> None:
    assert any(person.has_account for person in WORLD.authors_of(paper))


@each_paper
def test_no_reviewer_judges_a_colleague(paper: Paper) -> None:
    assigned = [WORLD.people[review.reviewer] for review in paper.reviews]
    assert [person.key for person in assigned if WORLD.in_conflict(person, paper)] == []


@each_paper
def test_a_submitted_review_is_complete(paper: Paper) -> None:
    for review in paper.reviews:
        scores = (review.novelty, review.quality, review.impact, review.overall, review.confidence)
        if review.state == "submitted":
            assert all(score in range(1, 6) for score in scores)
            assert review.strengths
            assert review.weaknesses
        if review.state == "not-started":
            assert set(scores) == {None}


@each_paper
def test_an_abstract_has_the_usual_length(paper: Paper) -> None:
    assert 120 <= len(paper.abstract.split()) <= 180


def test_a_submitted_paper_has_what_the_form_asks_for() -> None:
    submitted = [paper for paper in WORLD.papers if paper.state == "submitted"]
    assert [paper.number for paper in submitted if not (paper.versions and paper.topics)] == []


def test_one_organizer_submits_and_another_is_in_conflict_with_one_paper() -> None:
    conflicts = {
        person.key: [paper.number for paper in WORLD.papers if WORLD.in_conflict(person, paper)]
        for person in WORLD.organizers
    }
    assert conflicts == {
        "organizer": [],
        "organizer2": [9],
        "organizer3": [10],
        "organizer4": [],
        "organizer5": [],
    }
    assert "organizer2" in WORLD.papers[8].authors


@each_version
def test_every_pdf_opens_and_has_the_stated_pages(version: Version) -> None:
    assert len(pypdf.PdfReader(version.path).pages) == version.pages


def test_the_pdfs_stay_small_and_none_is_left_over() -> None:
    files = sorted(world.pdf(".").iterdir())
    assert [file.name for file in files] == sorted(version.file for version in VERSIONS)
    assert sum(file.stat().st_size for file in files) <= 2_000_000
