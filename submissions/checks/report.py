"""What a check says: findings and the report around them, as frozen data that travels as JSON."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from typing import Any, Literal, cast

Box = tuple[float, float, float, float]
Severity = Literal["error", "warning", "info"]
Status = Literal["done", "partial", "failed"]

SEVERITIES: tuple[Severity, ...] = ("error", "warning", "info")
QUOTE = 120


@dataclass(frozen=True, slots=True)
class Author:
    """An author as typed into the submission form."""

    name: str
    email: str = ""
    affiliation: str = ""
    orcid: str = ""


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing a rule found.

    `page` counts from 1; `box` is x0, y0, x1, y1 in points from the top left of the page as displayed.
    `field` names the form field for findings that are not in the PDF. `key` stays the same for the same bytes.
    """

    rule: str
    severity: Severity
    message: str
    fix: str
    page: int | None = None
    box: Box | None = None
    text: str = ""
    field: str = ""
    key: str = ""

    def to_dict(self) -> dict[str, Any]:
        data = asdict(self)
        data["box"] = list(self.box) if self.box else None
        if not self.field:
            del data["field"]
        return data

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> "Finding":
        """Raise ValueError, KeyError or TypeError on data that no report could hold."""
        if data["severity"] not in SEVERITIES:
            raise ValueError(f"unknown severity {data['severity']!r}")
        page = data.get("page")
        return cls(
            rule=str(data["rule"]),
            severity=data["severity"],
            message=str(data["message"]),
            fix=str(data["fix"]),
            page=None if page is None else int(page),
            box=_box(data.get("box")),
            text=str(data.get("text", "")),
            field=str(data.get("field", "")),
            key=str(data.get("key", "")),
        )


def _box(raw: Sequence[float] | None) -> Box | None:
    if raw is None:
        return None
    x0, y0, x1, y1 = (float(v) for v in raw)
    return x0, y0, x1, y1


def quote(text: str) -> str:
    """The words of a finding on one line, cut to 120 characters."""
    line = " ".join(text.split())
    return line if len(line) <= QUOTE else line[: QUOTE - 1] + "…"


def rounded(box: Box) -> Box:
    x0, y0, x1, y1 = box
    return round(x0, 1), round(y0, 1), round(x1, 1), round(y1, 1)


def _order(finding: Finding) -> tuple[int, int, str, float, float, str]:
    x0, y0 = finding.box[:2] if finding.box else (0.0, 0.0)
    return SEVERITIES.index(finding.severity), finding.page or 0, finding.rule, y0, x0, finding.text


def arrange(findings: Sequence[Finding]) -> tuple[Finding, ...]:
    """Worst first, then in the order of the pages; each gets its key, numbered where two would be alike."""
    seen: dict[str, int] = {}
    ordered: list[Finding] = []
    for finding in sorted(findings, key=_order):
        x0, y0 = finding.box[:2] if finding.box else (0.0, 0.0)
        place = finding.field or str(finding.page or 0)
        key = f"{finding.rule}:{place}:{round(x0)}:{round(y0)}"
        seen[key] = seen.get(key, 0) + 1
        ordered.append(replace(finding, key=key if seen[key] == 1 else f"{key}:{seen[key]}"))
    return tuple(ordered)


@dataclass(frozen=True, slots=True)
class References:
    """Where the list of references starts: page from 1, column from 0, y in points from the top."""

    page: int
    column: int
    y: float


@dataclass(frozen=True, slots=True)
class Usage:
    """What the check cost, and which limit stopped it ("cpu", "wall", "memory", "output", "crash" or None)."""

    cpu_s: float = 0.0
    rss_mb: int = 0
    stopped: str | None = None


@dataclass(frozen=True, slots=True)
class Report:
    """The result of one run. `interrupted`: the checker itself vanished twice, so a person should look."""

    sha256: str
    checker: str
    preset: str
    preset_version: str
    status: Status
    pages: int | None = None
    size: tuple[float, float] | None = None
    content_end: int | None = None
    refs: References | None = None
    findings: tuple[Finding, ...] = ()
    limits: Usage = Usage()
    interrupted: bool = False

    def worst(self) -> Severity | None:
        return min((f.severity for f in self.findings), key=SEVERITIES.index, default=None)

    def to_dict(self) -> dict[str, Any]:
        data: dict[str, Any] = {"v": 1, **asdict(self)}
        data["size"] = list(self.size) if self.size else None
        data["findings"] = [finding.to_dict() for finding in self.findings]
        return data

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> "Report":
        """Raise ValueError, KeyError or TypeError on data that no report could hold."""
        if data["status"] not in {"done", "partial", "failed"}:
            raise ValueError(f"unknown status {data['status']!r}")
        refs, size, limits = data.get("refs"), data.get("size"), data.get("limits") or {}
        return cls(
            sha256=str(data["sha256"]),
            checker=str(data["checker"]),
            preset=str(data["preset"]),
            preset_version=str(data.get("preset_version", "")),
            status=cast("Status", data["status"]),
            pages=data.get("pages"),
            size=(float(size[0]), float(size[1])) if size else None,
            content_end=data.get("content_end"),
            refs=References(int(refs["page"]), int(refs["column"]), float(refs["y"])) if refs else None,
            findings=tuple(Finding.from_dict(f) for f in data.get("findings", ())),
            limits=Usage(**limits),
            interrupted=bool(data.get("interrupted", False)),
        )
