from dataclasses import replace

import pytest

from submissions.checks import Finding
from tests.submissions.checks.judging import PRESET, findings, levels, of
from tests.submissions.checks.pdfs import Draft, Pdf, Sheet, paper, prose


def drafted(**how: object) -> list[Finding]:
    return findings(paper(draft=Draft(**how)))  # type: ignore[arg-type]  # arguments of Draft


def test_the_template_as_it_is_gives_no_finding_but_the_missing_version() -> None:
    assert [f.rule for f in findings(paper()) if f.rule.startswith("FMT")] == ["FMT-007"]


def test_a4_is_not_letter() -> None:
    found = of("FMT-001", drafted(size=(595, 842)))
    assert [f.severity for f in found] == ["error"]
    assert "A4" in found[0].message


def test_one_foreign_page_is_enough() -> None:
    sheets = paper()
    assert of("FMT-001", findings([*sheets, Sheet((595, 842))]))[0].page == len(sheets) + 1


def test_any_paper_is_fine_where_the_call_does_not_say() -> None:
    sheets = paper(draft=Draft(size=(595, 842)))
    assert not of("FMT-001", findings(sheets, replace(PRESET, paper="any")))


def test_text_above_the_area_on_many_pages_is_found() -> None:
    found = of("FMT-002", drafted(top=30, bottom=760))
    assert found
    assert "template allows" in found[0].message


def test_line_numbers_and_page_numbers_in_the_margin_are_let_off() -> None:
    sheets = paper()
    for sheet in sheets:
        for n in range(50):
            sheet.text(30, 60 + 12 * n, str(n))
        sheet.text(300, 750, "3")
    assert not of("FMT-002", findings(sheets))


def test_a_running_head_is_let_off() -> None:
    sheets = paper()
    for sheet in sheets:
        sheet.text(200, 40, "Preprint. Under review.")
    assert not of("FMT-002", findings(sheets))


def test_one_column_is_not_two() -> None:
    sheets = [Sheet() for _ in range(4)]
    for sheet in sheets:
        for n, line in enumerate(prose(50)):
            sheet.text(60, 70 + 12 * n, f"{line} {line}")
    assert levels("FMT-003", findings(sheets)) == ["warning"]
    assert not of("FMT-003", findings(paper()))


@pytest.mark.parametrize(("size", "level"), [(9.5, ["warning"]), (8.0, ["error"]), (10.0, []), (9.96, [])])
def test_small_type_is_found(size: float, level: list[str]) -> None:
    assert levels("FMT-004", drafted(body=size)) == level


@pytest.mark.parametrize(("step", "level"), [(10.2, ["warning"]), (11.0, []), (10.95, []), (12.0, [])])
def test_tight_lines_are_found(step: float, level: list[str]) -> None:
    assert levels("FMT-005", drafted(step=step)) == level


def test_another_typeface_is_found() -> None:
    sheets = paper()
    for sheet in sheets:
        sheet.content = [line.replace("/F1", "/F3") for line in sheet.content]
    assert levels("FMT-006", findings(sheets)) == ["warning"]
    assert not of("FMT-006", findings(paper()))


def test_the_version_of_the_kit_is_compared() -> None:
    assert not of("FMT-007", findings(Pdf(*paper(), info="/TemplateVersion (IJCAI.2025.0)")))
    old = of("FMT-007", findings(Pdf(*paper(), info="/TemplateVersion (IJCAI.2024.0)")))
    assert "IJCAI.2024.0" in old[0].message


@pytest.mark.parametrize("extra", ["/Rotate 90", "/CropBox [0 0 612 396]"])
def test_rotated_and_cropped_pages_are_found(extra: str) -> None:
    sheets = paper()
    sheets[1].extra = extra
    found = of("FMT-008", findings(sheets))
    assert [(f.severity, f.page) for f in found] == [("warning", 2)]


def test_mixed_sizes_are_found() -> None:
    assert levels("FMT-008", findings([*paper(), Sheet((595, 842))])) == ["warning"]


def test_a_full_crop_box_is_no_crop() -> None:
    sheets = paper()
    sheets[0].extra = "/CropBox [0 0 612 792]"
    assert not of("FMT-008", findings(sheets))


def test_german_is_not_english() -> None:
    words = "Der Server sammelt die Daten und das Modell wird mit den Geräten von der Klinik auf dem Netz nicht geteilt"
    sheets = [Sheet()]
    for n in range(50):
        sheets[0].text(60, 70 + 12 * n, f"{words} {n}")
    assert levels("LNG-001", findings(sheets)) == ["warning"]


def test_english_with_foreign_names_is_english() -> None:
    assert not of("LNG-001", findings(paper(extra=["Müller, Núñez und Søndergård, Universität"])))


def test_line_numbers_glued_to_the_text_are_let_off() -> None:
    sheets = paper()
    for sheet in sheets[1:]:
        for n in range(50):
            sheet.text(36, 65 + 11 * n, f"{400 + n}", size=7)
            sheet.text(54, 65 + 11 * n, "words right behind a number", size=7)
    assert not of("FMT-002", findings(sheets))
