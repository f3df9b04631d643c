"""The last look over all findings: what two rules say about one place is said once, and whatever has a page has a place."""

from collections.abc import Sequence
from dataclasses import replace

from submissions.checks.document import PageFrame
from submissions.checks.report import Box, Finding

KNOWN = "AN-012"
TOLD_BY = ("AN-001", "AN-002")  # rules that show a name or an address without knowing whose it is
SLACK = 2.0


def tidied(findings: Sequence[Finding], frames: Sequence[PageFrame]) -> list[Finding]:
    whole = {frame.number: frame.size for frame in frames}
    return [_placed(finding, whole) for finding in _said_once(findings)]


def _placed(finding: Finding, whole: dict[int, tuple[float, float]]) -> Finding:
    """What is true of a page as a whole is shown on the whole page."""
    if finding.page is None or finding.box is not None or finding.page not in whole:
        return finding
    width, height = whole[finding.page]
    return replace(finding, box=(0.0, 0.0, width, height))


def _said_once(findings: Sequence[Finding]) -> list[Finding]:
    """A known author's name in the author block is the block's finding, which then tells whose name it is."""
    names: dict[int, list[str]] = {}
    folded: set[int] = set()
    for finding in findings:
        if finding.rule != KNOWN:
            continue
        block = next((other for other in findings if _covers(other, finding)), None)
        if block is not None:
            folded.add(id(finding))
            names.setdefault(id(block), []).append(finding.text)
    kept = (finding for finding in findings if id(finding) not in folded)
    return [_with_names(finding, names.get(id(finding), [])) for finding in kept]


def _covers(block: Finding, finding: Finding) -> bool:
    alike = block.rule in TOLD_BY and (block.page, block.severity) == (finding.page, finding.severity)
    return alike and _inside(finding.box, block.box)


def _inside(inner: Box | None, outer: Box | None) -> bool:
    if inner is None or outer is None:
        return False
    x, y = (inner[0] + inner[2]) / 2, (inner[1] + inner[3]) / 2
    return outer[0] - SLACK <= x <= outer[2] + SLACK and outer[1] - SLACK <= y <= outer[3] + SLACK


def _with_names(finding: Finding, names: Sequence[str]) -> Finding:
    if not names:
        return finding
    listed = ", ".join(dict.fromkeys(names))
    who = "an author" if len(set(names)) == 1 else "authors"
    return replace(finding, message=f"{finding.message} The form names {listed} as {who} of this submission.")
