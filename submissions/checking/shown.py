"""Findings and pages as templates draw them."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from submissions.checking.marks import Marks, heap
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
# A quotation is nothing that its author should read as a reproach.
FOR_ORGANIZERS = frozenset({"HID-003"})
NO_MARKS = Marks()


@dataclass(frozen=True)
class ShownFinding:
    """A finding with its rule's words, as `ui/finding.html` draws it.

    `sha256` is that of the file or of the field's text; `note` the author's sentence, `waived` the handler's reason;
    `others` are findings of the same rule on the same page, which read as one with it.
    """

    finding: Finding
    title: str
    group: str
    sha256: str = ""
    note: str = ""
    waived: str = ""
    others: tuple["ShownFinding", ...] = ()

    def __getattr__(self, name: str) -> object:
        return getattr(self.finding, name)

    @property
    def all(self) -> list[Finding]:
        return [self.finding, *(other.finding for other in self.others)]

    @property
    def is_to_fix(self) -> bool:
        return self.finding.severity == "error" and not self.waived

    @property
    def is_removable(self) -> bool:
        return self.finding.rule in REMOVABLE and not self.waived


def folded(findings: Iterable[ShownFinding]) -> tuple[ShownFinding, ...]:
    """With those that read as one under the first of them. What somebody has said about them keeps them apart."""
    heaps: dict[tuple[str, ...], list[ShownFinding]] = {}
    for each in findings:
        about = (heap(each.finding), each.finding.severity, each.sha256, each.note, each.waived)
        heaps.setdefault(about, []).append(each)
    return tuple(replace(first, others=tuple(others)) for first, *others in heaps.values())


def for_authors(findings: Iterable[ShownFinding]) -> tuple[ShownFinding, ...]:
    return tuple(each for each in findings if each.finding.rule not in FOR_ORGANIZERS)


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
