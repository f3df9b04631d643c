from textwrap import wrap

import pytest

from tests.submissions.checks.judging import findings, levels, of
from tests.submissions.checks.pdfs import Draft, Pdf, Sheet, paper


def thanks(*lines: str) -> list[str]:
    return levels("AN-006", findings(paper(before_references=[("Acknowledgments", lines)])))


@pytest.mark.parametrize(
    "lines",
    [
        ("This work was supported by the NSF under", "grant IIS-2026123."),
        ("We thank Tariq Okafor for fruitful discussions.",),
        ("Funded by the German Research Foundation.",),
        ("The first author holds a fellowship, project", "no. 885107, of the European Research Council."),
    ],
)
def test_grants_and_people_in_the_thanks_identify(lines: tuple[str, ...]) -> None:
    assert thanks(*lines) == ["error"]


@pytest.mark.parametrize(
    "lines", [(), ("We thank the anonymous reviewers for their help.",), ("Omitted for blind review.",)]
)
def test_empty_and_general_thanks_are_an_info(lines: tuple[str, ...]) -> None:
    assert thanks(*lines) == ["info"]


def test_a_grant_in_a_footnote_is_found_without_a_heading() -> None:
    line = "This work was supported by grant no. 12345."
    assert levels("AN-006", findings(paper(extra=[line]))) == ["error"]


@pytest.mark.parametrize(
    "line", ["This claim is supported by Table 3.", "Grants of tokens are made by the server."]
)
def test_support_by_evidence_is_no_grant(line: str) -> None:
    assert not of("AN-006", findings(paper(extra=[line])))


@pytest.mark.parametrize(
    "line",
    ["In our previous work [3] we proposed it", "We previously proposed it [Okafor, 2020].", "This extends our earlier paper (Okafor et al., 2019)"],
)  # fmt: skip
def test_a_first_person_citation_identifies(line: str) -> None:
    assert levels("AN-007", findings(paper(extra=[line]))) == ["error"]


def test_first_person_work_without_a_citation_is_a_warning() -> None:
    assert levels("AN-007", findings(paper(extra=["In our previous work this was open."]))) == ["warning"]


@pytest.mark.parametrize(
    "line",
    ["Okafor et al. [3] proposed it", "our proposed method [3] is new", "Our preliminary results hold."],
)
def test_third_person_and_own_present_work_are_fine(line: str) -> None:
    assert not of("AN-007", findings(paper(extra=[line])))


@pytest.mark.parametrize(
    ("line", "level"),
    [
        ("approved by the ethics board of the University of Northfield", ["error"]),
        ("as measured at our university last year", ["warning"]),
        ("approved by the authors' ethics board", []),
        ("the data of the University of Northfield", []),
    ],
)
def test_affiliations_in_running_text_are_found(line: str, level: list[str]) -> None:
    assert levels("AN-010", findings(paper(extra=[line]))) == level


@pytest.mark.parametrize(
    "lines",
    [
        ("Our code is at https://github.com/jlindqvist/fed",),
        ("The code is available at", "https://github.com/jlindqvist/fed"),
        ("We release all data on https://zenodo.org/record/7993858",),
        ("Project page: https://jlindqvist.github.io/fed",),
        ("Our models: see https://huggingface.co/jlindqvist/fed",),
    ],
)
def test_a_link_to_the_own_account_identifies(lines: tuple[str, ...]) -> None:
    assert levels("AN-008", findings(paper(extra=lines))) == ["error"]


@pytest.mark.parametrize(
    "lines",
    [
        ("Our code is at https://github.com/anonymized/fed",),
        ("Our code is at https://anonymous.4open.science/r/x",),
        ("We use the official code of https://github.com/pytorch/x",),
        ("Their data are available at https://github.com/other/x",),
        ("See https://github.com/agda/agda/issues/3026",),
    ],
)
def test_anonymous_links_and_other_peoples_are_allowed(lines: tuple[str, ...]) -> None:
    assert not of("AN-008", findings(paper(extra=lines)))


def test_an_own_link_hidden_in_an_annotation_is_found() -> None:
    sheets = paper(extra=["Our code is available here."])
    sheets[0].link((54, 375, 200, 386), "https://github.com/jlindqvist/fed")
    line = of("AN-008", findings(sheets))
    assert [f.page for f in line] == [1]


def test_a_footnote_is_read_with_the_words_at_its_mark() -> None:
    draft = Draft()
    sheets = paper(extra=["Our code is publicly available1 ."], draft=draft)
    sheets[0].text(54, 697, "1 https://github.com/jlindqvist/fed", size=9)
    assert levels("AN-008", findings(sheets)) == ["error"]


@pytest.mark.parametrize(
    ("line", "level"),
    [
        ("The data are at https://drive.google.com/drive/x1", ["error"]),
        ("More in https://bit.ly/3xYz", ["warning"]),
        ("A long version of this paper is arXiv:2301.01234", ["error"]),
        ("as in Okafor (2020), arXiv:2301.01234", []),
    ],
)
def test_drive_links_and_own_arxiv_numbers_are_found(line: str, level: list[str]) -> None:
    assert levels("AN-009", findings(paper(extra=[line]))) == level


def test_an_arxiv_stamp_is_a_warning() -> None:
    sheets = paper()
    sheets[0].content.append("BT /F1 20 Tf 0 1 -1 0 30 200 Tm (arXiv:2202.06830v4 [cs.LG] 6 May 2022) Tj ET")
    assert levels("AN-009", findings(Pdf(*sheets))) == ["warning"]


@pytest.mark.parametrize(
    ("line", "rule"),
    [
        ("We thank Tariq Okafor for his advice.", "AN-006"),
        ("(NSF grant no. 2026123, Horizon 2020)", "AN-006"),
        ("In [Okafor, 2020] we proposed the prior.", "AN-007"),
        ("It extends our workshop paper [4] by a proof", "AN-007"),
        ("Work done during an internship at Northfield Institute", "AN-010"),
        ("Corresponding author: Tariq Okafor", "AN-010"),
        ("Our demo runs at https://fed.northfield.edu/demo", "AN-008"),
        ("Code: github.com/jlindqvist/fed", "AN-008"),
    ],
)
def test_other_ways_of_saying_who_it_was_are_found(line: str, rule: str) -> None:
    assert "error" in levels(rule, findings(paper(extra=[line])))


@pytest.mark.parametrize(
    "line",
    [
        "We thank the anonymous reviewers.",
        "The LEAF benchmark is available at github.com/talwalkar/leaf",
        "In [Okafor, 2020] they proposed the prior.",
        "Work done by the server during training",
    ],
)
def test_other_peoples_names_and_things_are_fine(line: str) -> None:
    found = findings(paper(extra=[line]))
    assert not [f for f in found if f.rule.startswith("AN") and f.severity == "error"]


def test_an_empty_acknowledgement_does_not_swallow_the_next_section() -> None:
    statement = ["Data of the University of Northfield are not used."]
    sheets = paper(before_references=[("Acknowledgments", []), ("Ethical Statement", statement)])
    assert levels("AN-006", findings(sheets)) == ["info"]


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("Computing time was granted by the Norland Computing Centre.", "AN-006"),
        ("We acknowledge Brockhill Labs for a gift.", "AN-006"),
        ("K. O. is supported by a scholarship of the Norland Academic Exchange.", "AN-006"),
        ("As we have shown in [7], the bound is tight.", "AN-007"),
        ("our NeurIPS 2023 paper (Okafor et al., 2023)", "AN-007"),
        ("In a previous paper [9] we proposed it.", "AN-007"),
        ("A short version of this paper appeared as [5].", "AN-007"),
        ("Our code, built on Flower, is available at github.com/okafor/x", "AN-008"),
        ("We release adapters trained with LoRA at github.com/okafor/x", "AN-008"),
        ("Our videos are on our website www.ledger-okafor.net", "AN-008"),
        ("All results can be reproduced with github.com/okafor/x", "AN-008"),
        ("Our dataset can be downloaded from www.dropbox.com/s/x", "AN-009"),
        ("The Northfield University Research Ethics Board agreed.", "AN-010"),
    ],
)
def test_what_authors_say_of_themselves_is_found(text: str, rule: str) -> None:
    assert "error" in levels(rule, findings(paper(extra=wrap(text, 48))))


@pytest.mark.parametrize(
    "text",
    [
        "Our implementation builds on Flower (github.com/adap/flower).",
        "Our results for BLOOM (huggingface.co/bigscience/bloom) differ.",
        "We start from the checkpoint released on huggingface.co/mistralai/x.",
        "FedProx is available at github.com/litian96/FedProx.",
        "Our data are at osf.io/abcde/?view_only=0123456789.",
        "We found in Okafor et al. (2020) a useful lemma.",
        "Our own dataset extends CIFAR [7].",
        "Our initial model is GPT-2 [5].",
        "We introduced the loss in Eq. (3).",
        "The project was supported by many volunteers.",
        "We acknowledge that prompts may leak.",
        "Farkas et al. [3] had the approval of the ethics board of the University of Szeged.",
        "Addresses such as jeff.skilling@enron.com are masked.",
    ],
)
def test_what_authors_say_of_others_is_fine(text: str) -> None:
    found = findings(paper(extra=wrap(text, 48)))
    assert not [f for f in found if f.rule.startswith("AN") and f.severity == "error"]


def test_a_system_that_the_paper_introduces_is_its_own() -> None:
    extra = ["We propose LedgerNet for prompts.", "LedgerNet is available at", "https://github.com/okafor/ln"]
    assert levels("AN-008", findings(paper(extra=extra))) == ["error"]


@pytest.mark.parametrize(("line", "level"), [("Jana Lindqvist", ["error"]), ("Shared Prompts", [])])
def test_a_lone_name_is_told_from_a_subtitle_by_the_words_of_the_paper(line: str, level: list[str]) -> None:
    sheets = paper(block=[line], extra=["these are shared prompts"])
    assert levels("AN-001", findings(sheets)) == level


def test_a_link_to_an_orcid_identifies() -> None:
    sheets = paper()
    sheets[0].link((200, 120, 210, 130), "https://orcid.org/0000-0002-1825-0097")
    assert levels("AN-002", findings(sheets)) == ["error"]


def test_a_link_as_the_last_large_line_of_a_page_is_read() -> None:
    sheet = Sheet()
    sheet.text(100, 100, "small words of the body " * 3, size=9)
    sheet.text(100, 300, "Our code: github.com/okafor/x", size=20)
    assert levels("AN-008", findings([sheet])) == ["error"]


@pytest.mark.parametrize(
    ("line", "level"),
    [
        ("We extend our earlier work (Anonymous, 2024) on clipping.", ["warning"]),
        ("We extend our earlier work (Farkas, 2024) on clipping.", ["error"]),
        ("Following our approach of Section 2, we set the rate to 3.", []),
    ],
)
def test_an_anonymised_citation_names_nobody_and_an_own_section_is_no_citation(
    line: str, level: list[str]
) -> None:
    assert levels("AN-007", findings(paper(extra=[line]))) == level
