import csv
import io
import json
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from reviews.accepted.exports import FORMATS
from reviews.exchange.cells import armed, defused
from submissions import clock
from submissions.models import Author, Paper, Workshop
from tests.factories import DecisionFactory, ReleaseFactory, UserFactory
from tests.papers import complete_paper
from tests.personas import Persona

pytestmark = pytest.mark.django_db

FILES = ["accepted/papers.csv", "accepted/papers.json"]
DESK_FILES = ["desk/accepted.csv", "desk/accepted.json"]


@pytest.fixture
def page(workshop: Workshop) -> str:
    return f"/{workshop.slug}/accepted/"


def accept(paper: Paper, outcome: str = "talk") -> None:
    DecisionFactory.create(paper=paper, outcome=outcome, state="released", released_at=clock.now())


@pytest.fixture
def released(workshop: Workshop, paper: Paper, own_paper: Paper) -> Paper:
    """The paper of `author` is a talk, that of `organizer_author` is rejected."""
    accept(paper)
    accept(own_paper, "reject")
    ReleaseFactory.create(workshop=workshop)
    return paper


@pytest.mark.parametrize("who", ["visitor", "organizer", "author"])
def test_before_release_it_is_not_there_for_anybody(
    request: pytest.FixtureRequest, workshop: Workshop, paper: Paper, who: str
) -> None:
    client = request.getfixturevalue(who)
    missing = client.get("/no-such-workshop/accepted/").content
    for url in ("accepted/", *FILES):
        answer = client.get(f"/{workshop.slug}/{url}")
        assert answer.status_code == 404
    DecisionFactory.create(paper=paper, state="ready")
    assert client.get(f"/{workshop.slug}/accepted/").status_code == 404
    assert b"accepted" not in missing.lower()


def test_after_release_a_visitor_reads_titles_and_authors_in_order(
    visitor: Client, page: str, released: Paper, own_paper: Paper
) -> None:
    text = visitor.get(page).text
    assert released.title in text
    assert text.index("Amara Okonkwo-Lind") < text.index("Bastien Kowalczuk")
    assert "@" not in text.split("<main", 1)[1].split("</main>")[0]
    assert own_paper.title not in text


def test_public_files_carry_no_address_and_agree_with_the_page(
    visitor: Client, workshop: Workshop, released: Paper
) -> None:
    table, data = (visitor.get(f"/{workshop.slug}/{url}").content for url in FILES)
    assert b"@" not in table + data
    (row,) = csv.DictReader(io.StringIO(table.decode("utf-8-sig")))
    assert row["title"] == released.title
    assert row["presentation"] == "talk"
    assert row["authors"].startswith("Amara Okonkwo-Lind (")
    loaded = json.loads(data)
    assert loaded["v"] == 1
    assert [author["name"] for author in loaded["papers"][0]["authors"]] == [
        "Amara Okonkwo-Lind",
        "Bastien Kowalczuk",
    ]


def test_files_are_downloads_with_a_neutral_name(
    visitor: Client, workshop: Workshop, released: Paper
) -> None:
    answer = visitor.get(f"/{workshop.slug}/{FILES[0]}")
    assert answer.headers["Content-Disposition"] == ('attachment; filename="fedgenai-ijcai-25-accepted.csv"')
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.content.startswith(b"\xef\xbb\xbf")


def test_the_organizers_files_name_the_contact_and_are_the_same_for_each(
    organizer: Persona, organizer_in_conflict: Persona, organizer_author: Persona,
    workshop: Workshop, released: Paper,
) -> None:  # fmt: skip
    for url in DESK_FILES:
        answers = {
            client.get(f"/{workshop.slug}/{url}").content
            for client in (organizer, organizer_in_conflict, organizer_author)
        }
        assert len(answers) == 1
        assert b"amara.okonkwo-lind@example.org" in answers.pop()


def test_nobody_else_gets_contacts(
    outsider: Persona, author: Persona, reviewer: Persona, workshop: Workshop, released: Paper
) -> None:
    for url in DESK_FILES:
        for who in (outsider, author, reviewer):
            assert who.get(f"/{workshop.slug}/{url}").status_code == 404, (url, who.user.name)


def test_the_command_writes_the_same_bytes(
    organizer: Persona, visitor: Client, workshop: Workshop, released: Paper, tmp_path: Path
) -> None:
    target = tmp_path / "accepted"
    for form in FORMATS:
        asked = ("export", workshop.slug, "accepted", "--format", form, "-o", str(target))
        call_command(*asked)
        page = reverse(f"desk-accepted-{form}", args=[workshop.slug])
        assert target.read_bytes() == organizer.get(page).content, form
        call_command(*asked, "--public")
        page = reverse(f"accepted-{form}", args=[workshop.slug])
        assert target.read_bytes() == visitor.get(page).content, form


def test_the_command_writes_to_standard_output(
    workshop: Workshop, released: Paper, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    call_command("export", workshop.slug, "accepted", "--format", "json")
    assert json.loads(capfdbinary.readouterr().out)["workshop"]["slug"] == workshop.slug


def test_the_command_says_so_before_release(workshop: Workshop) -> None:
    with pytest.raises(CommandError, match="not released"):
        call_command("export", workshop.slug, "accepted")


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r", " =", "\uff1d"])
def test_a_cell_that_begins_like_a_formula_is_defused(start: str) -> None:
    assert defused(f"{start}HYPERLINK(1)") == f"'{start}HYPERLINK(1)"
    assert armed(defused(f"{start}HYPERLINK(1)")) == f"{start}HYPERLINK(1)"
    assert defused(f"Plain {start}") == f"Plain {start}"


def test_formulas_in_titles_and_names_are_defused_in_the_file(
    visitor: Client, workshop: Workshop, released: Paper
) -> None:
    Paper.objects.filter(pk=released.pk).update(title='=HYPERLINK("http://evil.example")')
    Author.objects.filter(paper=released, position=1).update(name="@SUM(A1)")
    content = visitor.get(f"/{workshop.slug}/{FILES[0]}").content.decode("utf-8-sig")
    (row,) = csv.DictReader(io.StringIO(content))
    assert row["title"].startswith("'=")
    assert row["authors"].startswith("'@")


def test_a_withdrawn_paper_leaves_the_list(visitor: Client, page: str, released: Paper) -> None:
    Paper.objects.filter(pk=released.pk).update(state="withdrawn", withdrawn_at=clock.now())
    assert released.title not in visitor.get(page).text


def test_what_people_typed_is_escaped(visitor: Client, page: str, released: Paper) -> None:
    Paper.objects.filter(pk=released.pk).update(title="<script>alert(1)</script>")
    assert "<script>alert" not in visitor.get(page).text


def test_its_queries_do_not_grow(
    organizer: Persona,
    workshop: Workshop,
    page: str,
    django_assert_max_num_queries: DjangoAssertNumQueries,
) -> None:
    for _ in range(10):
        accept(complete_paper(workshop, UserFactory.create(), UserFactory.create()))
    ReleaseFactory.create(workshop=workshop)
    with django_assert_max_num_queries(12):
        organizer.get(page)
    with django_assert_max_num_queries(12):
        organizer.get(f"/{workshop.slug}/desk/accepted.csv")
