"""What a rule is: a small function over one parsed paper, registered with the words that site, command and docs use."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any, Literal, cast

from submissions.checks.document import Document, Line, Outline, Page, Stream
from submissions.checks.presets import Preset
from submissions.checks.report import Author, Box, Finding, Severity, quote, rounded
from submissions.checks.sections import body_style, outline

Stage = Literal["structure", "text", "engine"]
NOWHERE: Box = (0.0, 0.0, 0.0, 0.0)


@dataclass(frozen=True, slots=True)
class Hit:
    """What a rule found; `severity` and `fix` where they differ from the rule's own."""

    message: str
    page: int | None = None
    box: Box | None = None
    text: str = ""
    severity: Severity | None = None
    fix: str = ""


class Paper:
    """A parsed document with the preset and the authors of its submission; what several rules need is worked out once."""

    def __init__(
        self, document: Document, preset: Preset, authors: Sequence[Author] = (), title: str = ""
    ) -> None:
        self.document = document
        self.structure = document.structure
        self.pages = document.pages
        self.preset = preset
        self.authors = authors
        self.title = title
        self.notes: dict[str, Any] = {}  # what two rules share, by name

    @cached_property
    def outline(self) -> Outline:
        return outline(self.document, self.preset.end_matter)

    @cached_property
    def body(self) -> Stream:
        """The text outside the references, the words inside figures last."""
        figures = [line for line in self.document.lines() if line.figure]
        return Stream(self.outline.body + figures)

    @cached_property
    def whole(self) -> Stream:
        return Stream(list(self.document.lines()))

    @cached_property
    def body_style(self) -> tuple[float, str]:
        return body_style(self.outline.lines)

    def page(self, number: int) -> Page:
        return self.pages[number - 1]


Check = Callable[[Paper], Iterator[Hit]]


@dataclass(frozen=True, slots=True)
class Rule:
    """`reason` tells why it matters, `fix` what to do; `stage` is what must have been read before it can run."""

    id: str
    severity: Severity
    title: str
    reason: str
    fix: str
    stage: Stage
    check: Check

    def applies(self, preset: Preset) -> bool:
        """Identity rules follow the call's blindness: forbidden names, demanded names, or no matter."""
        if self.family == "CAM":
            return preset.blind == "named"
        return self.family != "AN" or preset.blind == "double"

    @property
    def family(self) -> str:
        return self.id.split("-", maxsplit=1)[0]


RULES: dict[str, Rule] = {}


def rule(
    number: str, severity: Severity, title: str, *, reason: str, fix: str, stage: Stage = "text"
) -> Callable[[Check], Check]:
    """Register a check under its number."""

    def register(check: Check) -> Check:
        RULES[number] = Rule(number, severity, title, reason, fix, stage, check)
        return check

    return register


def finding(number: str, hit: Hit) -> Finding:
    known = RULES[number]
    return Finding(
        rule=number,
        severity=hit.severity or known.severity,
        message=hit.message,
        fix=hit.fix or known.fix,
        page=hit.page,
        box=rounded(hit.box) if hit.box else None,
        text=quote(hit.text),
    )


def judged(found: Iterable[Finding], preset: Preset) -> list[Finding]:
    """The preset's own severities applied: "off" drops a rule, "warning" lowers what was an error."""
    out = []
    for item in found:
        level = preset.severities.get(item.rule)
        if level == "off":
            continue
        if level and item.severity == RULES[item.rule].severity:
            out.append(replace(item, severity=cast("Severity", level)))
        else:
            out.append(item)
    return out


def on_line(
    line: Line, message: str, *, severity: Severity | None = None, text: str = "", fix: str = ""
) -> Hit:
    return Hit(message, line.page, line.box, text or line.text, severity, fix)


def plural(count: float, word: str) -> str:
    return f"{count:g} {word}" if count == 1 else f"{count:g} {word}s"


def listed(numbers: Iterable[int]) -> str:
    """Page numbers in words: "1-3 and 7"."""
    spans: list[list[int]] = []
    for number in sorted(set(numbers)):
        if spans and number == spans[-1][1] + 1:
            spans[-1][1] = number
        else:
            spans.append([number, number])
    words = [str(a) if a == b else f"{a}-{b}" for a, b in spans]
    return " and ".join([", ".join(words[:-1]), words[-1]] if len(words) > 1 else words)
