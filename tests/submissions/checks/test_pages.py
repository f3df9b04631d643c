from dataclasses import replace

import pytest

from submissions.checks import PRESETS
from tests.submissions.checks.judging import PRESET, examine, findings, levels, of
from tests.submissions.checks.pdfs import Draft, Pdf, Sheet, entries, paper, prose

PAGE_RULES = {"PG-001", "PG-002", "PG-003", "PG-004", "PG-005"}


def page_rules(**how: object) -> set[str]:
    return {f.rule for f in findings(paper(**how))} & PAGE_RULES  # type: ignore[arg-type]  # arguments of paper()


def test_seven_pages_and_references_on_the_eighth_fit() -> None:
    assert page_rules(content=7, references_on_new_page=True) == set()


def test_content_on_the_eighth_page_is_too_much() -> None:
    found = of("PG-001", findings(paper(content=8)))
    assert [(f.severity, f.page) for f in found] == [("error", 8)]
    assert "'References' starts on page 8" in found[0].message
    assert found[0].box is not None


def test_the_limit_is_the_presets() -> None:
    short = replace(PRESET, content_pages=3, total_pages=None)
    assert levels("PG-001", findings(paper(content=4), short)) == ["error"]
    assert not of("PG-001", findings(paper(content=4), replace(PRESET, content_pages=None)))


def test_acknowledgements_before_the_references_end_the_content() -> None:
    draft = Draft()
    sheets = paper(content=4, references="", reference_count=0, draft=draft)
    draft.new_page()
    draft.heading("Acknowledgments")
    draft.lines(prose(5))
    draft.heading("References")
    draft.lines(entries(12))
    answer = examine(Pdf(*sheets).build())
    assert (answer["content_end"], answer["refs"]["page"]) == (4, 5)


def test_references_first_on_a_page_leave_the_content_on_the_page_before() -> None:
    answer = examine(Pdf(*paper(content=4, references_on_new_page=True)).build())
    assert (answer["content_end"], answer["refs"]["page"], answer["refs"]["column"]) == (4, 5, 0)


def test_a_word_references_in_a_table_is_not_the_heading() -> None:
    answer = examine(Pdf(*paper(content=3, extra=["References", "Model A", "Model B"])).build())
    assert answer["refs"]["page"] == 3


def test_a_heading_with_a_line_number_glued_to_it_is_found() -> None:
    assert examine(Pdf(*paper(content=3, references="References 431")).build())["refs"]["page"] == 3


@pytest.mark.parametrize(
    "heading",
    ["REFERENCES", "Bibliography", "8 References", "R EFERENCES", "List of References", "Literatur"],
)
def test_headings_in_other_dress_are_found(heading: str) -> None:
    assert examine(Pdf(*paper(content=3, references=heading)).build())["refs"]["page"] == 3


def test_an_appendix_before_the_references_is_content() -> None:
    appendix = [("A Proof of Theorem 1", list(prose(130)))]
    assert "PG-001" in page_rules(content=7, before_references=appendix)


def test_an_appendix_after_the_references_does_not_belong_on_page_eight() -> None:
    draft = Draft()
    sheets = paper(content=7, last_lines=60, reference_count=30, after_references=[("A Proof of Theorem 1", list(prose(120)))], draft=draft)  # fmt: skip
    found = findings(sheets)
    assert levels("PG-003", found) == ["error"]
    assert not of("PG-001", found)


def test_an_appendix_after_the_references_is_fine_where_the_call_allows_it() -> None:
    sheets = paper(
        content=7, reference_count=30, after_references=[("A Proof of Theorem 1", list(prose(120)))]
    )
    assert not of("PG-003", findings(sheets, replace(PRESET, appendix="allowed")))


def test_an_appendix_inside_the_limit_is_fine() -> None:
    assert page_rules(content=4, after_references=[("A Proof of Theorem 1", list(prose(40)))]) == set()


def test_thanks_after_the_references_are_allowed() -> None:
    assert (
        page_rules(
            content=7, references_on_new_page=True, after_references=[("Acknowledgements", list(prose(8)))]
        )
        == set()
    )


def test_ten_pages_are_too_many() -> None:
    found = of("PG-002", findings(paper(content=7, references_on_new_page=True, reference_count=300)))
    assert [f.severity for f in found] == ["error"]
    assert "7 + 2" in found[0].message


def test_a_table_on_a_reference_page_is_a_warning() -> None:
    sheets = paper(content=7, references_on_new_page=True)
    sheets[7].text(315, 80, "Table 4: Results of the second study.")
    found = findings(sheets)
    assert [(f.severity, f.page) for f in of("PG-004", found)] == [("warning", 8)]
    assert not {f.rule for f in found} & {"PG-001", "PG-003"}


def test_a_table_inside_the_content_is_fine() -> None:
    sheets = paper(content=5)
    sheets[2].text(315, 80, "Table 4: Results of the second study.")
    assert not of("PG-004", findings(sheets))


def test_without_a_heading_all_pages_count_as_content() -> None:
    sheets = paper(content=3, references="", reference_count=0)
    assert levels("PG-005", findings(sheets)) == ["warning"]
    assert not of("PG-005", findings(sheets, replace(PRESETS["free"], cpu_s=30.0)))


def test_numbered_entries_without_a_heading_are_still_references() -> None:
    draft = Draft()
    sheets = paper(content=3, references="", reference_count=0, draft=draft)
    draft.lines([f"[{n}] {entry}" for n, entry in enumerate(entries(9), 1)])
    found = of("PG-005", findings(sheets))
    assert "has no heading" in found[0].message


def test_two_pages_are_questioned() -> None:
    assert levels("PG-006", findings(paper(content=1, last_lines=10))) == ["info"]
    assert not of("PG-006", findings(paper(content=3)))


def test_one_column_papers_are_read_from_top_to_bottom() -> None:
    wide = Draft(right=54, left=54, top=80)
    answer = examine(Pdf(*paper(content=3, draft=wide)).build(), PRESETS["neurips"])
    assert answer["refs"] is not None


def ended(*parts: tuple[str, list[str]]) -> list[Sheet]:
    """Seven full pages, then these lines under these headings from page 8 on."""
    draft = Draft()
    paper(content=7, last_lines=3, references="", reference_count=0, draft=draft)
    draft.new_page()
    for heading, lines in parts:
        if heading:
            draft.heading(heading)
        draft.lines(lines)
    return draft.sheets


def test_thanks_whose_heading_runs_in_end_the_content() -> None:
    thanks = ["Acknowledgments. We thank the reviewers for", "their time and for what they wrote."]
    assert not {f.rule for f in findings(ended(("", thanks), ("References", entries(20))))} & PAGE_RULES


@pytest.mark.parametrize("caption", ["TABLE IV: All runs", "Table A1: All runs", "Figure 5 - All runs"])
def test_captions_in_other_dress_are_found(caption: str) -> None:
    sheets = ended(("References", [*entries(20), caption]))
    assert levels("PG-004", findings(sheets)) == ["warning"]


def test_a_heading_that_is_split_over_two_lines_is_one() -> None:
    draft = Draft()
    paper(content=7, references="", reference_count=0, draft=draft)
    draft.new_page()
    draft.lines(["REFER-", "ENCES", *entries(14)])

    assert not {"PG-001", "PG-005"} & {found.rule for found in findings(draft.sheets)}


def test_a_paragraph_that_starts_like_an_acknowledgement_ends_no_content() -> None:
    sheets = paper(content=8, extra=["Funding. A market of funds is simulated."])

    assert levels("PG-001", findings(sheets)) == ["error"]
