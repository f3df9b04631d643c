import pytest

from tests.submissions.checks.judging import JANA, findings, levels, of
from tests.submissions.checks.pdfs import Pdf, paper

XMP = (
    '<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF><rdf:Description>{}</rdf:Description></rdf:RDF></x:xmpmeta>'
)


def info(entry: str) -> list[str]:
    return levels("AN-003", findings(Pdf(*paper(), info=entry)))


@pytest.mark.parametrize(
    "entry",
    [
        "/Author (Jana Lindqvist)",
        "/Author (Jana Lindqvist, Tariq Okafor)",
        r"/Author (Simon St\\unhbox \\voidb@x \\hbox)",
        "/Title (/home/jlindqvist/papers/fedgen.dvi)",
        r"/Title (C:\\Users\\jlindqvist\\paper.docx)",
        "/Subject (mail jana@northfield.edu)",
        "/Author <FEFF004A0061006E006100200042>",
    ],
)
def test_a_person_in_the_properties_is_found(entry: str) -> None:
    assert info(entry) == ["error"]


@pytest.mark.parametrize(
    "entry",
    ["/Author ()", "/Author (Anonymous Authors)", "/Author (user)", "/Creator (LaTeX with hyperref)", "/Author (Microsoft Office User)", "/Title (A Paper)"],
)  # fmt: skip
def test_nobody_in_the_properties_is_nobody(entry: str) -> None:
    assert info(entry) == []


def test_a_shared_computers_folder_is_an_info() -> None:
    assert info("/Title (/home/user/paper.dvi)") == ["info"]


def test_an_author_of_the_form_in_any_property_or_bookmark_is_found() -> None:
    pdf = Pdf(*paper(), info="/Keywords (notes of Jana Lindqvist for later)")
    assert levels("AN-003", findings(pdf, authors=[JANA])) == ["error"]
    assert not of("AN-003", findings(pdf))


@pytest.mark.parametrize(
    "element",
    ["<dc:creator><rdf:Seq><rdf:li>Jana Lindqvist</rdf:li></rdf:Seq></dc:creator>", "<pdf:Author>Jana Lindqvist</pdf:Author>"],
)  # fmt: skip
def test_a_name_only_in_xmp_is_found(element: str) -> None:
    pdf = Pdf(*paper())
    number = pdf.stream(XMP.format(element).encode(), "/Type /Metadata /Subtype /XML")
    pdf.catalog = f"/Metadata {number} 0 R"
    assert levels("AN-003", findings(pdf)) == ["error"]


def with_figure(*each: str) -> Pdf:
    """Page 2 draws a black square for each of these figures' entries, 100 points apart."""
    sheets = paper()
    pdf = Pdf(*sheets)
    for number, entries in enumerate(each, 1):
        sheets[1].forms[f"X{number}"] = pdf.stream(
            b"0 0 10 10 re f", f"/Type /XObject /Subtype /Form /BBox [0 0 99 99] {entries}"
        )
        sheets[1].content.append(f"q 1 0 0 1 {100 * number} 300 cm /X{number} Do Q")
    return pdf


@pytest.mark.parametrize(
    "entries",
    ["/PTEX.FileName (/Users/jlindqvist/fig1.pdf)", "/PTEX.InfoDict << /Author (Jana Lindqvist) >>", r"/PTEX.InfoDict << /Title (C:\\Users\\jlind\\fig.vsd) >>"],
)  # fmt: skip
def test_a_figure_that_names_its_maker_is_found_with_its_page_and_box(entries: str) -> None:
    found = of("AN-004", findings(with_figure(entries)))
    assert [(f.severity, f.page) for f in found] == [("error", 2)]
    assert found[0].box is not None


def test_of_several_figures_on_a_page_each_that_names_somebody_is_shown_by_itself() -> None:
    guilty = "/PTEX.FileName (/Users/jlindqvist/fig.pdf)"
    found = of("AN-004", findings(with_figure("", guilty, "/PTEX.FileName (plot.pdf)", guilty)))
    assert [f.box for f in found] == [(200, 482, 210, 492), (400, 482, 410, 492)]


@pytest.mark.parametrize(
    "entries",
    ["/PTEX.FileName (./figures/model.pdf)", "/PTEX.InfoDict << /Creator (MATLAB) /Author (lenovo) >>"],
)
def test_an_ordinary_figure_names_nobody(entries: str) -> None:
    assert not of("AN-004", findings(with_figure(entries)))


def test_a_comments_author_is_found() -> None:
    sheets = paper()
    sheets[1].note((100, 100, 120, 120), "Tariq Okafor", "please check")
    found = of("AN-005", findings(sheets))
    assert [(f.severity, f.page, f.box) for f in found] == [("error", 2, (100, 100, 120, 120))]


def test_an_anonymous_comment_is_fine() -> None:
    sheets = paper()
    sheets[1].note((100, 100, 120, 120), "Anonymous", "please check")
    assert not of("AN-005", findings(sheets))


def test_a_comment_that_names_an_author_of_the_form_is_found() -> None:
    sheets = paper()
    sheets[1].note((100, 100, 120, 120), "", "ask Jana Lindqvist")
    assert levels("AN-005", findings(sheets, authors=[JANA])) == ["error"]
