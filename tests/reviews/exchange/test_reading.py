import io
import json
import zipfile
from collections.abc import Sequence
from datetime import datetime
from functools import partial

import pytest
from openpyxl import Workbook

from reviews.exchange import Bundle, Entry, Refused, entries_of_zip, read
from reviews.exchange import scores as scoring
from reviews.exchange.markup import plain
from reviews.exchange.sections import Part, joined, parted
from reviews.exchange.unpacking import paper_number
from tests.reviews.intake.synthetic import COLUMNS, as_csv, bundle


def told(**files: str | bytes) -> Bundle:
    """Names of files come as keywords, with `__` for the dot."""
    contents = {name: data if isinstance(data, bytes) else data.encode() for name, data in files.items()}
    return read(Entry(name.replace("__", "."), partial(bytes, data), "") for name, data in contents.items())


def table(name: str, *rows: list[str]) -> str:
    return as_csv(COLUMNS[name].split(","), rows)


def paper(number: int, title: str = "A title") -> list[str]:
    return [str(number), title, "A", "2025-05-01 10:00", "", "", "", "", "no", "", "Words.", "no"]


def author(number: int, email: str, *names: str) -> list[str]:
    return [str(number), *(names or ("Ann", "Author")), email, "", "Lab", "", "1", "yes"]


def test_one_wrong_row_of_ten_thousand_is_named_and_the_others_are_read() -> None:
    rows = [paper(n) for n in range(1, 10_001)]
    rows[6_999][0] = "7OOO"
    found = told(
        submission__csv=table("submission.csv", *rows),
        author__csv=table(
            "author.csv", *(author(n, f"a{n}@lab.example") for n in range(1, 10_001) if n != 7000)
        ),
    )
    assert [(fault.file, fault.row) for fault in found.faults] == [("submission.csv", 7001)]
    assert "“7OOO” is no paper number" in found.faults[0].words
    assert len(found.papers) == 9_999


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_a_spreadsheets_encoding_and_separator_are_seen(encoding: str, separator: str) -> None:
    header = separator.join(["#", "person #", "first name", "last name", "email", "role"])
    row = separator.join(["1", "7", "Zoë", "Müller", "Z@Lab.example", "PC member"])
    (person,) = told(committee__csv=f"{header}\r\n{row}\r\n".encode(encoding)).committee
    assert (person.name, person.email) == ("Zoë Müller", "z@lab.example")


def test_the_last_version_of_a_review_counts_whatever_the_order() -> None:
    made = bundle(6)
    made.tables["review.csv"].sort(key=lambda row: -int(row[5]))
    found = read(entries_of_zip("all.zip", lambda: io.BytesIO(made.packed())))
    third = next(review for review in found.reviews if review.foreign == "30")
    assert third.version == 2
    assert "a < b. Version 2." in third.text


FORM = [
    Part("strengths", "Strengths"),
    Part("weaknesses", "Weaknesses"),
    Part("asides", "What only we read", is_open=False),
]


def test_what_is_confidential_inside_a_text_goes_to_the_organizers() -> None:
    text = "Fine.\n\n(WEAKNESSES)\nNone.\n\nConfidential remarks for the program committee:\nA friend.\n"
    assert parted(text, FORM) == {"strengths": "Fine.", "weaknesses": "None.", "asides": "A friend."}
    assert parted(text, FORM[:2]) == {"strengths": "Fine.", "weaknesses": "None."}


def test_parts_that_are_joined_come_apart_again() -> None:
    parts = {"strengths": "a\n\n- b: c", "weaknesses": "Why:\n1", "asides": "x"}
    assert parted(joined(parts, FORM), FORM) == parts


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("<p>one</p><p>two &amp; three</p>", "one\ntwo & three"),
        ("a < b > c, <T> and 5&6", "a < b > c, <T> and 5&6"),
        ('<a href="javascript:x">go</a><br/>on', "go\non"),
    ],
)
def test_markup_goes_and_comparisons_stay(typed: str, meant: str) -> None:
    assert plain(typed) == meant


SCALES = [scoring.Scale(key, key.title()) for key in ("novelty", "overall", "confidence")]


def test_negative_scores_are_brought_to_ours() -> None:
    given = [{"Overall evaluation": -3, "Reviewer's confidence": 4}, {"Overall evaluation": 2}]
    chosen = scoring.sources(given, SCALES)
    values = [chosen["overall"].value({"Overall evaluation": value}) for value in range(-3, 4)]
    assert values == [1, 2, 2, 3, 4, 4, 5]
    assert [chosen["confidence"].value(scores) for scores in given] == [4, 3]
    assert "novelty" not in chosen


def test_scores_of_ours_stay_as_they_are() -> None:
    given = scoring.parsed(scoring.written({"novelty": 2, "overall": 3, "confidence": 5}, SCALES))
    chosen = scoring.sources([given], SCALES)
    assert scoring.is_ours(chosen)
    assert [source.value(given) for source in chosen.values()] == [2, 3, 5]


def test_a_person_with_two_addresses_is_one_and_keeps_both() -> None:
    found = read(entries_of_zip("all.zip", lambda: io.BytesIO(bundle(6).packed())))
    first = next(person for person in found.committee if person.email.startswith("member1@"))
    assert first.others == ("first@elsewhere.example",)
    assert sum(person.email == "member2@college2.example" for person in found.committee) == 1
    assert any("two addresses" in note for note in found.notes)


def test_a_name_under_two_addresses_without_a_common_number_is_told_and_not_guessed() -> None:
    rows = [
        ["1", "1", "Ida", "Twice", "ida@a.example", "", "", "", ""],
        ["2", "2", "Ida", "Twice", "ida@b.example", "", "", "", ""],
    ]
    found = told(committee__csv=table("committee.csv", *rows))
    assert len(found.committee) == 2
    assert "Ida Twice stands there under two addresses" in found.notes[0]


def test_hotcrps_files_are_read() -> None:
    papers = [
        {
            "pid": 3,
            "title": "T",
            "abstract": "A",
            "topics": ["X"],
            "status": "accepted",
            "decision": "Accepted",
            "authors": [{"first": "", "last": "Solo", "email": "S@x.example", "affiliation": "Lab"}],
        },
        {"title": "No number"},
    ]
    found = told(
        papers__json=json.dumps(papers),
        users__csv="email,name,affiliation,roles,tags,collaborators\npc@y.example,Pia C,Y,pc,,\nauthor@z.example,A,Z,none,,\n",
        pcassignments__csv="paper,action,email\n3,primary,pc@y.example\n3,conflict,pc2@y.example\n",
        reviews__csv="paper,title,review,reviewername,email,Overall merit,Reviewer expertise,Strengths\n3,T,3A,Pia,pc@y.example,4. Accept,2. Some,Short\n",
    )
    assert found.system == "HotCRP"
    assert found.papers[3].authors[0].name == "Solo"
    assert [person.email for person in found.committee] == ["pc@y.example"]
    assert found.decisions[3].words == "Accepted"
    assert found.reviews[0].scores == {"Overall merit": 4, "Reviewer expertise": 2}
    assert found.reviews[0].text == "----- Strengths -----\nShort"
    assert found.bids[0].value == "conflict"
    assert [fault.words for fault in found.faults] == ["it is no paper object with a pid"]


def test_tables_without_a_header_are_known_by_their_first_row() -> None:
    found = told(
        cmt__tsv="Grace\tB\tHopper\tgrace@navy.example\tNavy\nAda\t\tLovelace\tada@x.example\tX\n",
        decisions__csv="4,Accept (Poster),Well done\n",
        reviewers__csv="~Ada_King1,Ada King,king@y.example,Y,y.example\n",
    )
    assert {person.name for person in found.committee} == {"Grace B Hopper", "Ada Lovelace", "Ada King"}
    assert (found.decisions[4].words, found.decisions[4].note) == ("Accept (Poster)", "Well done")


def zipped(**members: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(name.replace("__", "/"), data)
    return out.getvalue()


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (zipped(**{"..__x.csv": b"1"}), "leads out of it"),
        (zipped(**{"a.csv": b"0" * 30_000_000}), "would unpack to 29 MB"),
        (zipped(**{"xl__workbook.xml": b"<x/>"}), "is an Excel workbook"),
        (b"PK\x03\x04 and then nothing", "no readable ZIP"),
    ],
    ids=["a name that leads out", "a bomb", "a workbook", "a torn one"],
)
def test_no_dishonest_zip_is_opened(data: bytes, words: str) -> None:
    with pytest.raises(Refused, match=words):
        entries_of_zip("x.zip", lambda: io.BytesIO(data))


def test_a_file_that_is_no_known_table_is_named() -> None:
    found = told(notes__csv="colour,taste\nred,sweet\n", picture__png=b"\x89PNG", torn__json="[{")
    assert [fault.file for fault in found.faults] == ["notes.csv", "picture.png", "torn.json"]


@pytest.mark.parametrize(
    ("name", "number"),
    [
        *(("FedGenAI_2025_paper_12.pdf", 12), ("12.pdf", 12), ("012_Okonkwo_Pruning.pdf", 12), ("12/final v2.pdf", 12)),
        *(("ijcai25-paper7.pdf", 7), ("Submission 5.pdf", 5), ("camera-ready.pdf", None)),
    ],
)  # fmt: skip
def test_a_pdf_tells_its_paper_by_its_name(name: str, number: int | None) -> None:
    assert paper_number(name) == number


def workbook(**sheets: Sequence[Sequence[object]]) -> bytes:
    book = Workbook()
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for at, row in enumerate(rows, 1):
            for column, value in enumerate(row, 1):
                if value is not None:
                    sheet.cell(at, column, value)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def test_a_workbook_says_what_its_sheets_would_say_as_csv() -> None:
    made = bundle(8)
    files = {name.replace(".", "__"): table(name, *rows) for name, rows in made.tables.items()}
    pages: dict[str, Sequence[Sequence[object]]] = {
        name.removesuffix(".csv"): [COLUMNS[name].split(","), *map(as_excel_keeps_it, rows)]
        for name, rows in made.tables.items()
    }
    one, other = told(all__xlsx=workbook(**pages)), told(**files)

    assert {sheet.table for sheet in one.sheets} == {sheet.table for sheet in other.sheets}
    assert one.sheets[0].file.startswith("all.xlsx, ")
    assert [(fault.row, fault.words) for fault in one.faults] == [
        (fault.row, fault.words) for fault in other.faults
    ]
    for name in ("papers", "committee", "reviews", "assignments", "bids", "decisions"):
        assert getattr(one, name) == getattr(other, name), name


def as_excel_keeps_it(row: list[str]) -> list[object]:
    """Numbers as numbers, times as times."""
    return [int(cell) if cell.isdecimal() else instant_or_text(cell) for cell in row]


def instant_or_text(cell: str) -> object:
    try:
        return datetime.strptime(cell, "%Y-%m-%d %H:%M")  # noqa: DTZ007 - a spreadsheet's times have no zone
    except ValueError:
        return cell


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (zipped(**{"xl__worksheets__sheet1.xml": b"0" * 30_000_000}), "would unpack to 29 MB"),
        (zipped(**{"xl__workbook.xml": b"<!DOCTYPE x [<!ENTITY a 'b'>]><x/>"}), "declares entities"),
        (zipped(**{"xl__workbook.xml": b"<x/>"}), "no readable Excel workbook"),
        (b"PK\x03\x04 and then nothing", "no readable Excel workbook"),
        (workbook(wide=[["x"], *([None] * 16_000 + ["x"] for _ in range(320))]), "more than"),
    ],
    ids=["a bomb", "entities", "no workbook", "a torn one", "a wide one"],
)
def test_a_dishonest_workbook_is_refused_with_a_sentence(data: bytes, words: str) -> None:
    (fault,) = told(all__xlsx=data).faults
    assert fault.file == "all.xlsx"
    assert words in fault.words
