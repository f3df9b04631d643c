"""The parent's side: check a PDF, picture its pages, make the reviewers' copy, each in a child under limits."""

import dataclasses
import hashlib
import logging
import os
import shutil
import signal
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass
from functools import partial
from pathlib import Path
from typing import Any

from submissions.checks import process, warm
from submissions.checks.limits import Limits
from submissions.checks.presets import Preset
from submissions.checks.process import Outcome
from submissions.checks.report import Author, Finding, Report, Status, Usage, arrange
from submissions.checks.rules import finding
from submissions.checks.rules.base import Hit
from submissions.checks.version import ENGINE_VERSION

log = logging.getLogger(__name__)
ENDS = {signal.SIGXCPU: "cpu", signal.SIGALRM: "wall", signal.SIGXFSZ: "output"}
# A parser that breaks on a file breaks again: only a child that somebody else ended is worth another try.
CRASHES = {
    signal.SIGSEGV,
    signal.SIGABRT,
    signal.SIGTRAP,
    signal.SIGILL,
    signal.SIGBUS,
    signal.SIGFPE,
    signal.SIGSYS,
}
WORDS = {
    "cpu": "Checking stopped after {cpu} s of work{where}.",
    "wall": "Checking stopped after {wall:g} s{where}.",
    "memory": "Checking stopped at {mem} MB of memory{where}.",
    "output": "Checking stopped: the file gives rise to more output than the checker takes{where}.",
    "crash": "Checking stopped: the program that reads the pages gave up{where}.",
    "size": "The file has {size:.1f} MB, more than the checker takes.",
    "gone": "The checker was interrupted twice; a person will look at the file.",
    "unreadable": "The stored file could not be read; a person will look at it.",
}
OnStage = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class PagePicture:
    """A page's picture in pixels and its size in points; `text` is the page's text in reading order."""

    page: int
    width: int
    height: int
    points: tuple[float, float]
    text: str
    path: Path


@dataclass(frozen=True, slots=True)
class Sanitised:
    """Whether the reviewers' copy was made; `reason` says why not, `removed` what was taken out."""

    ok: bool
    reason: str = ""
    removed: tuple[str, ...] = ()
    sha256: str = ""


def check(
    pdf: Path,
    *,
    preset: Preset,
    authors: Sequence[Author] = (),
    title: str = "",
    on_stage: OnStage | None = None,
    cold: bool = False,
) -> Report:
    """Check one PDF. Never raises for a bad file: what stops the check is a finding of the report.

    `title` is the form's, compared with page 1 where the preset wants names; `on_stage` hears "structure", "text", "done".
    """
    base = Report("", ENGINE_VERSION, preset.name, preset.version, "failed")
    limits = Limits(cpu_s=int(preset.cpu_s) + 1, wall_s=preset.wall_s, mem_mb=preset.mem_mb)
    request = {
        "task": "check",
        "preset": preset.to_dict(),
        "authors": [asdict(author) for author in authors],
        "title": title,
    }
    try:
        size = pdf.stat().st_size
        base = dataclasses.replace(base, sha256=_digest(pdf))
        if size > preset.max_bytes:
            return _failed(base, "size", WORDS["size"].format(size=size / 1e6))
        for patience in (1, 2):
            given = dataclasses.replace(limits, wall_s=limits.wall_s * patience)
            outcome = run(pdf, request, given, cold=cold, on_line=_stages(on_stage))
            if not _vanished(outcome) and not _starved(outcome, limits):
                return _report(base, outcome, limits)
    except OSError as error:
        log.warning("check of %s: %s", pdf, error)
        return dataclasses.replace(_failed(base, "unreadable", WORDS["unreadable"]), interrupted=True)
    log.warning("the checker's child vanished twice on %s", pdf)
    return dataclasses.replace(_failed(base, None, WORDS["gone"]), interrupted=True)


def run(pdf: Path, request: Mapping[str, Any], limits: Limits, *, cold: bool = False, on_line: process.OnLine | None = None, collect: process.Collect | None = None) -> Outcome:  # fmt: skip
    """Run the child, warm where the file allows it and the server is free."""
    if not cold and not _encrypted(pdf) and warm.lock().acquire(blocking=False):
        try:
            return process.run(pdf, request, limits, start=warm.start, on_line=on_line, collect=collect)
        except ConnectionError:
            warm.stop()
        finally:
            warm.lock().release()
    return process.run(pdf, request, limits, on_line=on_line, collect=collect)


def _digest(pdf: Path) -> str:
    with pdf.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _encrypted(pdf: Path) -> bool:
    # The warm server has no cryptography loaded; the few encrypted files start cold.
    return b"/Encrypt" in pdf.read_bytes()


def _stages(on_stage: OnStage | None) -> process.OnLine | None:
    if on_stage is None:
        return None
    return lambda line: on_stage(str(line.get("stage", "")))


def _vanished(outcome: Outcome) -> bool:
    if outcome.last("done") or outcome.stopped:
        return False
    return bool(outcome.signal) and outcome.signal not in ENDS and outcome.signal not in CRASHES


def _starved(outcome: Outcome, limits: Limits) -> bool:
    """The clock ran out while the child had hardly worked: the machine was busy, not the file large."""
    return outcome.cpu_s < limits.cpu_s / 2 and not outcome.last("done") and _why(outcome) == "wall"


def _why(outcome: Outcome) -> str:
    if outcome.stopped:
        return outcome.stopped
    if outcome.signal in ENDS:
        return ENDS[signal.Signals(outcome.signal)]
    # PDFium ends its process when an allocation is refused; the peak tells that from other crashes.
    return "memory" if "MemoryError" in outcome.errors or outcome.signal in {signal.SIGTRAP, signal.SIGABRT, signal.SIGILL} else "crash"  # fmt: skip


def _report(base: Report, outcome: Outcome, limits: Limits) -> Report:
    usage = Usage(round(outcome.cpu_s, 3), outcome.rss_mb, None)
    done = outcome.last("done")
    try:
        if done is not None:
            if outcome.errors:
                log.warning("the checker's child complained: %s", outcome.errors[-1000:])
            return _read(base, done, dataclasses.replace(usage, stopped=done.get("stopped")))
        if outcome.errors:
            log.warning("the checker's child ended with %s: %s", outcome.code, outcome.errors[-500:])
        why = _why(outcome)
        early = outcome.last("structure")
        partial = _read(base, early, usage) if early else base
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        log.warning("the checker's child answered nonsense: %s", error)
        why, partial = "crash", base
    where = " while its pages were read" if partial.pages else ""
    words = WORDS[why].format(cpu=limits.cpu_s, wall=limits.wall_s, mem=limits.mem_mb, where=where)
    failed = _failed(partial, why, words)
    status: Status = "partial" if partial.pages else "failed"
    return dataclasses.replace(failed, status=status, limits=dataclasses.replace(usage, stopped=why))


def _read(base: Report, line: Mapping[str, Any], usage: Usage) -> Report:
    """The report that a line of the child holds; the child read hostile bytes, so its words are parsed strictly."""
    if not {"sha256", "status", "findings"} <= line.keys():
        raise KeyError("the line holds no result")
    return Report.from_dict(
        {**base.to_dict(), **line, "checker": base.checker, "preset": base.preset, "limits": asdict(usage)}
    )


def _failed(base: Report, stopped: str | None, message: str) -> Report:
    findings = [*base.findings, finding("PDF-005", Hit(message))]
    return dataclasses.replace(
        base, findings=arrange(findings), limits=dataclasses.replace(base.limits, stopped=stopped)
    )


def pictures(
    pdf: Path, folder: Path, *, width: int = 1000, pages: Sequence[int] | None = None
) -> list[PagePicture]:
    """Write <n>.webp for each page into `folder`. Pages that could not be drawn within the limits are left out."""
    folder.mkdir(parents=True, exist_ok=True)
    limits = Limits(cpu_s=20, wall_s=30.0, mem_mb=768)
    request = {"task": "pictures", "width": width, "pages": list(pages) if pages is not None else None}
    outcome = run(pdf, request, limits, collect=partial(_take, folder=folder, pattern="*.webp"))
    facts = [line for line in outcome.lines if {"page", "width", "height", "points", "text"} <= line.keys()]
    return [picture for fact in facts if (picture := _picture(fact, folder))]


def _picture(fact: Mapping[str, Any], folder: Path) -> PagePicture | None:
    page, path = int(fact["page"]), folder / f"{int(fact['page'])}.webp"
    if not path.is_file():
        return None
    across, down = fact["points"]
    return PagePicture(
        page, int(fact["width"]), int(fact["height"]), (float(across), float(down)), str(fact["text"]), path
    )


def sanitise(pdf: Path, out: Path, authors: Sequence[Author] = ()) -> Sanitised:
    """Write the reviewers' copy of `pdf` to `out`; where that fails nothing is written and `reason` says why.

    The copy is read again before it is handed out: it shows the same, and hides nobody's name and nothing that acts.
    """
    limits = Limits(cpu_s=20, wall_s=30.0, mem_mb=768, file_mb=64)
    request = {"task": "sanitise", "authors": [asdict(author) for author in authors]}
    made: list[Path] = []
    try:
        outcome = run(pdf, request, limits, collect=lambda folder: made.extend(_take(folder, out.parent, "copy.pdf", out.name)))  # fmt: skip
    except OSError as error:
        return Sanitised(ok=False, reason=f"the file cannot be read ({error.strerror})")
    answer = outcome.lines[-1] if outcome.lines else {}
    if not answer.get("ok"):
        log.warning("no reviewers' copy of %s: %s %s", pdf, answer, outcome.errors[-500:])
        for path in made:
            path.unlink(missing_ok=True)
        why = (
            WORDS.get(_why(outcome), "")
            .split(":")[0]
            .format(cpu=limits.cpu_s, wall=limits.wall_s, mem=limits.mem_mb, where="")
        )
        return Sanitised(ok=False, reason=str(answer.get("reason") or why.replace("Checking", "Cleaning")))
    removed = tuple(str(word) for word in answer.get("removed", ()))
    return Sanitised(ok=bool(made), removed=removed, sha256=_digest(out) if made else "")


def _take(source: Path, folder: Path, pattern: str, name: str = "") -> list[Path]:
    """Copy the child's files out of its folder; links are not followed, for the child read hostile bytes."""
    taken = []
    for path in sorted(source.glob(pattern)):
        if path.is_symlink() or not path.is_file():
            continue
        target = folder / (name or path.name)
        descriptor = os.open(path, os.O_RDONLY | os.O_NOFOLLOW)
        with os.fdopen(descriptor, "rb") as origin, target.open("wb") as copy:
            shutil.copyfileobj(origin, copy)
        taken.append(target)
    return taken


__all__ = ["Finding", "PagePicture", "Sanitised", "check", "pictures", "sanitise"]
