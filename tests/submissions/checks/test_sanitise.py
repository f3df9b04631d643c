import io
from pathlib import Path

import pytest
from PIL import Image, ImageChops
from pypdf import PdfReader
from pypdf.generic import StreamObject

from submissions.checks import sandbox, warm
from submissions.checks.copying import Cleaner
from tests.submissions.checks.judging import JANA, findings
from tests.submissions.checks.pdfs import Pdf, Sheet, paper

GONE = {"AN-003", "AN-004", "AN-005", "PDF-006", "PDF-007"}


def leaky() -> Pdf:
    """A paper that leaks in every way the copy must stop, with a language, a structure tree and an alternative text."""
    sheets = paper()
    sheets[0].link((60, 300, 120, 310), "https://example.org/data")
    sheets[1].note((100, 100, 120, 120), "Tariq Okafor", "ask Jana Lindqvist")
    sheets[1].extra = "/AA << /O << /S /JavaScript /JS (app.alert\\(1\\)) >> >>"
    pdf = Pdf(*sheets, info="/Author (Jana Lindqvist) /Title (/home/jlindqvist/x.pdf)")
    figure = "/Type /XObject /Subtype /Form /BBox [0 0 99 99] /PTEX.FileName (/Users/jlindqvist/f.pdf) /PTEX.InfoDict << /Author (Jana Lindqvist) >> /PieceInfo << /X << /Private (Jana) >> >>"  # fmt: skip
    sheets[2].forms["X1"] = pdf.stream(b"0 0 10 10 re f", figure)
    sheets[2].content.append("q 1 0 0 1 100 300 cm /X1 Do Q")
    xmp = pdf.stream(b"<dc:creator>Jana Lindqvist</dc:creator>", "/Type /Metadata /Subtype /XML")
    file = pdf.stream(b"from Jana Lindqvist", "/Type /EmbeddedFile")
    spec = pdf.raw(f"<< /Type /Filespec /F (notes.txt) /EF << /F {file} 0 R >> >>")
    element = pdf.raw("<< /Type /StructElem /S /Figure /Alt (A chart of error rates) /T (Figure 1) >>")
    tree = pdf.raw(f"<< /Type /StructTreeRoot /K {element} 0 R >>")
    pdf.catalog = (
        f"/Lang (en-GB) /StructTreeRoot {tree} 0 R /MarkInfo << /Marked true >> /Metadata {xmp} 0 R "
        f"/OpenAction << /S /JavaScript /JS (1) >> /Names << /EmbeddedFiles << /Names [(notes.txt) {spec} 0 R] >> >>"
    )
    return pdf


def cleaned(data: bytes) -> bytes:
    return Cleaner(PdfReader(io.BytesIO(data))).build()


def test_the_leaky_paper_leaks() -> None:
    assert {f.rule for f in findings(leaky(), authors=[JANA])} >= GONE


def test_the_copy_has_none_of_it() -> None:
    assert not {f.rule for f in findings(cleaned(leaky().build()), authors=[JANA])} & GONE


def test_no_object_of_the_copy_names_a_person_or_acts() -> None:
    reader = PdfReader(io.BytesIO(cleaned(leaky().build())))
    for number in range(1, len(reader.xref_objStm) + sum(map(len, reader.xref.values())) + 2):
        value = reader.get_object(number)
        words = str(value) + (value.get_data().decode("latin-1") if isinstance(value, StreamObject) else "")
        for name in (
            "Lindqvist",
            "jlindqvist",
            "Okafor",
            "/JavaScript",
            "/EmbeddedFile",
            "/PieceInfo",
            "PTEX",
        ):
            assert name not in words


def test_language_structure_and_alternative_text_stay() -> None:
    root = PdfReader(io.BytesIO(cleaned(leaky().build()))).root_object
    assert str(root["/Lang"]) == "en-GB"
    assert root["/StructTreeRoot"]["/K"]["/Alt"] == "A chart of error rates"  # type: ignore[index]  # a PDF dictionary


def test_links_to_the_web_stay() -> None:
    page = PdfReader(io.BytesIO(cleaned(leaky().build()))).pages[0]
    assert [a.get_object()["/A"]["/URI"] for a in page["/Annots"]] == ["https://example.org/data"]  # type: ignore[attr-defined]  # a PDF array


def test_the_same_bytes_give_the_same_copy() -> None:
    data = leaky().build()
    assert cleaned(data) == cleaned(data)


def test_the_pages_look_and_read_the_same(tmp_path: Path) -> None:
    original, copy = tmp_path / "original.pdf", tmp_path / "copy.pdf"
    sheets = paper()
    original.write_bytes(Pdf(*sheets, info="/Author (Jana Lindqvist)").build())
    made = sandbox.sanitise(original, copy)
    assert made.ok
    before = sandbox.pictures(original, tmp_path / "a", width=300)
    after = sandbox.pictures(copy, tmp_path / "b", width=300)
    warm.stop()
    assert [p.text for p in before] == [p.text for p in after]
    for one, other in zip(before, after, strict=True):
        difference = ImageChops.difference(
            Image.open(one.path).convert("L"), Image.open(other.path).convert("L")
        )
        assert difference.getextrema() == (0, 0)


def test_what_was_taken_out_is_told(tmp_path: Path) -> None:
    path = tmp_path / "original.pdf"
    path.write_bytes(leaky().build())
    made = sandbox.sanitise(path, tmp_path / "copy.pdf")
    warm.stop()
    assert made.ok
    assert made.sha256
    assert {"PieceInfo", "PTEX.FileName", "comments and forms", "OpenAction"} <= set(made.removed)


@pytest.mark.parametrize("data", [b"", b"not a pdf at all", Pdf(Sheet()).build()[:300]])
def test_a_file_that_cannot_be_copied_says_why_and_leaves_nothing(data: bytes, tmp_path: Path) -> None:
    path, copy = tmp_path / "broken.pdf", tmp_path / "copy.pdf"
    path.write_bytes(data)
    made = sandbox.sanitise(path, copy)
    warm.stop()
    assert not made.ok
    assert made.reason
    assert not copy.exists()


def test_a_missing_file_cannot_be_copied(tmp_path: Path) -> None:
    assert not sandbox.sanitise(tmp_path / "gone.pdf", tmp_path / "copy.pdf").ok
