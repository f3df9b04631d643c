"""Feed mutated PDFs to the sandbox: every one gets an answer within the limits.

`python -m tests.submissions.checks.fuzz [CASES] [SEED]` runs thousands by hand; the suite runs a few hundred.
"""

import random
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from submissions.checks import PRESETS, Report, sandbox, warm
from tests.submissions.checks.pdfs import Pdf, paper

PRESET = replace(PRESETS["fedgenai-2025"], cpu_s=4.0, wall_s=30.0)
TOKENS = (
    b"<<", b">>", b"[", b"]", b"(", b")", b"endobj", b"stream", b"endstream", b"obj", b"R", b"null", b"-1", b"99999999999",
    b"1e38", b"/Kids", b"/Parent 2 0 R", b"/Count -5", b"/Length 0", b"/Filter /FlateDecode", b"/Filter [/LZWDecode /ASCII85Decode]",
    b"/Type /ObjStm", b"/Prev 9", b"/Rotate 45", b"/MediaBox [0 0 0 0]", b"\x00" * 40, b"BT", b"Do", b"cm", b"q " * 200,
)  # fmt: skip


def seeds() -> list[bytes]:
    """Small papers with and without compressed streams, links, notes and properties."""
    sheets = paper(content=2)
    sheets[0].link((60, 300, 120, 310), "https://example.org")
    sheets[1].note((100, 100, 120, 120), "Anonymous", "note")
    plain = Pdf(*paper(content=1, last_lines=5), info="/Author (Anonymous)").build()
    return [plain, Pdf(*sheets, info="/Title (A Paper)", catalog="/OpenAction [3 0 R /Fit]").build()]


def mutated(data: bytes, chance: random.Random) -> bytes:
    out = bytearray(data)
    for _ in range(chance.randint(1, 12)):
        at = chance.randrange(len(out))
        match chance.randrange(6):
            case 0:
                out[at] = chance.randrange(256)
            case 1:
                del out[at : min(at + chance.randint(1, 200), len(out) - 20)]
            case 2:
                out[at:at] = chance.choice(TOKENS)
            case 3:
                start = chance.randrange(len(out))
                out[at:at] = out[start : start + chance.randint(1, 400)]
            case 4:
                out = out[: max(20, chance.randrange(len(out)))] if chance.random() < 0.2 else out
            case _:
                digits = [n for n in range(at, min(at + 300, len(out))) if 48 <= out[n] <= 57]
                if digits:
                    out[chance.choice(digits)] = chance.choice(b"0123456789")
    return bytes(out)


def cases(count: int, seed: int) -> Iterator[bytes]:
    chance, whole = random.Random(seed), seeds()  # noqa: S311  # repeatable, not secret
    for _ in range(count):
        yield mutated(chance.choice(whole), chance)


def judge(data: bytes, folder: Path) -> Report:
    """The sandbox's report on the bytes; raises AssertionError where an answer breaks the rules."""
    path = folder / "case.pdf"
    path.write_bytes(data)
    report = sandbox.check(path, preset=PRESET)
    if report.interrupted:
        raise AssertionError("the child vanished")
    if report.status != "done" and not any(f.rule.startswith("PDF-00") for f in report.findings):
        raise AssertionError(f"{report.status} without a reason")
    if report.limits.stopped == "crash":
        raise AssertionError("the child crashed")
    return report


def main(count: int = 2000, seed: int = 1) -> int:
    statuses: Counter[str] = Counter()
    slowest, failures = 0.0, 0
    with tempfile.TemporaryDirectory() as name:
        for number, data in enumerate(cases(count, seed)):
            started = time.monotonic()
            try:
                statuses[judge(data, Path(name)).status] += 1
            except AssertionError as error:
                failures += 1
                kept = Path(tempfile.gettempdir()) / f"fuzz-{seed}-{number}.pdf"
                kept.write_bytes(data)
                sys.stdout.write(f"case {number}: {error}, kept as {kept}\n")
            slowest = max(slowest, time.monotonic() - started)
    warm.stop()
    sys.stdout.write(f"{count} cases, {dict(statuses)}, slowest {slowest:.1f} s, {failures} failures\n")
    return int(failures > 0)


if __name__ == "__main__":
    sys.exit(main(*map(int, sys.argv[1:3])))
