"""Every format says the same: titles with accents, maths, quotes and formulas, many authors, single names."""

import csv
import io
import json
import re
import unicodedata

import openpyxl
import pytest
from bibtexparser.entrypoint import parse_string
from django.test import Client
from markdown_it import MarkdownIt
from pylatexenc.latex2text import LatexNodes2Text

from reviews.accepted.exports import export
from reviews.accepted.selectors import accepted_papers
from reviews.attendance import services as attending
from reviews.exchange.cells import armed
from submissions import clock
from submissions.models import Author, Paper, Workshop
from tests.factories import AuthorFactory, DecisionFactory, ReleaseFactory, UserFactory
from tests.papers import complete_paper

pytestmark = pytest.mark.django_db

TITLES = [
    "Überraschung für Łukasz: Größe, ﬁnesse & naïveté",
    "An $O(n \\log n)$ Bound for 50% of $\\ell_2$ Norms",
    'He Said "Merge": A_Study of {Braces} and #Tags ~ \\Slashes^2',
    '=HYPERLINK("http://evil.example";"x")',
    "联邦学习 and Café",
    "$5 and no more",
]


@pytest.fixture
def papers(workshop: Workshop) -> list[Paper]:
    found = []
    for at, title in enumerate(TITLES):
        paper = complete_paper(workshop, UserFactory.create(name="Sukarno"), title=title)
        DecisionFactory.create(
            paper=paper, outcome="poster" if at % 2 else "talk", state="released", released_at=clock.now()
        )
        found.append(paper)
    for at in range(2, 41):
        AuthorFactory.create(paper=found[0], position=at, name=f"José Núñez-O'Brien {at}", affiliation="UAM")
    Author.objects.filter(paper=found[1]).update(name="King, Martin and Sons")
    attending.answer(
        paper=found[1], state="registered", presenter_name="Sukarno", presenter_email="", proof="=1+1",
        remark="", version=0, by=None,
    )  # fmt: skip
    ReleaseFactory.create(workshop=workshop)
    return found


def of(workshop: Workshop, form: str, *, contacts: bool = True) -> bytes:
    return export(workshop, accepted_papers(workshop), form=form, with_contacts=contacts)


def as_row(paper: dict[str, object]) -> dict[str, str]:
    """A paper of the JSON as the tables have it."""
    authors = "; ".join(f"{one['name']} ({one['affiliation']})" for one in paper["authors"])  # type: ignore[attr-defined] # JSON
    contact: dict[str, str] = paper["contact"]  # type: ignore[assignment] # JSON
    names = ("title", "kind", "presentation", "presenter", "in_person", "registration", "last_change")
    return {
        **{name: str(paper[name]) for name in names},
        "number": str(paper["number"]),
        "authors": authors,
        "contact_name": contact["name"],
        "contact_email": contact["email"],
    }


def test_csv_and_xlsx_read_back_equal_to_the_json(workshop: Workshop, papers: list[Paper]) -> None:
    wanted = [as_row(paper) for paper in json.loads(of(workshop, "json"))["papers"]]
    text = of(workshop, "csv").decode("utf-8-sig")
    table = [
        {name: armed(cell) for name, cell in row.items()}
        for row in csv.DictReader(io.StringIO(text, newline=""))
    ]
    assert table == wanted
    sheet = openpyxl.load_workbook(io.BytesIO(of(workshop, "xlsx"))).active
    assert sheet
    head, *lines = sheet.iter_rows(values_only=True)
    assert [
        {str(name): str(cell or "") for name, cell in zip(head, line, strict=True)} for line in lines
    ] == wanted
    assert [paper["title"] for paper in json.loads(of(workshop, "json"))["papers"]] == TITLES


def test_no_cell_is_a_formula(workshop: Workshop, papers: list[Paper]) -> None:
    text = of(workshop, "csv").decode("utf-8-sig")
    cells = [cell for row in csv.reader(io.StringIO(text)) for cell in row]
    assert not [cell for cell in cells if cell.startswith(("=", "+", "-", "@"))]
    sheet = openpyxl.load_workbook(io.BytesIO(of(workshop, "xlsx"))).active
    assert sheet
    assert {cell.data_type for row in sheet.iter_rows() for cell in row} <= {"s", "n"}


@pytest.mark.parametrize("form", ["bibtex", "bibtex-latex"])
def test_bibtex_is_parsed_by_a_library(workshop: Workshop, papers: list[Paper], form: str) -> None:
    library = parse_string(of(workshop, form).decode())
    assert not library.failed_blocks
    assert len(library.entries) == len(TITLES)
    entry = library.entries[0].fields_dict
    assert len(entry["author"].value.split(" and ")) == 40
    assert entry["author"].value.startswith("{Sukarno} and ")
    assert library.entries[1].fields_dict["author"].value == "{King, Martin and Sons}"
    assert "$O(n \\log n)$" in library.entries[1].fields_dict["title"].value
    assert entry["year"].value if workshop.starts_on else "year" not in entry


@pytest.mark.parametrize("form", ["bibtex", "bibtex-latex"])
def test_titles_come_out_of_latex_as_they_went_in(workshop: Workshop, papers: list[Paper], form: str) -> None:
    library = parse_string(of(workshop, form).decode())
    read = LatexNodes2Text(math_mode="verbatim", keep_comments=True).latex_to_text
    shown = [read(entry.fields_dict["title"].value) for entry in library.entries]
    assert [letters(each) for each in shown] == [letters(title) for title in TITLES]


def letters(text: str) -> str:
    """What a reader reads: no spaces, no ligatures, one kind of quotes and of circumflex."""
    for shown, typed in (("“", '"'), ("”", '"'), ("\u02c6", "^")):
        text = text.replace(shown, typed)
    return re.sub(r"\s", "", unicodedata.normalize("NFKC", text))


def test_latex_letters_are_ascii_where_latex_has_a_command(workshop: Workshop, papers: list[Paper]) -> None:
    text = of(workshop, "bibtex-latex").decode()
    assert "Überraschung" not in text
    assert "Jos\\'e" in text


def test_capitals_stand_in_braces(workshop: Workshop, papers: list[Paper]) -> None:
    assert "{Überraschung} für {Łukasz:} {Größe,}" in of(workshop, "bibtex").decode()


def test_markdown_says_what_was_typed(workshop: Workshop, papers: list[Paper]) -> None:
    html = MarkdownIt().render(of(workshop, "md").decode())
    assert "<strong>He Said &quot;Merge&quot;: A_Study of {Braces} and #Tags ~ \\Slashes^2</strong>" in html
    assert html.count("<li>") == len(TITLES)


def test_html_stands_alone_and_nothing_typed_is_a_tag(workshop: Workshop, papers: list[Paper]) -> None:
    Paper.objects.filter(pk=papers[0].pk).update(title="<script>alert(1)</script>")
    html = of(workshop, "html").decode()
    assert "<script>" not in html
    assert html.count("<li") == len(TITLES)


def test_a_file_is_the_same_bytes_each_time_and_public_ones_carry_no_address(
    workshop: Workshop, papers: list[Paper]
) -> None:
    for form in ("csv", "xlsx", "json", "bibtex", "bibtex-latex", "md", "html"):
        assert of(workshop, form) == of(workshop, form), form
        if form != "xlsx":
            public = of(workshop, form, contacts=False)
            assert b"@example.org" not in public, form
            assert b"registered" not in public, form


def test_the_page_shows_abstracts(visitor: Client, workshop: Workshop, papers: list[Paper]) -> None:
    assert "Something was invented, and here it is told." in visitor.get(f"/{workshop.slug}/accepted/").text
