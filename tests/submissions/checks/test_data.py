"""Presets, reports and words as plain data."""

import json
from dataclasses import replace

import pytest

from submissions.checks import PRESETS, RULES, Finding, Preset, Report
from submissions.checks.report import arrange, quote
from submissions.checks.text import clean, fold, name_pattern, strip_line_number
from tests.submissions.checks.judging import PRESET, findings, levels
from tests.submissions.checks.pdfs import paper


@pytest.mark.parametrize("preset", PRESETS.values(), ids=list(PRESETS))
def test_a_preset_survives_json(preset: Preset) -> None:
    assert Preset.from_dict(json.loads(json.dumps(preset.to_dict()))) == preset


@pytest.mark.parametrize(
    "change",
    [
        {"content_pages": 0},
        {"content_pages": 9, "total_pages": 8},
        {"paper": "legal"},
        {"blind": "triple"},
        {"severities": {"AN-001": "fatal"}},
        {"severities": {"AN-999": "error"}},
        {"body_pt": 50},
        {"colour": "red"},
        {"mem_mb": 16},
        {"end_matter": "References"},
        {"content_pages": "seven"},
    ],
)
def test_nonsense_in_a_preset_is_refused_with_words(change: dict[str, object]) -> None:
    with pytest.raises(ValueError, match=r"\w+"):
        Preset.from_dict({**PRESET.to_dict(), **change})


def test_the_version_follows_the_data() -> None:
    assert PRESET.version == replace(PRESET).version
    assert PRESET.version != replace(PRESET, content_pages=8, total_pages=10).version


def test_a_workshop_may_change_a_rules_severity() -> None:
    sheets = paper(block=("Jana Lindqvist and Tariq Okafor",))
    assert levels("AN-001", findings(sheets, replace(PRESET, severities={"AN-001": "warning"}))) == [
        "warning"
    ]
    assert levels("AN-001", findings(sheets, replace(PRESET, severities={"AN-001": "off"}))) == []


def test_identity_rules_sleep_where_review_is_not_blind() -> None:
    found = findings(paper(block=("Jana Lindqvist and Tariq Okafor",)), replace(PRESET, blind="off"))
    assert not [f for f in found if f.rule.startswith(("AN", "CAM"))]


def test_every_rule_has_its_words() -> None:
    assert len(RULES) == 42
    for rule in RULES.values():
        assert rule.title
        assert rule.reason.endswith(".")
        assert rule.fix.endswith(".")


def test_keys_are_stable_and_single() -> None:
    one = Finding("AN-002", "error", "m", "f", 1, (10.2, 20.0, 30.0, 40.0))
    keys = [f.key for f in arrange([one, one, replace(one, page=2)])]
    assert keys == ["AN-002:1:10:20", "AN-002:1:10:20:2", "AN-002:2:10:20"]


def test_findings_come_worst_first_whatever_their_order() -> None:
    level = [
        Finding("PG-006", "info", "", ""),
        Finding("PG-001", "error", "", ""),
        Finding("PG-005", "warning", "", ""),
    ]
    assert [f.severity for f in arrange(level)] == ["error", "warning", "info"]
    assert arrange(level) == arrange(level[::-1])


@pytest.mark.parametrize("change", [{"status": "fine"}, {"findings": [{"rule": "X"}]}, {"findings": [{"rule": "X", "severity": "bad", "message": "", "fix": ""}]}])  # fmt: skip
def test_a_report_that_nobody_wrote_is_refused(change: dict[str, object]) -> None:
    whole = Report("ab", "1", "free", "", "done").to_dict()
    with pytest.raises((ValueError, KeyError, TypeError)):
        Report.from_dict({**whole, **change})


def test_long_words_are_cut() -> None:
    assert len(quote("word " * 100)) == 120


@pytest.mark.parametrize(
    ("raw", "whole"),
    [("J\u00a8org", "Jörg"), ("e\ufb03cient", "efficient"), ("Garc\u00b4\u0131a", "García"), ("a\u200bb", "a b"), ("\u02c7Cech", "Čech")],
)  # fmt: skip
def test_ligatures_and_detached_accents_are_mended(raw: str, whole: str) -> None:
    assert clean(raw) == whole


@pytest.mark.parametrize(("line", "bare"), [("431 References", "References"), ("References431", "References"), ("References 431", "References"), ("Table 4", "Table")])  # fmt: skip
def test_line_numbers_come_off_the_edges(line: str, bare: str) -> None:
    assert strip_line_number(line) == bare


@pytest.mark.parametrize(
    ("name", "text", "found"),
    [
        ("Jana Lindqvist", "by jana lindqvist.", True),
        ("Jana Lindqvist", "by jana m. lindqvist.", True),
        ("Jana Maria Lindqvist", "jana lindqvist", True),
        ("Jana Lindqvist", "lindqvist et al.", False),
        ("Jana Lindqvist", "svetjana lindqvister", False),
        ("Ann Li", "planning and linear", False),
        ("Björn Åkerlund", "bjorn akerlund", True),
    ],
)
def test_names_match_as_whole_names(name: str, text: str, *, found: bool) -> None:
    pattern = name_pattern(name)
    assert pattern is not None
    assert bool(pattern.search(fold(text))) is found


def test_a_single_short_word_is_no_name_to_look_for() -> None:
    assert name_pattern("Li") is None
