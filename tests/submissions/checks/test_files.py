import io
import re

import pytest
from pypdf import PdfWriter

from tests.submissions.checks.judging import findings, levels, of
from tests.submissions.checks.pdfs import Pdf, Sheet, paper

SCRIPT = "/OpenAction << /S /JavaScript /JS (app.alert\\(1\\)) >>"


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"PK\x03\x04 word/document.xml" + bytes(500), "Word"),
        (b"\x89PNG\r\n\x1a\n" + bytes(500), "PNG"),
        (b"<!DOCTYPE html><html>" + b" " * 500, "web page"),
        (b"%!PS-Adobe-3.0\n" + b" " * 500, "PostScript"),
        (b"\\documentclass{article}" + b" " * 500, "LaTeX"),
        (b"plain words " * 50, "text file"),
        (bytes(range(256)) * 4, "unknown"),
    ],
)
def test_a_file_that_is_no_pdf_is_told_what_it_is(data: bytes, words: str) -> None:
    found = findings(data)
    assert [f.rule for f in found] == ["PDF-001"]
    assert words in found[0].message


@pytest.mark.parametrize("data", [b"", b"%PDF-1.5\n", Pdf(*paper()).build()[:600]])
def test_an_empty_or_cut_file_is_damaged(data: bytes) -> None:
    assert levels("PDF-002", findings(data)) == ["error"]


def test_a_page_tree_that_bites_its_tail_is_damaged() -> None:
    pdf = (
        Pdf(Sheet())
        .build()
        .replace(b"/Type /Pages /Count 1 /Kids [7 0 R]", b"/Type /Pages /Count 1 /Kids [2 0 R]")
    )
    assert levels("PDF-002", findings(pdf)) == ["error"]


def test_a_sound_paper_is_neither_foreign_nor_damaged() -> None:
    found = findings(paper())
    assert not [f for f in found if f.rule.startswith("PDF-")]


def with_password(password: str) -> bytes:
    writer, out = PdfWriter(clone_from=io.BytesIO(Pdf(*paper()).build())), io.BytesIO()
    writer.encrypt(password, "owner", algorithm="AES-256")
    writer.write(out)
    return out.getvalue()


def test_a_password_shuts_reviewers_out_and_an_empty_one_is_only_looked_at() -> None:
    assert levels("PDF-003", findings(with_password("secret"))) == ["error"]
    opened = findings(with_password(""))
    assert levels("PDF-003", opened) == ["warning"]
    assert not of("PDF-004", opened)


def test_pages_without_text_are_a_scan() -> None:
    found = findings([Sheet(), Sheet(), *paper(content=2)])
    assert levels("PDF-004", found) == ["error"]


def test_a_first_page_of_few_words_is_a_scan() -> None:
    sheet = Sheet()
    sheet.text(100, 100, "Only a title")
    assert levels("PDF-004", findings([sheet])) == ["error"]


def test_one_full_page_picture_among_text_is_not_a_scan() -> None:
    assert not of("PDF-004", findings([*paper(content=3), Sheet()]))


def test_a_script_on_opening_is_active_content() -> None:
    assert levels("PDF-006", findings(Pdf(*paper(), catalog=SCRIPT))) == ["error"]


@pytest.mark.parametrize("action", ["/S /Launch /F (calc.exe)", "/S /SubmitForm /F (http://a.example)", "/S /URI /URI (http://a.example)"])  # fmt: skip
def test_actions_that_start_or_send_something_are_active_content(action: str) -> None:
    found = findings(Pdf(*paper(), catalog=f"/OpenAction << {action} >>"))
    assert levels("PDF-006", found) == ["error"]


def test_opening_at_a_place_is_not_active_content() -> None:
    assert not of("PDF-006", findings(Pdf(*paper(), catalog="/OpenAction [3 0 R /Fit]")))


def test_a_page_action_names_its_page() -> None:
    sheets = paper()
    sheets[1].extra = "/AA << /O << /S /JavaScript /JS (1) >> >>"
    assert of("PDF-006", findings(sheets))[0].page == 2


def attached(text: bytes = b"numbers only") -> Pdf:
    pdf = Pdf(*paper())
    file = pdf.stream(text, "/Type /EmbeddedFile")
    spec = pdf.raw(f"<< /Type /Filespec /F (notes.txt) /EF << /F {file} 0 R >> >>")
    pdf.catalog = f"/Names << /EmbeddedFiles << /Names [(notes.txt) {spec} 0 R] >> >>"
    return pdf


def test_an_attached_file_is_named() -> None:
    found = of("PDF-007", findings(attached()))
    assert any("notes.txt" in f.message for f in found)


def test_an_attachment_signed_by_a_person_is_an_identity() -> None:
    assert levels("AN-004", findings(attached(b"Draft from Jana Lindqvist"))) == ["error"]
    assert not of("AN-004", findings(attached(b"From 2019 on the numbers rise")))


def test_form_fields_are_baggage() -> None:
    assert levels("PDF-007", findings(Pdf(*paper(), catalog="/AcroForm << /Fields [3 0 R] >>"))) == [
        "warning"
    ]


@pytest.mark.parametrize("tail", [b"x" * 2000, b"PK\x03\x04 short"])
def test_bytes_behind_the_end_are_baggage(tail: bytes) -> None:
    assert levels("PDF-007", findings(Pdf(*paper()).build() + tail)) == ["warning"]


def test_line_ends_behind_the_end_are_not_baggage() -> None:
    assert not of("PDF-007", findings(Pdf(*paper()).build() + b"\r\n" * 40))


def test_foreign_bytes_before_the_start_are_baggage() -> None:
    assert levels("PDF-007", findings(b"<html>" + Pdf(*paper()).build())) == ["warning"]


def test_a_font_that_is_not_embedded_is_named() -> None:
    sheets = paper()
    pdf = Pdf(*sheets)
    font = pdf.raw("<< /Type /Font /Subtype /TrueType /BaseFont /Papyrus >>")
    form = pdf.stream(
        b" ", f"/Type /XObject /Subtype /Form /BBox [0 0 9 9] /Resources << /Font << /P {font} 0 R >> >>"
    )
    sheets[0].forms["X1"] = form
    found = of("PDF-008", findings(pdf))
    assert [f.severity for f in found] == ["warning"]
    assert "Papyrus" in found[0].message


def test_the_standard_fonts_need_not_be_embedded() -> None:
    assert not of("PDF-008", findings(paper()))


def test_figures_that_share_one_list_of_resources_are_no_damage() -> None:
    sheets = paper()
    pdf = Pdf(*sheets)
    number = len(pdf.objects) + 1
    shared = f"/Resources << /XObject << /X1 {number} 0 R >> >>"
    pdf.stream(b"0 0 5 5 re f", f"/Type /XObject /Subtype /Form /BBox [0 0 9 9] {shared}")
    for sheet in sheets:
        sheet.forms["X1"] = number
        sheet.content.append("/X1 Do")
    assert not [f for f in findings(pdf) if f.rule.startswith("PDF")]


def test_a_page_of_countless_pieces_is_over_the_limit() -> None:
    whole = Pdf(*paper()).build()
    pdf = re.sub(rb"/Contents (\d+ 0 R)", rb"/Contents [" + rb"\1 " * 6000 + rb"]", whole, count=1)
    assert "PDF-005" in {f.rule for f in findings(pdf)}
    assert "PDF-005" not in {f.rule for f in findings(whole)}
