"""Make the reviewers' copy of every PDF in a folder and look at it with other eyes than the code that makes it.

`python -m tests.submissions.checks.sanitising FOLDER`: per file what is wrong with its copy, then the totals.
"""

import csv
import sys
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from PIL import Image, ImageChops
from pypdf import PdfReader
from pypdf.errors import PyPdfError
from pypdf.generic import StreamObject

from submissions.checks import PRESETS, Author, sandbox, warm
from submissions.checks.text import fold

PRESET = replace(PRESETS["free"], cpu_s=20.0, wall_s=60.0)
GONE = {"AN-003", "AN-004", "AN-005", "PDF-006", "PDF-007"}
NOISE = 0.0005  # of a page's pixels
WIDTH = 600


def authors_of(folder: Path) -> dict[str, list[Author]]:
    """File name to the author that its properties name, where the folder's labels tell."""
    labels = folder / "labels.csv"
    rows = csv.DictReader(labels.open(newline="")) if labels.is_file() else ()
    names = ((row["file"], row.get("meta_author") or "") for row in rows)
    return {file: [Author(name) for name in said.split(",") if " " in name.strip()] for file, said in names}


def faults(pdf: Path, folder: Path, authors: Sequence[Author]) -> Iterator[str]:
    """What is wrong with the copy of one PDF. Nothing at all where none can be made, as of a file with a password."""
    copy = folder / "copy.pdf"
    copy.unlink(missing_ok=True)
    made = sandbox.sanitise(pdf, copy, authors)
    if not made.ok:
        sys.stdout.write(f"{pdf.name}: no copy, {made.reason}\n")
        return
    report = sandbox.check(copy, preset=PRESET, authors=authors)
    yield from (f"still {each.rule}: {each.message}" for each in report.findings if each.rule in GONE and each.severity != "info")  # fmt: skip
    yield from (f"page {number} looks different" for number in unlike(pdf, copy, folder))
    if authors:
        yield from (
            f"an object names {name}" for name in named(copy, folder, [author.name for author in authors])
        )


def unlike(pdf: Path, copy: Path, folder: Path) -> Iterator[int]:
    one = {p.page: p.path for p in sandbox.pictures(pdf, folder / "one", width=WIDTH)}
    two = {p.page: p.path for p in sandbox.pictures(copy, folder / "two", width=WIDTH)}
    for number in sorted(one.keys() | two.keys()):
        if number not in one or number not in two:
            yield number
            continue
        with Image.open(one[number]) as before, Image.open(two[number]) as after:
            if before.size != after.size:
                yield number
                continue
            counts = ImageChops.difference(before.convert("L"), after.convert("L")).histogram()
            if sum(counts[64:]) > NOISE * sum(counts):
                yield number


def named(copy: Path, folder: Path, names: Sequence[str]) -> Iterator[str]:
    """Names in any object of the copy but the pages' own words."""
    reader = PdfReader(copy)
    shown = fold(" ".join(page.text for page in sandbox.pictures(copy, folder / "words", width=100)))
    for number in {n for table in reader.xref.values() for n in table} | set(reader.xref_objStm):
        try:
            value = reader.get_object(number)
            words = str(value)
            if isinstance(value, StreamObject) and value.get("/Subtype") not in {"/Form", "/Image"}:
                words += value.get_data().decode("latin-1")
        except (PyPdfError, ValueError, KeyError, TypeError, AttributeError, RecursionError):
            continue
        yield from (name for name in names if fold(name) in fold(words) and fold(name) not in shown)


def main(names: Sequence[str]) -> int:
    wrong = total = 0
    for root in map(Path, names):
        known = authors_of(root)
        for pdf in sorted(root.glob("*.pdf")):
            with tempfile.TemporaryDirectory() as folder:
                found = list(faults(pdf, Path(folder), known.get(pdf.name, [])))
            total += 1
            wrong += bool(found)
            for words in found:
                sys.stdout.write(f"{pdf.name}: {words}\n")
    warm.stop()
    sys.stdout.write(f"{total} files, {wrong} with a fault\n")
    return int(bool(wrong))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
