from pathlib import Path

from submissions.checks import PRESETS, RULES, handbook

DOCS = Path(__file__).resolve().parents[3] / "docs" / "checks.md"


def test_the_page_in_docs_is_what_the_rules_say() -> None:
    assert DOCS.read_text() == handbook.text()


def test_every_rule_and_preset_stands_in_it() -> None:
    text = handbook.text()
    assert all(f"### {number} " in text for number in RULES)
    assert all(f"| `{name}` |" in text for name in PRESETS)
