"""Findings and pages as templates draw them."""

from dataclasses import dataclass

from submissions.checking.marks import Marks
from submissions.checks import RULES, Finding

GROUPS = {
    "PDF": "File",
    "PG": "Length",
    "FMT": "Format",
    "LNG": "Language",
    "AN": "Anonymity",
    "HID": "Hidden text",
}
# What the cleaned copy takes out.
REMOVABLE = frozenset({"AN-003", "AN-004", "AN-005", "PDF-006", "PDF-007"})
NO_MARKS = Marks()


@dataclass(frozen=True)
class ShownFinding:
    """A finding with its rule's words, as `ui/finding.html` draws it.

    `sha256` is that of the file or of the field's text; `note` the author's sentence, `waived` the handler's reason.
    """

    finding: Finding
    title: str
    group: str
    sha256: str = ""
    note: str = ""
    waived: str = ""

    def __getattr__(self, name: str) -> object:
        return getattr(self.finding, name)

    @property
    def is_to_fix(self) -> bool:
        return self.finding.severity == "error" and not self.waived

    @property
    def is_removable(self) -> bool:
        return self.finding.rule in REMOVABLE and not self.waived


@dataclass(frozen=True)
class ShownPage:
    """A page's picture with what was found on it, as `ui/pages.html` draws it."""

    number: int
    url: str
    width: int
    height: int
    page_width: float
    page_height: float
    text: str
    findings: tuple[Finding, ...] = ()


def shown(finding: Finding, sha256: str = "", marks: Marks = NO_MARKS) -> ShownFinding:
    rule = RULES.get(finding.rule)
    mark = (sha256, finding.key)
    return ShownFinding(
        finding=finding,
        title=rule.title if rule else finding.rule,
        group=GROUPS.get(finding.rule.partition("-")[0], ""),
        sha256=sha256,
        note=marks.notes.get(mark, ""),
        waived=marks.waivers.get(mark, ""),
    )
