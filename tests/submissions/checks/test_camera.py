from submissions.checks import Author
from tests.submissions.checks.judging import JANA, PRESET, findings, levels, of
from tests.submissions.checks.pdfs import paper

READY = PRESET.camera_ready()
TARIQ = Author("Tariq Okafor")
BOTH = ("Jana Lindqvist and Tariq Okafor", "University of Northfield")


def test_a_final_version_with_its_names_is_fine() -> None:
    found = findings(
        paper(block=BOTH), READY, [JANA, TARIQ], title="Sharing prompts across sites without sharing data"
    )
    assert not [f for f in found if f.rule.startswith(("CAM", "AN"))]


def test_a_missing_author_is_named() -> None:
    found = of("CAM-001", findings(paper(block=("Jana Lindqvist",)), READY, [JANA, TARIQ]))
    assert [(f.severity, f.text) for f in found] == [("error", "Tariq Okafor")]


def test_another_order_is_a_warning() -> None:
    assert levels("CAM-001", findings(paper(block=BOTH), READY, [TARIQ, JANA])) == ["warning"]


def test_a_paper_without_any_names_is_an_error() -> None:
    assert levels("CAM-001", findings(paper(block=()), READY)) == ["error"]


def test_a_final_version_must_not_be_anonymous() -> None:
    assert levels("CAM-002", findings(paper(), READY, [JANA])) == ["error"]


def test_another_title_than_the_forms_is_shown() -> None:
    found = of("CAM-003", findings(paper(block=BOTH), READY, title="Sharing Nothing"))
    assert "Sharing Prompts" in found[0].message


def test_a_name_that_the_form_does_not_list_is_shown() -> None:
    block = ("Jana Lindqvist, Kofi Okafor and Tariq Okafor", "University of Northfield")
    assert [f.text for f in of("CAM-004", findings(paper(block=block), READY, [JANA, TARIQ]))] == [
        "Kofi Okafor"
    ]
