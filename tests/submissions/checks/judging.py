"""Run the engine in this process and look at what it found."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from submissions.checks import PRESETS, Author, Finding, Preset
from submissions.checks.engine import Examination
from tests.submissions.checks.pdfs import Pdf, Sheet

PRESET = replace(PRESETS["fedgenai-2025"], cpu_s=30.0)
JANA = Author(
    "Jana Lindqvist", "jana.lindqvist@northfield.edu", "University of Northfield", "0000-0002-1825-0097"
)


def examine(
    data: bytes, preset: Preset = PRESET, authors: Sequence[Author] = (), title: str = ""
) -> Mapping[str, Any]:
    """The child's last line for these bytes."""
    said: list[Mapping[str, Any]] = []
    Examination(data, preset, authors, said.append, title=title).run()
    return said[-1]


def findings(data: bytes | Pdf | Sequence[Sheet], preset: Preset = PRESET, authors: Sequence[Author] = (), title: str = "") -> list[Finding]:  # fmt: skip
    raw = data if isinstance(data, bytes) else data.build() if isinstance(data, Pdf) else Pdf(*data).build()
    return [Finding.from_dict(item) for item in examine(raw, preset, authors, title)["findings"]]


def of(rule: str, found: Sequence[Finding]) -> list[Finding]:
    return [item for item in found if item.rule == rule]


def levels(rule: str, found: Sequence[Finding]) -> list[str]:
    return [item.severity for item in of(rule, found)]
