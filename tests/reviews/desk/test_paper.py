import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from reviews.assignment.models import Assignment
from submissions.models import Check, Conflict, Paper, Version, Workshop
from tests.factories import AuthorFactory, DecisionFactory, EntryFactory, ReviewRevisionFactory, UserFactory
from tests.papers import add_review, add_version, small_pdf
from tests.personas import Persona
from tests.reviews.desk.bare import bare

pytestmark = pytest.mark.django_db

PARTS = ["", "check/", "reviews/", "history/"]
FILES = ["original.pdf", "blind.pdf", "pages/1"]


@pytest.fixture
def page(workshop: Workshop, paper: Paper) -> str:
    return f"/{workshop.slug}/desk/papers/{paper.ref}/"


@pytest.fixture
def files(workshop: Workshop, paper: Paper) -> list[str]:
    version = paper.current
    assert version
    return [f"/{workshop.slug}/desk/versions/{version.ref}/{name}" for name in FILES]


@pytest.mark.parametrize("who", ["outsider", "author", "reviewer", "organizer_in_conflict"])
def test_only_its_handlers_open_it(
    request: pytest.FixtureRequest, page: str, files: list[str], who: str
) -> None:
    client = request.getfixturevalue(who)
    assert {client.get(url).status_code for url in [*(page + part for part in PARTS), *files]} == {404}


def test_its_author_does_not_open_it_as_organizer(
    organizer_author: Persona, workshop: Workshop, own_paper: Paper
) -> None:
    assert own_paper.current
    urls = [f"papers/{own_paper.ref}/{part}" for part in PARTS]
    urls += [f"versions/{own_paper.current.ref}/{name}" for name in FILES]
    answers = {organizer_author.get(f"/{workshop.slug}/desk/{url}").status_code for url in urls}
    assert answers == {404}


def test_missing_and_withheld_answer_alike(organizer_in_conflict: Persona, page: str, paper: Paper) -> None:
    missing = "23456789abcdefgh"
    answers = [organizer_in_conflict.get(page.replace(paper.ref, ref)) for ref in (paper.ref, missing)]
    withheld, absent = (bare(answer) for answer in answers)
    assert withheld.replace(paper.ref, missing) == absent


def test_a_visitor_is_asked_to_sign_in(visitor: Client, page: str) -> None:
    assert visitor.get(page).status_code == 302


def test_it_shows_authors_and_every_version(organizer: Persona, page: str, paper: Paper) -> None:
    add_version(paper, small_pdf("Second."), is_checked=False)
    text = organizer.get(page).text
    assert "Amara Okonkwo-Lind" in text
    assert "amara.okonkwo-lind@example.org" in text
    assert [version.ref in text for version in Version.objects.filter(paper=paper)] == [True, True]
    assert "The reviewers' copy is being made." in text


def test_files_come_as_downloads_under_neutral_names(
    organizer: Persona, files: list[str], paper: Paper
) -> None:
    original, blind, picture = (organizer.get(url) for url in files)
    name = f"fedgenai-ijcai-25-paper-{paper.number}-v1"
    assert original.headers["Content-Disposition"] == f'attachment; filename="{name}-original.pdf"'
    assert blind.headers["Content-Disposition"] == f'attachment; filename="{name}-blind.pdf"'
    assert picture.headers["Content-Type"] == "image/webp"
    for answer in (original, blind, picture):
        assert answer.headers["X-Content-Type-Options"] == "nosniff"
        assert answer.getvalue()


def test_a_copy_that_is_not_made_yet_is_missing(organizer: Persona, files: list[str], paper: Paper) -> None:
    Version.objects.filter(paper=paper).update(blind_file="")
    assert organizer.get(files[1]).status_code == 404


def test_the_check_part_shows_findings_beside_the_page(organizer: Persona, page: str, paper: Paper) -> None:
    check = Check.objects.get(version__paper=paper)
    check.errors = 1
    check.report["findings"] = [
        {
            "rule": "AN-002",
            "severity": "error",
            "page": 1,
            "box": [10, 10, 50, 20],
            "text": "a name",
            "message": "An author's name stands here.",
            "fix": "Take it out.",
            "key": "AN-002:1:10:10",
        }
    ]
    check.save()
    text = organizer.get(f"{page}check/").text
    assert "An author's name stands here." in text or "An author&#x27;s name stands here." in text
    assert "/pages/1" in text


def test_the_reviews_part_names_reviewers_conflicts_and_decision(
    organizer: Persona, page: str, paper: Paper, organizer_in_conflict: Persona
) -> None:
    review = add_review(paper, UserFactory.create(name="Ravi Tessaro"))
    review.answers["to_organizers"] = "Between us: weak."
    review.save()
    DecisionFactory.create(paper=paper, by=organizer.user, note="Well done.")
    text = organizer.get(f"{page}reviews/").text
    for words in ("Ravi Tessaro", "Between us: weak.", "Ottilie Brandvold", "Wrote together.", "(my draft)"):
        assert words in text


def test_a_changed_review_has_its_history_and_one_taken_back_is_said(
    organizer: Persona, page: str, paper: Paper
) -> None:
    review = add_review(paper, UserFactory.create(name="Ravi Tessaro"))
    ReviewRevisionFactory.create(review=review, data={"strengths": "It was unclear at first."})
    gone = add_review(paper, UserFactory.create(name="Sven Achterberg"))
    Assignment.objects.filter(pk=gone.assignment.pk).update(state=Assignment.State.REMOVED)
    text = organizer.get(f"{page}reviews/").text
    assert "1 earlier version" in text
    assert "It was unclear at first." in text
    assert "no longer on it" in text


def test_another_handlers_draft_decision_is_not_shown(
    organizer: Persona, organizer_author: Persona, page: str, paper: Paper
) -> None:
    DecisionFactory.create(paper=paper, by=organizer_author.user, note="Not for others.")
    assert "Not for others." not in organizer.get(f"{page}reviews/").text


def test_the_history_part_tells_of_this_paper_alone(
    organizer: Persona, author: Persona, workshop: Workshop, page: str, paper: Paper, own_paper: Paper
) -> None:
    EntryFactory.create(workshop=workshop, paper=paper, actor=author.user, verb="paper.submitted")
    EntryFactory.create(workshop=workshop, paper=own_paper, verb="paper.withdrawn")
    text = organizer.get(f"{page}history/").text
    assert "<strong>Amara Okonkwo-Lind</strong> submitted" in text
    assert "withdrew" not in text


def test_its_queries_do_not_grow(
    organizer: Persona,
    page: str,
    paper: Paper,
    django_assert_max_num_queries: DjangoAssertNumQueries,
) -> None:
    for position in range(10):
        add_review(paper, UserFactory.create())
        add_version(paper, small_pdf(), is_checked=position % 2 == 0)
        AuthorFactory.create(paper=paper, position=10 + position)
        Conflict.objects.create(paper=paper, user=UserFactory.create(), kind="declared")
        EntryFactory.create(workshop=paper.workshop, paper=paper)
    for part in PARTS:
        with django_assert_max_num_queries(12):
            organizer.get(page + part)
