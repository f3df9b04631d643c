"""`checkpdf`: the same engine in the same sandbox as the worker, for people and, with --json, for programs."""

import argparse
import json
import re
import sys
import textwrap
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TextIO

from submissions.checks import PRESETS, Author, Preset, Report, sandbox
from submissions.checks.report import Finding

AUTHOR = re.compile(r"^\s*(?P<name>[^<,]+?)\s*(?:<(?P<email>[^>]*)>)?\s*(?:,\s*(?P<affiliation>.*))?$")
BAR = 30
MARKS = {"error": "E", "warning": "W", "info": "i"}


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("files", nargs="+", type=Path, metavar="FILE", help="a PDF, or a folder of PDFs")
    parser.add_argument(
        "--preset",
        default="fedgenai-2025",
        choices=sorted(PRESETS),
        help="the call's rules (default: %(default)s)",
    )
    parser.add_argument(
        "--author",
        action="append",
        default=[],
        metavar='"Name <email>, Affiliation"',
        help="an author of the paper; may be repeated",
    )
    parser.add_argument("--camera-ready", action="store_true", help="names must be present")
    parser.add_argument("--title", default="", help="the form's title, compared with a camera-ready paper's")
    parser.add_argument("--json", action="store_true", help="one JSON object a line")
    parser.add_argument("--cold", action="store_true", help="a fresh interpreter for every file")


def run(options: argparse.Namespace, out: TextIO, progress: TextIO) -> int:
    """Check the files in their order. 0: no error findings, 1: some, 2: a file cannot be read."""
    files = list(expand(options.files))
    if not files or any(not path.is_file() for path in files):
        missing = next((path for path in files if not path.is_file()), options.files[0])
        progress.write(f"checkpdf: no PDF at {missing}\n")
        return 2
    preset: Preset = PRESETS[options.preset]
    if options.camera_ready:
        preset = preset.camera_ready()
    authors = [author(text) for text in options.author]
    code = 0
    for number, path in enumerate(files):
        _bar(number, len(files), progress)
        report = sandbox.check(path, preset=preset, authors=authors, title=options.title, cold=options.cold)
        out.write(_json(path, report) if options.json else words(path, report))
        out.flush()
        code |= report.worst() == "error"
    _bar(len(files), len(files), progress)
    return int(code)


def expand(paths: Sequence[Path]) -> Iterator[Path]:
    for path in paths:
        if path.is_dir():
            yield from sorted(path.rglob("*.pdf"))
        else:
            yield path


def author(text: str) -> Author:
    match = AUTHOR.match(text)
    if match is None:
        return Author(text.strip())
    return Author(match["name"].strip(), (match["email"] or "").strip(), (match["affiliation"] or "").strip())


def _bar(done: int, total: int, progress: TextIO) -> None:
    if total < 3 or not progress.isatty():
        return
    full = BAR * done // total
    progress.write(
        f"\r[{'#' * full}{'.' * (BAR - full)}] {done} of {total}" + ("\n" if done == total else "")
    )
    progress.flush()


def _json(path: Path, report: Report) -> str:
    return json.dumps({"file": str(path), **report.to_dict()}, ensure_ascii=False) + "\n"


def words(path: Path, report: Report) -> str:
    """The report for a person: the file's line, then rule, page, words and fix of each finding."""
    pages = f"{report.pages} pages" if report.pages else "no pages"
    ends = f", content ends on page {report.content_end}" if report.content_end else ""
    head = f"{path}: {pages}{ends}, {_counts(report)}\n"
    return head + "".join(_entry(finding) for finding in report.findings)


def _counts(report: Report) -> str:
    counts = [(level, sum(f.severity == level for f in report.findings)) for level in MARKS]
    return (
        ", ".join(f"{n} {level if level == 'info' or n == 1 else level + 's'}" for level, n in counts if n)
        or "nothing found"
    )


def _entry(finding: Finding) -> str:
    page = f"page {finding.page}: " if finding.page else ""
    text = textwrap.fill(
        f"{page}{finding.message}",
        100,
        initial_indent=f"  {MARKS[finding.severity]} {finding.rule}  ",
        subsequent_indent=" " * 13,
    )
    fix = textwrap.fill(finding.fix, 100, initial_indent=" " * 13 + "-> ", subsequent_indent=" " * 16)
    return f"{text}\n{fix}\n"


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="checkpdf", description=__doc__)
    add_arguments(parser)
    return run(parser.parse_args(arguments), sys.stdout, sys.stderr)


if __name__ == "__main__":
    sys.exit(main())
