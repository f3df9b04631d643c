"""What a check costs: CPU per paper cold and warm, per page picture, papers a second and core, peak memory.

`python -m tests.benchmarks.checks [FILE...]` (default: nine-page papers made here).
"""

import sys
import tempfile
import time
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from functools import partial
from os import cpu_count
from pathlib import Path

from submissions.checks import PRESETS, Report, sandbox, warm
from tests.submissions.checks.pdfs import Pdf, paper

PRESET = replace(PRESETS["fedgenai-2025"], cpu_s=20.0, wall_s=60.0)
BURST = 40


def made(folder: Path) -> list[Path]:
    path = folder / "paper.pdf"
    path.write_bytes(Pdf(*paper(content=7, references_on_new_page=True, reference_count=130)).build())
    return [path] * 10


def timed(files: Sequence[Path], *, cold: bool) -> str:
    reports = [sandbox.check(file, preset=PRESET, cold=cold) for file in files]
    costs = sorted(report.limits.cpu_s for report in reports)
    peak = max(report.limits.rss_mb for report in reports)
    rate = len(costs) / sum(costs)
    return (
        f"median {costs[len(costs) // 2]:.2f} s, p95 {costs[int(0.95 * (len(costs) - 1))]:.2f} s CPU a paper, "
        f"{rate:.1f} papers a second and core, peak {peak} MB"
    )


def burst(files: Sequence[Path]) -> str:
    """A burst over as many threads as cores; one of them is warm, as a pool of worker processes would all be."""
    wanted = [files[n % len(files)] for n in range(BURST)]
    check = partial(sandbox.check, preset=PRESET)
    started = time.monotonic()
    with ThreadPoolExecutor(cpu_count() or 1) as pool:
        reports: list[Report] = list(pool.map(check, wanted))
    seconds = time.monotonic() - started
    return f"{len(reports) / seconds:.1f} papers a second on {cpu_count()} cores"


def pictures(file: Path, folder: Path) -> str:
    started = time.monotonic()
    count = len(sandbox.pictures(file, folder))
    return f"{(time.monotonic() - started) / max(1, count):.3f} s a page, {count} pages"


def main(names: Sequence[str]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        files = [Path(name) for name in names] or made(Path(folder))
        sandbox.check(files[0], preset=PRESET)
        for title, figure in (
            ("check, cold", timed(files, cold=True)),
            ("check, warm", timed(files, cold=False)),
            ("burst", burst(files)),
            ("pictures", pictures(files[0], Path(folder) / "pictures")),
        ):
            sys.stdout.write(f"{title:14}{figure}\n")
    warm.stop()


if __name__ == "__main__":
    main(sys.argv[1:])
