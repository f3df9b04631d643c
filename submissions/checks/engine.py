"""One check from bytes to findings, inside the sandbox's child: stage A, stage B, rules, each within the budget."""

import hashlib
import time
import traceback
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from submissions.checks.document import Document, Page, Structure
from submissions.checks.locate import Locator
from submissions.checks.presets import Preset
from submissions.checks.reading import lines, pdfium, pixels, structure
from submissions.checks.report import Author, Finding, arrange
from submissions.checks.rules import RULES, Paper, Rule, finding, judged
from submissions.checks.rules.base import Hit
from submissions.checks.tidying import tidied

Emit = Callable[[Mapping[str, Any]], None]


class StoppedError(Exception):
    """The soft budget is used up."""


class Budget:
    """CPU seconds this process may still use; looked at between pieces of work."""

    def __init__(self, seconds: float) -> None:
        self._end = time.process_time() + seconds

    def pause(self) -> None:
        if time.process_time() > self._end:
            raise StoppedError


class Examination:
    """Reads one file and judges it; what was found so far survives a stop."""

    def __init__(
        self, data: bytes, preset: Preset, authors: Sequence[Author], emit: Emit, *, title: str = ""
    ) -> None:
        self.data, self.preset, self.authors, self.emit, self.title = data, preset, authors, emit, title
        self.sha256 = hashlib.sha256(data).hexdigest()
        self.budget = Budget(preset.cpu_s)
        self.document = Document(Structure())
        self.findings: list[Finding] = []
        self.finished = False
        self.broken: set[str] = set()

    def run(self) -> None:
        """Emit one mapping per stage: "structure", "text", "done". The last one holds the whole result."""
        stopped: str | None = None
        facts: dict[str, Any] = {}
        try:
            facts = self._examine()
        except StoppedError:
            stopped = "cpu"
            self._stop(f"{self.preset.cpu_s:g} s of work")
        except MemoryError:
            stopped = "memory"
            self._stop(f"{self.preset.mem_mb} MB of memory")
        self.finished = True
        self.emit({"stage": "done", "stopped": stopped, **self._result(), **facts})

    def _examine(self) -> dict[str, Any]:
        self.document.structure = structure.read(
            self.data, most_pages=self.preset.pages_checked, pause=self.budget.pause
        )
        self._judge(Paper(self.document, self.preset, self.authors, self.title), only="structure")
        self.emit({"stage": "structure", **self._result()})
        if self.document.structure.fault:
            return {}
        try:
            file = pdfium.File(self.data)
        except ValueError:
            self.findings.append(finding("PDF-002", Hit(structure.DAMAGED)))
            return {}
        with file:
            self._read_pages(file)
            if not self.document.pages:
                self.findings.append(finding("PDF-002", Hit(structure.DAMAGED)))
                return {}
            self.emit({"stage": "text", "read": len(self.document.pages)})
            paper = Paper(self.document, self.preset, self.authors, self.title)
            self._judge(paper)
        return self._facts(paper)

    def _read_pages(self, file: pdfium.File) -> None:
        locate = Locator(file)
        for number in range(1, min(file.pages, self.preset.pages_checked) + 1):
            self.budget.pause()
            try:
                page = file.page(number)
            except ValueError:
                self._skip(number)
                continue
            objects = page.objects(self.budget.pause)
            self.budget.pause()
            pixels.measure(page, objects)
            laid_out = lines.layout(number, page.width, page.height, objects)
            for line in laid_out.lines:
                line.locate = locate
            self.document.pages.append(laid_out)
            page.close()

    def _skip(self, number: int) -> None:
        """A page that PDFium refuses keeps its number, so that the others keep theirs."""
        if number not in self.document.structure.unreadable:
            self.document.structure.unreadable.append(number)
        self.document.pages.append(Page(number, 612.0, 792.0, 1, []))

    def _judge(self, paper: Paper, *, only: str = "") -> None:
        self.findings = []
        for rule in RULES.values():
            self.budget.pause()
            if rule.applies(self.preset) and (not only or rule.stage in {only, "engine"}):
                self.findings += judged(self._found(rule, paper), self.preset)
        self.findings = tidied(self.findings, self.document.structure.frames)

    def _found(self, rule: Rule, paper: Paper) -> list[Finding]:
        try:
            return [finding(rule.id, hit) for hit in rule.check(paper)]
        except (StoppedError, MemoryError):
            raise
        except Exception:  # noqa: BLE001  # one rule that fails must not take the others' findings along
            traceback.print_exc()
            self.broken.add(rule.id)
            return []

    def _stop(self, what: str) -> None:
        read, count = len(self.document.pages), self.document.structure.page_count
        where = f" at page {read + 1}" if read < count else " after the last page" if count else ""
        self.findings.append(finding("PDF-005", Hit(f"Checking stopped after {what}{where}.")))

    def _result(self) -> dict[str, Any]:
        frames = self.document.structure.frames
        stopped = any(f.rule == "PDF-005" for f in self.findings)
        partial = (stopped or bool(self.broken)) and bool(frames)
        failed = stopped or bool(self.document.structure.fault) or (self.finished and not self.document.pages)
        return {
            "sha256": self.sha256,
            "status": "partial" if partial else "failed" if failed else "done",
            "pages": self.document.structure.page_count or None,
            "size": [round(v, 1) for v in frames[0].size] if frames else None,
            "findings": [f.to_dict() for f in arrange(self.findings)],
        }

    def _facts(self, paper: Paper) -> dict[str, Any]:
        """Where content ends and references start; nothing where the file holds no text at all."""
        references = paper.outline.references
        first = paper.outline.lines[references.start] if references else None
        where = {"page": first.page, "column": first.column, "y": round(first.box[1], 1)} if first else None
        return {"content_end": paper.outline.content_end or None, "refs": where}
