from dataclasses import replace

import pytest

from submissions.checks import Author, check_fields
from tests.submissions.checks.judging import JANA, PRESET


def told(text: str, authors: tuple[Author, ...] = (JANA,)) -> list[tuple[str, str, str]]:
    return [
        (f.rule, f.severity, f.field)
        for f in check_fields({"abstract": text}, preset=PRESET, authors=authors)
    ]


@pytest.mark.parametrize(
    ("text", "rule", "level"),
    [
        ("Write to tariq@southport.edu.", "AN-002", "error"),
        ("Our code is at https://github.com/jlindqvist/fed.", "AN-008", "error"),
        ("Code: https://github.com/jlindqvist/fed", "AN-008", "error"),
        ("More at https://bit.ly/3xYz", "AN-009", "warning"),
        ("Approved by the ethics board of the University of Northfield.", "AN-010", "error"),
        ("Measured at our university.", "AN-010", "warning"),
        ("As Jana Lindqvist has shown", "AN-012", "error"),
        ("ORCID 0000-0002-1825-0097", "AN-012", "error"),
    ],
)
def test_what_identifies_is_found_in_its_field(text: str, rule: str, level: str) -> None:
    assert (rule, level, "abstract") in told(text)


@pytest.mark.parametrize(
    "text",
    ["We study prompts.", "Our code is at https://anonymous.4open.science/r/x.", "We use the official code of https://github.com/pytorch/x.", "Lindqvist et al. show"],
)  # fmt: skip
def test_ordinary_words_are_fine(text: str) -> None:
    assert told(text) == []


def test_each_finding_has_its_own_key_and_quotes_the_words() -> None:
    found = check_fields(
        {"title": "By Jana Lindqvist", "abstract": "By Jana Lindqvist"}, preset=PRESET, authors=[JANA]
    )
    assert len({f.key for f in found}) == 2
    assert {f.text for f in found} == {"jana lindqvist"}


def test_fields_are_free_where_review_is_not_blind() -> None:
    assert (
        check_fields({"title": "By Jana Lindqvist"}, preset=replace(PRESET, blind="off"), authors=[JANA])
        == []
    )
